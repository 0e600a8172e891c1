import type { MessageEntity } from '../../world/telegram.ts';
import { checkUrl } from '../checks/url.ts';

interface Range {
  offset: number;
  length: number;
}

/** A link or, for `tg://user?id=…`, a mention. Undefined for what is no link: Telegram drops it silently. */
export function linkEntity(url: string, range: Range): MessageEntity | undefined {
  const id = mentionedId(url);
  if (id !== undefined) return { type: 'text_mention', ...range, user: mentioned(id) };
  const checked = checkUrl(url);
  return checked.ok ? { type: 'text_link', ...range, url: checked.url } : undefined;
}

export function mentionedId(url: string): number | undefined {
  const id = /^tg:(?:\/\/)?user\?(?:.*&)?id=(\d{1,15})(?:&|$)/i.exec(url)?.[1];
  return id ? Number(id) : undefined;
}

/** Only the id is known here; who that is gets filled in once the text is parsed. */
export function mentioned(id: number) {
  return { id, is_bot: false, first_name: '' };
}
