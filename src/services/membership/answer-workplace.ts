import { lockPerson, membershipOf } from '../../db/queries/memberships.ts';
import { answerCheck, isOpenCheck } from '../../db/queries/workplace-checks.ts';
import { readOf, txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { CheckId, PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';

/** Whether she is still being asked that. Otherwise her tap comes late: nothing is changed by it. */
export type IsAsked = (work: Work, person: PersonId, check: CheckId) => Promise<boolean>;

export const isAsked: IsAsked = (work, person, check) => isOpenCheck(readOf(work), check, person);

/** “Still there.” That she has changed or stopped work is noted by what she then does about it. */
export type ConfirmWorkplace = (
  work: Work,
  actor: Actor,
  check: CheckId,
) => Promise<{ readonly type: 'noted'; readonly union: Named } | { readonly type: 'late' }>;

export const confirmWorkplace: ConfirmWorkplace = async (work, { person }, check) => {
  const tx = await txOf(work);
  await lockPerson(tx, person);
  const held = await membershipOf(tx, person);
  if (!held || !(await answerCheck(tx, check, person, 'still', work.now))) return { type: 'late' };
  return { type: 'noted', union: held.named };
};
