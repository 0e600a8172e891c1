import { settleHeldRun } from '../db/queries/jobs.ts';
import { unionNamed } from '../db/queries/notices.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { UnionId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';
import { announceProgramme, leftOfMonth, monthSlot } from './announce-month.ts';

export type HeldSlotDecided =
  | { readonly type: 'sent' | 'skipped'; readonly union: Named }
  /** Everything it was about has begun or been cancelled. */
  | { readonly type: 'over' }
  /** Somebody was faster. */
  | { readonly type: 'settled' }
  | { readonly type: 'notYours' };

/** What becomes of a monthly announcement that missed its moment. The first decision counts. */
export type DecideHeldSlot = (
  work: Work,
  actor: Actor,
  input: { readonly union: UnionId; readonly slot: Date; readonly send: boolean },
) => Promise<HeldSlotDecided>;

export function createDecideHeldSlot({ timeZone }: { readonly timeZone: string }): DecideHeldSlot {
  return async (work, actor, { union, slot, send }) => {
    const tx = await txOf(work);
    const { now } = work;
    const [place, named] = await Promise.all([unionPlace(tx, union), unionNamed(tx, union)]);
    if (!place || !named || !answersFor(actor, place)) return { type: 'notYours' };
    const { month, activities } = await leftOfMonth(tx, union, slot, now, timeZone);
    const sending = send && activities > 0;
    const first = await settleHeldRun(tx, monthSlot(union, slot), {
      outcome: sending ? 'done' : 'skipped',
      counts: { activities },
      now,
    });
    if (!first) return { type: 'settled' };
    if (!send) return { type: 'skipped', union: named };
    if (!sending) return { type: 'over' };
    const announced = await announceProgramme(tx, { union, month, by: actor.person, now });
    return announced ? { type: 'sent', union: named } : { type: 'settled' };
  };
}
