export type CheckedUrl = { ok: true; url: string } | { ok: false; reason: string };

/**
 * What Telegram takes for a link: http and https with a host that has a dot, `tg:` and `ton:`. A missing protocol
 * becomes http, a missing path `/`.
 */
export function checkUrl(given: string): CheckedUrl {
  const link = given.trim();
  if (/^tg:/i.test(link) || /^ton:/i.test(link)) return checkInnerLink(link);
  const protocol = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(link)?.[1]?.toLowerCase() ?? 'http';
  if (protocol !== 'http' && protocol !== 'https' && protocol !== 'tonsite') {
    return { ok: false, reason: 'Unsupported URL protocol' };
  }
  const match =
    /^(?:[a-z]+:\/\/)?(?:[^/?#@\s]*@)?([^/?#:\s]*|\[[0-9A-Fa-f:.]+\])(?::(\d+))?([/?#]\S*)?$/i.exec(link);
  const host = match?.[1] ?? '';
  if (!match) return { ok: false, reason: 'Wrong HTTP URL' };
  if (host === '') return { ok: false, reason: 'URL host is empty' };
  if (Number(match[2] ?? 80) > 65_535) return { ok: false, reason: 'Wrong port number specified in the URL' };
  if (!host.includes('.') && !host.startsWith('[')) return { ok: false, reason: 'Wrong HTTP URL' };
  const path = match[3] ?? '/';
  const port = match[2] ? `:${match[2]}` : '';
  const rest = path.startsWith('/') ? path : `/${path}`;
  return { ok: true, url: `${protocol}://${host.toLowerCase()}${port}${rest}` };
}

function checkInnerLink(link: string): CheckedUrl {
  const match = /^(tg|ton):(?:\/\/)?([A-Za-z0-9_.-]+)([/?#]\S*)?$/i.exec(link);
  if (!match) return { ok: false, reason: 'Wrong HTTP URL' };
  return { ok: true, url: `${match[1]?.toLowerCase()}://${match[2]}${match[3] ?? ''}` };
}
