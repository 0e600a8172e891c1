import type { Db } from '../../db/client.ts';
import type { Claimed } from '../../db/queries/deliveries.ts';
import type { Vault } from '../../db/vault.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Log } from '../../log.ts';
import { loadContent, type NoticeContent } from './content.ts';
import type { Reader, Render, Timer } from './ports.ts';

/** What a notice is about may change while it goes out: an activity is cancelled. So soon is that noticed. */
const freshMs = 2_000;
const mostNotices = 50;
/** Members who asked for the same get the same message; so many different ones are kept. */
const mostWordings = 500;

interface Kept<Message> {
  readonly loadedAt: number;
  readonly content: Promise<NoticeContent | null>;
  readonly messages: Map<string, Message>;
}

type Worded<Message> =
  | { readonly type: 'message'; readonly message: Message }
  /** There is no point in saying it any more. */
  | { readonly type: 'outdated' }
  /** Our own mistake: it would be the same next time. */
  | { readonly type: 'broken' };

export interface Wording<Message> {
  of(row: Claimed, reader: Reader): Promise<Worded<Message>>;
}

/** Words notices; what many people read alike is looked up and worded once. */
export function createWording<Message>({
  db,
  vault,
  now,
  timer,
  timeZone,
  render,
  log,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly timer: Timer;
  readonly timeZone: string;
  readonly render: Render<Message>;
  readonly log: Log;
}): Wording<Message> {
  const kept = new Map<NoticeId, Kept<Message>>();

  function contentOf({ notice, body }: Claimed): Kept<Message> {
    const known = kept.get(notice);
    if (known && timer.now() - known.loadedAt < freshMs) return known;
    if (kept.size >= mostNotices) kept.clear();
    const content = loadContent(db, body, { now: now(), timeZone, vault });
    const fresh = { loadedAt: timer.now(), content, messages: new Map<string, Message>() };
    kept.set(notice, fresh);
    content.catch(() => kept.delete(notice));
    return fresh;
  }

  return {
    async of(row, reader) {
      const { content, messages } = contentOf(row);
      const about = await content;
      if (!about || !saysSomething(about, reader)) return { type: 'outdated' };
      const alike = JSON.stringify(reader);
      const known = messages.get(alike);
      if (known !== undefined) return { type: 'message', message: known };
      try {
        const message = render(
          about,
          about.kind === 'broadcastTest' ? { ...reader, language: about.language } : reader,
        );
        if (messages.size < mostWordings) messages.set(alike, message);
        return { type: 'message', message };
      } catch (error) {
        log.error('notice not worded', {
          notice: row.notice,
          kind: error instanceof Error ? error.name : typeof error,
        });
        return { type: 'broken' };
      }
    },
  };
}

/** Nobody gets an empty programme: what she had asked for may have been cancelled since it was settled who hears. */
function saysSomething(about: NoticeContent, { needs }: Reader): boolean {
  if (about.kind !== 'monthlyProgramme' || !needs || needs.interests.length === 0) return true;
  return about.activities.some(({ kind }) => needs.interests.includes(kind));
}
