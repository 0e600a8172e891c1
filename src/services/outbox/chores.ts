import type { Db, Tx } from '../../db/client.ts';
import {
  closeNotice,
  lockBroadcast,
  markBroadcast,
  noticesUnderWay,
  skipCancelled,
} from '../../db/queries/broadcasts.ts';
import { freezeNext } from '../../db/queries/freeze.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import { districtStaff, staffOf, streetStaff, unionPlace } from '../../db/queries/staff.ts';
import { mayMove, stateOf } from '../../domain/broadcast.ts';
import type { NoticeId, PersonId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Log } from '../../log.ts';
import { steers } from '../read-broadcast.ts';

/** Freezes the audience of every mass notice that is due, and drops what was called off. */
export async function prepareNotices(
  db: Db,
  {
    now,
    languageDefault,
    timeZone,
    log,
  }: {
    readonly now: Date;
    readonly languageDefault: Language;
    readonly timeZone: string;
    readonly log: Log;
  },
): Promise<NoticeId[]> {
  for (;;) {
    const frozen = await freezeNext(db, now, { languageDefault, timeZone });
    if (!frozen) break;
    log.info('audience frozen', { notice: frozen.notice, count: frozen.audience });
  }
  const skipped = await skipCancelled(db, now);
  if (skipped > 0) log.info('notices called off', { count: skipped });
  return noticesUnderWay(db);
}

/**
 * Closes a notice of which nothing is left to send, and tells whoever announced it how it went; of what nobody in
 * particular announced, those who answer for the union.
 */
export async function reportIfDone(
  db: Db,
  notice: NoticeId,
  now: Date,
): Promise<'closed' | 'waiting' | 'overlooked'> {
  return db.transaction(async (tx) => {
    const closed = await closeNotice(tx, notice, now);
    if (closed === 'waiting' || closed === 'overlooked') return closed;
    // A month that the clock announces to nobody is no news. Whom a survey's reminder went to is nobody's to know: beside
    // those who were invited it would say how many have answered.
    const told = closed && closed.kind !== 'surveyReminder' && (closed.by !== null || closed.audience > 0);
    if (told) {
      const body = { kind: 'announcementReport', notice } as const;
      await tellPeople(tx, { key: `report:${notice}`, body, to: await responsible(tx, closed), now });
    }
    return 'closed';
  });
}

/** Too many messages of a notice failed: it is held until somebody has looked, who is told. */
export async function holdForFailures(db: Db, notice: NoticeId, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, notice);
    if (!broadcast || !mayMove(stateOf(broadcast), 'pause')) return;
    await markBroadcast(tx, notice, { pausedAt: now, pausedBy: 'failures' });
    const key = `held:${notice}:${now.toISOString()}`;
    const body = { kind: 'broadcastHeld', notice } as const;
    await tellPeople(tx, { key, body, to: await responsible(tx, broadcast), now });
  });
}

async function responsible(
  tx: Tx,
  {
    by,
    union,
    street,
  }: { readonly by: PersonId | null; readonly union: UnionId | null; readonly street: StreetId | null },
): Promise<readonly PersonId[]> {
  // Whoever announced it, unless that isn't hers to know any more.
  const author = by === null ? null : { person: by, scopes: await scopesOf(tx, by) };
  if (author && (await steers(tx, author, { union, street }))) return [author.person];
  if (street !== null) return streetStaff(tx, street);
  if (union === null) return districtStaff(tx);
  const place = await unionPlace(tx, union);
  return place ? staffOf(tx, place) : [];
}
