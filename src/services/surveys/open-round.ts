import { note } from '../../db/queries/audit.ts';
import { announce } from '../../db/queries/outbox.ts';
import { carryFresh, setRound } from '../../db/queries/survey-openings.ts';
import { roundById } from '../../db/queries/surveys.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { askedIn, closingAfter } from '../../domain/asking.ts';
import type { RoundId } from '../../domain/ids.ts';
import { freshSince } from '../../domain/survey-round.ts';
import type { Work } from '../../domain/work.ts';
import { mayAsk } from './authority.ts';

type Opened =
  | { readonly type: 'opened'; readonly closesAt: Date }
  | { readonly type: 'notYours' | 'openedAlready' };

/** Opens a round, from this moment for as many days as were set, and invites whom it asks. */
export type OpenRound = (work: Work, actor: Actor, round: RoundId) => Promise<Opened>;

const dayMs = 86_400_000;

export function createOpenRound({ timeZone }: { readonly timeZone: string }): OpenRound {
  return async (work, actor, id) => {
    const tx = await txOf(work);
    const { now } = work;
    const round = await roundById(tx, { id });
    if (!round || !(await mayAsk(tx, actor, round.scope))) return { type: 'notYours' };
    const asSet = (round.closesAt?.getTime() ?? 0) - round.opensAt.getTime();
    const closesAt = closingAfter(now, Math.max(1, Math.floor(asSet / dayMs)), timeZone);
    const opened = await setRound(tx, id, 'draft', { status: 'open', opensAt: now, closesAt });
    if (!opened) return { type: 'openedAlready' };
    if (round.kind === 'yearly') await carryFresh(tx, id, { since: freshSince(now), now });
    await announce(tx, {
      key: `survey:${id}:opened`,
      body: { kind: 'surveyOpened', round: id },
      scope: round.scope,
      audience: askedIn(round),
      by: actor.person,
      dueAt: now,
      now,
    });
    await note(tx, {
      at: now,
      actor: actor.person,
      action: 'survey.opened',
      subject: 'round',
      subjectId: id,
    });
    return { type: 'opened', closesAt };
  };
}
