import { moveApplication } from '../../db/queries/applications.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { reviewersOf } from '../../db/queries/staff.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { answerWithinDays } from '../../domain/membership.ts';
import type { Work } from '../../domain/work.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { herApplication } from './her-application.ts';

type Answered =
  | { readonly type: 'answered'; readonly union: Named; readonly dueOn: string }
  /** Nobody waits for that: decided by now, answered before, or not hers. */
  | { readonly type: 'notNow' };

/** She answers what she was asked: it waits for the union once more, and she is promised another day. */
export type AnswerReviewer = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  words: string,
) => Promise<Answered>;

export function createAnswerReviewer({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): AnswerReviewer {
  return async (work, actor, id, words) => {
    const tx = await txOf(work);
    const hers = await herApplication(tx, actor, id, work.now);
    if (!hers?.may.answer) return { type: 'notNow' };
    const { place, union } = hers.found;
    const dueOn = workingDaysAfter(work.now, answerWithinDays, timeZone);
    const moved = await moveApplication(tx, {
      application: id,
      from: 'needs_info',
      to: 'submitted',
      by: actor.person,
      at: work.now,
      words: vault.seal(words, 'application_moves.words'),
      dueOn,
    });
    if (!moved) return { type: 'notNow' };
    await tellPeople(tx, {
      key: `answered:${id}:${work.now.toISOString()}`,
      body: { kind: 'applicationAnswered', application: id, union: place.union },
      to: await reviewersOf(tx, place, { ...hers.found, applicant: actor.person }),
      now: work.now,
    });
    return { type: 'answered', union, dueOn };
  };
}
