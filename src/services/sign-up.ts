import { activityCard, homeUnion, lockActivity, takePlace } from '../db/queries/activities.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ActivityId } from '../domain/ids.ts';
import { type SignUpRefusal, signUpRefusal } from '../domain/program.ts';
import type { Work } from '../domain/work.ts';

export type SignedUp =
  | { readonly type: 'signedUp' }
  | { readonly type: SignUpRefusal }
  /** Activities are for members of the union that invites. */
  | { readonly type: 'membersOnly' }
  | { readonly type: 'gone' };

/** Takes a place at an activity. Having one already is no fault. */
export type SignUp = (work: Work, actor: Actor, activity: ActivityId) => Promise<SignedUp>;

export const signUp: SignUp = async (work, { person }, activity) => {
  const tx = await txOf(work);
  // The lock comes first: places are counted after whoever was faster has taken hers.
  if (!(await lockActivity(tx, activity))) return { type: 'gone' };
  const [card, home] = await Promise.all([activityCard(tx, { id: activity }, person), homeUnion(tx, person)]);
  if (!card) return { type: 'gone' };
  if (!home?.member || home.union.id !== card.union.id) return { type: 'membersOnly' };
  const refusal = signUpRefusal(card, work.now);
  if (card.signedUp && refusal !== 'cancelled') return { type: 'signedUp' };
  if (refusal) return { type: refusal };
  await takePlace(tx, activity, person, work.now);
  return { type: 'signedUp' };
};
