import { givePlaceBack } from '../db/queries/activities.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ActivityId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';

/** Gives her place at an activity back, for others. Not having one is no fault. */
export type TakeBackSignUp = (work: Work, actor: Actor, activity: ActivityId) => Promise<void>;

export const takeBackSignUp: TakeBackSignUp = async (work, { person }, activity) => {
  await givePlaceBack(await txOf(work), activity, person);
};
