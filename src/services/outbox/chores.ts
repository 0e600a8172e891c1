import type { Db } from '../../db/client.ts';
import { closeNotice, freezeNext, noticesUnderWay, skipCancelled } from '../../db/queries/notices.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Log } from '../../log.ts';

/** Freezes the audience of every mass notice that is due, and drops what was called off. */
export async function prepareNotices(db: Db, now: Date, log: Log): Promise<NoticeId[]> {
  for (;;) {
    const frozen = await freezeNext(db, now);
    if (!frozen) break;
    log.info('audience frozen', { notice: frozen.notice, count: frozen.audience });
  }
  const skipped = await skipCancelled(db, now);
  if (skipped > 0) log.info('notices called off', { count: skipped });
  return noticesUnderWay(db);
}

/** Closes a notice of which nothing is left to send, and tells whoever announced it how it went. */
export async function reportIfDone(db: Db, notice: NoticeId, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const closed = await closeNotice(tx, notice, now);
    if (!closed) return false;
    if (closed.by !== null) {
      const body = { kind: 'announcementReport', notice } as const;
      await tellPeople(tx, { key: `report:${notice}`, body, to: [closed.by], now });
    }
    return true;
  });
}
