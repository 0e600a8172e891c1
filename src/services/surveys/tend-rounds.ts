import type { Db } from '../../db/client.ts';
import { boxedRounds, mixBox, mixedCount } from '../../db/queries/anonymous-answers.ts';
import { announce } from '../../db/queries/outbox.ts';
import { clockedRounds, setRound } from '../../db/queries/survey-openings.ts';
import type { Vault } from '../../db/vault.ts';
import { mixingOf } from '../../domain/anonymous.ts';
import { askedIn, reminderDue } from '../../domain/asking.ts';

/** Closes what has come to its end, and reminds those who haven't answered. Looks each minute; each reminder goes once. */
export type TendRounds = (now: Date) => Promise<{ readonly closed: number; readonly reminded: number }>;

export function createTendRounds({ db }: { readonly db: Db }): TendRounds {
  return (now) =>
    db.transaction(async (tx) => {
      let closed = 0;
      let reminded = 0;
      for (const round of await clockedRounds(tx)) {
        if (round.closesAt !== null && round.closesAt <= now) {
          if (await setRound(tx, round.id, 'open', { status: 'closed' })) closed += 1;
          continue;
        }
        const due = reminderDue(round, now);
        if (due === null) continue;
        const notice = await announce(tx, {
          key: `survey:${round.id}:reminder:${due}`,
          body: { kind: 'surveyReminder', round: round.id },
          scope: round.scope,
          audience: askedIn(round),
          by: null,
          dueAt: now,
          now,
        });
        if (notice !== null) reminded += 1;
      }
      return { closed, reminded };
    });
}

/**
 * Mixes what was handed in anonymously: all that waits of a round that is over, and every hour what has gathered of the
 * others (domain/anonymous.ts says when).
 */
export type MixAnonymous = (
  which: 'all' | 'closed',
) => Promise<{ readonly mixed: number; readonly discarded: number }>;

export function createMixAnonymous({ db, vault }: { readonly db: Db; readonly vault: Vault }): MixAnonymous {
  return (which) =>
    db.transaction(async (tx) => {
      let mixed = 0;
      let discarded = 0;
      for (const { round, waiting, closed } of await boxedRounds(tx)) {
        if (which === 'closed' && !closed) continue;
        const what = mixingOf({ waiting, closed, mixed: await mixedCount(tx, round) });
        if (what === 'wait') continue;
        mixed += await mixBox(tx, vault, round, what === 'mix');
        if (what === 'discard') discarded += waiting;
      }
      return { mixed, discarded };
    });
}
