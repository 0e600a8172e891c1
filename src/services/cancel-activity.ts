import { activityCard, lockActivity, markCancelled, signedUpFor } from '../db/queries/activities.ts';
import { tellPeople } from '../db/queries/outbox.ts';
import { callOffAnnouncement } from '../db/queries/schedules.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { ActivityId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';

type Cancelled = { readonly type: 'cancelled' } | { readonly type: 'over' } | { readonly type: 'notYours' };

/** Takes an activity out of the calendar and of every announcement still to come, and tells those who signed up. */
export type CancelActivity = (work: Work, actor: Actor, activity: ActivityId) => Promise<Cancelled>;

export const cancelActivity: CancelActivity = async (work, actor, activity) => {
  const tx = await txOf(work);
  if (!(await lockActivity(tx, activity))) return { type: 'notYours' };
  const card = await activityCard(tx, { id: activity }, actor.person);
  const place = card && (await unionPlace(tx, card.union.id));
  if (!place || !answersFor(actor, place)) return { type: 'notYours' };
  if (card.startsAt <= work.now) return { type: 'over' };
  await markCancelled(tx, activity, work.now);
  await callOffAnnouncement(tx, activity, work.now);
  await tellPeople(tx, {
    key: `cancelled:${activity}`,
    body: { kind: 'activityCancelled', union: card.union.id, activity },
    to: await signedUpFor(tx, activity),
    now: work.now,
  });
  return { type: 'cancelled' };
};
