const tokens = /\d{6,}(?::|%3a)[\w-]{30,}/gi;
const quotes = /"[^"]*"|(?<=\s)'[^']*'(?=[\s.,:;]|$)|(?<=\s)«[^»]*»/g;

/** Takes bot tokens out of a text: `token` itself, however short, and whatever looks like one. */
function redactToken(text: string, token: string): string {
  return text
    .replaceAll(token, '[token]')
    .replaceAll(encodeURIComponent(token), '[token]')
    .replace(tokens, '[token]');
}

/**
 * Telegram's prose about a refusal, fit for a log. It likes to quote what was sent (`unsupported start tag "…"`), and
 * what was sent may be somebody's name.
 */
export function redactDescription(description: string, token: string): string {
  return redactToken(description, token).replace(quotes, '"…"').slice(0, 300);
}
