import { moveApplication } from '../../db/queries/applications.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { districtStaff, streetStaff, whoMayKnow } from '../../db/queries/staff.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, PersonId } from '../../domain/ids.ts';
import { answerWithinDays } from '../../domain/membership.ts';
import type { Work } from '../../domain/work.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { herApplication } from './her-application.ts';

/** Turned down, she asks the street to look again: once, within the days of domain/review.ts, in her words. */
export type Appeal = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  words: string,
) => Promise<
  | { readonly type: 'appealed'; readonly dueOn: string }
  /** Too late, done before, not turned down, or not hers. */
  | { readonly type: 'notNow' }
>;

export function createAppeal({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): Appeal {
  return async (work, actor, id, words) => {
    const tx = await txOf(work);
    const hers = await herApplication(tx, actor, id, work.now);
    if (!hers?.may.appeal) return { type: 'notNow' };
    const { place, rejectedBy, unit, visibleTo } = hers.found;
    const dueOn = workingDaysAfter(work.now, answerWithinDays, timeZone);
    const moved = await moveApplication(tx, {
      application: id,
      from: 'rejected',
      to: 'appealed',
      by: actor.person,
      at: work.now,
      words: vault.seal(words, 'application_moves.words'),
      dueOn,
    });
    if (!moved) return { type: 'notNow' };
    const secret = { applicant: actor.person, unit, visibleTo };
    const mayLook = async (some: readonly PersonId[]) =>
      (await whoMayKnow(tx, some, secret)).filter((one) => one !== rejectedBy);
    const street = await mayLook(await streetStaff(tx, place.street));
    await tellPeople(tx, {
      key: `appealed:${id}`,
      body: { kind: 'applicationAppealed', application: id, union: place.union },
      // Where nobody of the street may look at it, the district does.
      to: street.length > 0 ? street : await mayLook(await districtStaff(tx)),
      now: work.now,
    });
    return { type: 'appealed', dueOn };
  };
}
