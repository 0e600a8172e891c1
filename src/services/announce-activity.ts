import { activityCard, lockActivity } from '../db/queries/activities.ts';
import { announceToUnion } from '../db/queries/outbox.ts';
import { announcementKey, audienceSize, moveAnnouncement } from '../db/queries/schedules.ts';
import { readSetting } from '../db/queries/settings.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { ActivityId } from '../domain/ids.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import type { Work } from '../domain/work.ts';

type Announced =
  /**
   * `goesAt`: later than `dueAt` when that is at night. `reach`: how many would get it then as things stand; whoever joins
   * before it is due gets it too.
   */
  | { readonly type: 'announced'; readonly dueAt: Date; readonly goesAt: Date; readonly reach: number }
  | { readonly type: 'alreadyUnderWay' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'over' }
  /** It would come after the activity has begun, or lie in the past. */
  | { readonly type: 'tooLate' }
  | { readonly type: 'past' }
  | { readonly type: 'notYours' };

/** Tells a union's members of an activity, now or at a time. Once: until it is under way, asking again moves it. */
export type AnnounceActivity = (
  work: Work,
  actor: Actor,
  input: { readonly activity: ActivityId; readonly at: Date | 'now' },
) => Promise<Announced>;

export function createAnnounceActivity({ timeZone }: { readonly timeZone: string }): AnnounceActivity {
  return async (work, actor, { activity, at }) => {
    const tx = await txOf(work);
    if (!(await lockActivity(tx, activity))) return { type: 'notYours' };
    const card = await activityCard(tx, { id: activity }, actor.person);
    const place = card && (await unionPlace(tx, card.union.id));
    if (!place || !answersFor(actor, place)) return { type: 'notYours' };
    if (card.cancelled) return { type: 'cancelled' };
    if (card.startsAt <= work.now) return { type: 'over' };
    const dueAt = at === 'now' ? work.now : at;
    if (dueAt < work.now) return { type: 'past' };
    if (dueAt >= card.startsAt) return { type: 'tooLate' };

    const union = card.union.id;
    const notice = await announceToUnion(tx, {
      key: announcementKey(activity),
      body: { kind: 'activityAnnounced', union, activity },
      union,
      by: actor.person,
      dueAt,
      now: work.now,
    });
    if (notice === null && !(await moveAnnouncement(tx, activity, { dueAt, now: work.now })))
      return { type: 'alreadyUnderWay' };
    const goesAt = quietUntil(dueAt, await readSetting(tx, 'quietHours'), timeZone) ?? dueAt;
    const reach = await audienceSize(tx, union, { kind: 'activityAnnounced', at: dueAt, timeZone });
    return { type: 'announced', dueAt, goesAt, reach };
  };
}
