import { and, count, eq, sql } from 'drizzle-orm';
import type { PersonId, RoundId } from '../../domain/ids.ts';
import { Answers } from '../../domain/survey.ts';
import type { Tx } from '../client.ts';
import { anonymousAnswers, anonymousBox, roundTakers, surveyRounds } from '../schema.ts';
import type { Vault } from '../vault.ts';

/*
 * Answers that nobody can be found by, the database's own keeper included. Why each step is as it is: docs/surveys.md.
 */

/** @returns false when she has answered already */
export async function takeRound(tx: Tx, round: RoundId, person: PersonId): Promise<boolean> {
  const taken = await tx
    .insert(roundTakers)
    .values({ round, person })
    .onConflictDoNothing()
    .returning({ round: roundTakers.round });
  return taken.length > 0;
}

/** What is sealed is filled up to a multiple of this, so that its length tells nothing of what was said. */
const padTo = 4_096;

export async function putIntoBox(tx: Tx, vault: Vault, round: RoundId, answers: Answers): Promise<void> {
  const text = JSON.stringify(answers);
  const bytes = Buffer.byteLength(text);
  const padded = text + ' '.repeat(Math.ceil(bytes / padTo) * padTo - bytes);
  await tx.insert(anonymousBox).values({ round, answers: vault.seal(padded, 'anonymous_box.answers') });
}

/** Rounds with something in the box: how many, and whether more may still come. */
export function boxedRounds(
  tx: Tx,
): Promise<{ readonly round: RoundId; readonly waiting: number; readonly closed: boolean }[]> {
  return tx
    .select({
      round: anonymousBox.round,
      waiting: count(),
      closed: sql<boolean>`${surveyRounds.status} = 'closed'`,
    })
    .from(anonymousBox)
    .innerJoin(surveyRounds, eq(surveyRounds.id, anonymousBox.round))
    .groupBy(anonymousBox.round, surveyRounds.status);
}

/** How many answers of a round are mixed already. */
export async function mixedCount(tx: Tx, round: RoundId): Promise<number> {
  return tx.$count(anonymousAnswers, eq(anonymousAnswers.round, round));
}

/**
 * Empties a round's box among the answers that came before: all are written anew together, in an order of chance, so that
 * they share one transaction and one time, and lie as they were shuffled.
 *
 * @param keep false throws away what is in the box: too few to hide among
 */
export async function mixBox(tx: Tx, vault: Vault, round: RoundId, keep: boolean): Promise<number> {
  // Whoever hands in meanwhile waits until it is done: what she puts in is mixed the next time.
  await tx.execute(sql`lock table ${anonymousBox} in exclusive mode`);
  const boxed = await tx
    .delete(anonymousBox)
    .where(and(eq(anonymousBox.round, round)))
    .returning({ answers: anonymousBox.answers });
  if (!keep || boxed.length === 0) return 0;
  const opened = boxed.map((slip) =>
    Answers.parse(JSON.parse(vault.open(slip.answers, 'anonymous_box.answers'))),
  );
  await tx.execute(sql`
    with held as (
      delete from anonymous_answers where round_id = ${round} returning answers
    ), mixed as (
      select answers from held
      union all select value from jsonb_array_elements(${JSON.stringify(opened)}::jsonb)
    )
    insert into anonymous_answers (round_id, answers)
    select ${round}::int, answers from mixed order by gen_random_uuid()`);
  return boxed.length;
}
