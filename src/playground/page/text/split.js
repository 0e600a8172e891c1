const longestText = 4096;

/**
 * What Telegram's apps do with a text over the limit: several messages, cut at a line or a space where there is one.
 * @param {string} text
 * @returns {string[]}
 */
export function splitText(text) {
  const parts = [];
  let rest = text.trim();
  while (rest.length > longestText) {
    const window = rest.slice(0, longestText);
    const breakAt = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '));
    let cut = breakAt > longestText / 2 ? breakAt : longestText;
    // Never between the two halves of a character outside the basic plane.
    if (/[\uD800-\uDBFF]/.test(rest.charAt(cut - 1))) cut -= 1;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}
