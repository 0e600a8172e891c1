/** @typedef {{type: string, offset: number, length: number}} Entity */

/** As Telegram's apps read it while one types. Longer marks first: a fence begins like a bit of code. */
const marks = /** @type {const} */ ([
  ['```', 'pre'],
  ['**', 'bold'],
  ['__', 'italic'],
  ['~~', 'strikethrough'],
  ['||', 'spoiler'],
  ['`', 'code'],
]);

/**
 * What somebody typed with such marks in pairs: the text without them, and how its stretches look. A mark that has no
 * partner in its message, or nothing to mark, stays as it is.
 * @param {string} typed
 * @returns {{text: string, entities: Entity[]}}
 */
export function readFormatting(typed) {
  /** @type {Entity[]} */
  const entities = [];
  /** @param {string} source @param {number} offset @returns {string} */
  const read = (source, offset) => {
    let text = '';
    let at = 0;
    while (at < source.length) {
      const mark = marks.find(([sign]) => source.startsWith(sign, at));
      const end = mark ? source.indexOf(mark[0], at + mark[0].length) : -1;
      const inside = mark && end > 0 ? source.slice(at + mark[0].length, end) : '';
      if (!mark || inside.trim() === '') {
        const skipped = mark?.[0] ?? source.charAt(at);
        text += skipped;
        at += skipped.length;
        continue;
      }
      const [sign, type] = mark;
      const place = entities.length;
      const begin = offset + text.length;
      // In code, a mark is what it is.
      const shown = type === 'pre' || type === 'code' ? inside : read(inside, begin);
      entities.splice(place, 0, { type, offset: begin, length: shown.length });
      text += shown;
      at = end + sign.length;
    }
    return text;
  };
  return { text: read(typed, 0), entities };
}
