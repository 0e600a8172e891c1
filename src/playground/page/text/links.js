/** Which links may be followed, and which of them lead back into the chat. */

const followed = new Set(['http:', 'https:', 'tg:']);

/**
 * The address if it may be opened (http, https, tg), otherwise undefined: a bot must not hand out `javascript:`.
 * Telegram's clients accept “t.me/bot” without a scheme, and so does this.
 * @param {string | undefined} address
 */
export function safeLink(address) {
  if (address === undefined) return undefined;
  const trimmed = address.trim();
  for (const candidate of [trimmed, `https://${trimmed}`]) {
    if (!URL.canParse(candidate)) continue;
    const url = new URL(candidate);
    // “example.com:8080” parses as scheme “example.com:”, so only a known non-link scheme may end the search.
    if (followed.has(url.protocol)) return url.href;
    if (!url.protocol.includes('.') && url.protocol !== 'localhost:') return undefined;
  }
  return undefined;
}

/**
 * The start parameter of a link to this bot ('' for a plain link), or undefined when it leads elsewhere.
 * @param {string} address
 * @param {string} username the bot's
 */
export function startPayload(address, username) {
  const link = safeLink(address);
  if (link === undefined) return undefined;
  const url = new URL(link);
  const isTelegram = ['t.me', 'telegram.me', 'telegram.dog'].includes(url.hostname);
  const name = isTelegram && url.protocol !== 'tg:' ? url.pathname.slice(1) : url.searchParams.get('domain');
  const leadsHere = isTelegram || (url.protocol === 'tg:' && `${url.hostname}${url.pathname}` === 'resolve');
  if (!leadsHere || name?.toLowerCase() !== username.toLowerCase()) return undefined;
  return url.searchParams.get('start') ?? '';
}

/** @param {string} payload */
export const isStartPayload = (payload) => /^[A-Za-z0-9_-]{0,64}$/.test(payload);
