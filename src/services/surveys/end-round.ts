import { note } from '../../db/queries/audit.ts';
import { setRound } from '../../db/queries/survey-openings.ts';
import { roundById } from '../../db/queries/surveys.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { closingAfter, mostDays } from '../../domain/asking.ts';
import type { RoundId } from '../../domain/ids.ts';
import { isRunning } from '../../domain/survey-round.ts';
import type { Work } from '../../domain/work.ts';
import { mayAsk } from './authority.ts';

type Ended = { readonly type: 'closed' } | { readonly type: 'notYours' | 'notOpen' };

/** Closes a round before its time. Who is at it keeps what she gave, and is told when she comes back. */
export type CloseRound = (work: Work, actor: Actor, round: RoundId) => Promise<Ended>;

export const closeRound: CloseRound = async (work, actor, id) => {
  const tx = await txOf(work);
  const round = await roundById(tx, { id });
  if (!round || round.kind === 'standing' || !(await mayAsk(tx, actor, round.scope)))
    return { type: 'notYours' };
  if (!isRunning(round, work.now)) return { type: 'notOpen' };
  await setRound(tx, id, 'open', { status: 'closed', closesAt: work.now });
  await note(tx, {
    at: work.now,
    actor: actor.person,
    action: 'survey.closed',
    subject: 'round',
    subjectId: id,
  });
  return { type: 'closed' };
};

type Extended =
  | { readonly type: 'extended'; readonly closesAt: Date }
  | { readonly type: 'notYours' | 'notOpen' | 'tooFar' };

/** Moves the end of a round that is open so many days on. */
export type ExtendRound = (
  work: Work,
  actor: Actor,
  input: { readonly round: RoundId; readonly days: number },
) => Promise<Extended>;

export function createExtendRound({ timeZone }: { readonly timeZone: string }): ExtendRound {
  return async (work, actor, { round: id, days }) => {
    const tx = await txOf(work);
    const round = await roundById(tx, { id });
    if (!round || !(await mayAsk(tx, actor, round.scope))) return { type: 'notYours' };
    if (round.closesAt === null || !isRunning(round, work.now)) return { type: 'notOpen' };
    const closesAt = closingAfter(round.closesAt, days, timeZone);
    if (closesAt > closingAfter(round.opensAt, mostDays, timeZone)) return { type: 'tooFar' };
    await setRound(tx, id, 'open', { closesAt });
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'survey.extended',
      subject: 'round',
      subjectId: id,
      details: { days },
    });
    return { type: 'extended', closesAt };
  };
}
