import { setRound as writeRound } from '../../db/queries/survey-openings.ts';
import { dropDraft } from '../../db/queries/survey-rounds.ts';
import { roundById } from '../../db/queries/surveys.ts';
import { txOf } from '../../db/work.ts';
import type { Actor, Scope } from '../../domain/actor.ts';
import { closingAfter, mostDays, mostReminders } from '../../domain/asking.ts';
import type { RoundId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { mayAsk } from './authority.ts';

export type RoundSetting =
  | { readonly set: 'scope'; readonly scope: Scope }
  | { readonly set: 'days'; readonly days: number }
  | { readonly set: 'anonymous'; readonly anonymous: boolean }
  | { readonly set: 'reminders'; readonly reminders: number };

type SetOutcome = { readonly type: 'set' } | { readonly type: 'notYours' | 'openedAlready' | 'notForYearly' };

/** Changes a round that isn't opened yet. Afterwards only its end can be moved. */
export type SetRound = (
  work: Work,
  actor: Actor,
  input: { readonly round: RoundId; readonly setting: RoundSetting },
) => Promise<SetOutcome>;

export function createSetRound({ timeZone }: { readonly timeZone: string }): SetRound {
  return async (work, actor, { round: id, setting }) => {
    const tx = await txOf(work);
    const round = await roundById(tx, { id });
    if (!round || !(await mayAsk(tx, actor, round.scope))) return { type: 'notYours' };
    if (setting.set === 'scope' && !(await mayAsk(tx, actor, setting.scope))) return { type: 'notYours' };
    // Who asks again what people said before must know who said it.
    if (setting.set === 'anonymous' && setting.anonymous && round.kind !== 'once')
      return { type: 'notForYearly' };
    const done = await writeRound(tx, id, 'draft', valuesOf(setting, work.now, timeZone));
    return done ? { type: 'set' } : { type: 'openedAlready' };
  };
}

function valuesOf(setting: RoundSetting, now: Date, timeZone: string) {
  switch (setting.set) {
    case 'scope':
      return { scope: setting.scope };
    case 'days':
      return { opensAt: now, closesAt: closingAfter(now, Math.min(setting.days, mostDays), timeZone) };
    case 'anonymous':
      return { anonymous: setting.anonymous };
    case 'reminders':
      return { reminders: Math.min(setting.reminders, mostReminders) };
  }
}

type Dropped = { readonly type: 'dropped' } | { readonly type: 'notYours' };

/** Throws away a round that was never opened. */
export type DropRound = (work: Work, actor: Actor, round: RoundId) => Promise<Dropped>;

export const dropRound: DropRound = async (work, actor, id) => {
  const tx = await txOf(work);
  const round = await roundById(tx, { id });
  if (round?.status !== 'draft' || !(await mayAsk(tx, actor, round.scope))) return { type: 'notYours' };
  await dropDraft(tx, id);
  return { type: 'dropped' };
};
