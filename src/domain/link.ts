/* Which addresses may be sent to many: what a tap opens must be what the reader is shown. */

export type LinkRefusal =
  /** Nothing that opens a page: `javascript:`, `tg:`, `file:` … */
  | 'scheme'
  /** With a name or password in it, which also serve to pass one host off as another. */
  | 'credentials'
  /** With blanks, or signs that nobody sees. */
  | 'signs'
  /** No public name: an address in figures, or a machine in somebody's office. */
  | 'host'
  | 'tooLong'
  | 'unreadable';

export type Link =
  /** `host` in ASCII: letters of other scripts that look alike are seen to be others. */
  | { readonly ok: true; readonly url: string; readonly host: string }
  | { readonly ok: false; readonly refusal: LinkRefusal };

export const linkMax = 500;
/** Blanks, controls, and marks that turn the direction of writing or take up no room. */
const hidden = /[\s\p{C}\u115f\u1160\u3164\uffa0]/u;
const publicName =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/u;

/** @param typed with or without `https://` */
export function readLink(typed: string): Link {
  const text = typed.trim();
  const refused = (refusal: LinkRefusal): Link => ({ ok: false, refusal });
  if (text.length > linkMax) return refused('tooLong');
  if (hidden.test(text)) return refused('signs');
  const scheme = /^(?<scheme>[a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))/iu
    .exec(text)
    ?.groups?.scheme?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return refused('scheme');
  // Browsers read `\` as `/`, others don't: where it leads depends on who reads it.
  if (text.includes('\\') || (scheme !== undefined && !/^https?:\/\/[^/]/iu.test(text)))
    return refused('unreadable');
  let url: URL;
  try {
    url = new URL(scheme === undefined ? `https://${text}` : text);
  } catch {
    return refused('unreadable');
  }
  if (/^[^/?#]*@/u.test(text.replace(/^[a-z]+:\/\//iu, ''))) return refused('credentials');
  const host = url.hostname.replace(/\.$/u, '');
  if (!publicName.test(host)) return refused('host');
  return url.href.length > linkMax ? refused('tooLong') : { ok: true, url: url.href, host };
}
