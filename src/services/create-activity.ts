import { insertActivity } from '../db/queries/activities.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import type { Activity } from '../domain/activity.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { ActivityId, UnionId } from '../domain/ids.ts';
import { type MomentRefusal, momentRefusal } from '../domain/program.ts';
import type { Work } from '../domain/work.ts';

type Created =
  | { readonly type: 'created'; readonly activity: ActivityId }
  | { readonly type: 'notYours' }
  | { readonly type: MomentRefusal };

/** Puts a new activity into a union's calendar. Nobody is told yet. */
export type CreateActivity = (
  work: Work,
  actor: Actor,
  activity: Activity & { readonly union: UnionId },
) => Promise<Created>;

export const createActivity: CreateActivity = async (work, actor, activity) => {
  const tx = await txOf(work);
  const place = await unionPlace(tx, activity.union);
  if (!place || !answersFor(actor, place)) return { type: 'notYours' };
  // A draft may have been lying about for days.
  const refusal = momentRefusal(activity.startsAt, work.now);
  if (refusal) return { type: refusal };
  const { union, kind, title, startsAt, place: where, capacity } = activity;
  const created = await insertActivity(tx, {
    union,
    kind,
    title,
    startsAt,
    place: where,
    capacity,
    createdBy: actor.person,
    createdAt: work.now,
  });
  return { type: 'created', activity: created };
};
