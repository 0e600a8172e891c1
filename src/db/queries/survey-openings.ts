import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import type { RoundId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { RoundStatus } from '../../domain/survey-round.ts';
import type { Tx } from '../client.ts';
import { surveyRounds } from '../schema.ts';
import { agreesTo, matches } from './audience.ts';

/* Opening, changing and closing rounds of surveys. */

type Settings = Partial<{
  scope: Scope;
  anonymous: boolean;
  reminders: number;
  status: RoundStatus;
  opensAt: Date;
  closesAt: Date;
}>;

/** Changes a round if it stands as it is thought to. @returns whether it did */
export async function setRound(
  tx: Tx,
  round: RoundId,
  is: RoundStatus,
  settings: Settings,
): Promise<boolean> {
  const changed = await tx
    .update(surveyRounds)
    .set(settings)
    .where(and(eq(surveyRounds.id, round), eq(surveyRounds.status, is)))
    .returning({ id: surveyRounds.id });
  return changed.length > 0;
}

/** Rounds that are open, as far as the clock is concerned. */
export function clockedRounds(tx: Tx) {
  return tx
    .select({
      id: surveyRounds.id,
      scope: surveyRounds.scope,
      reminders: surveyRounds.reminders,
      status: surveyRounds.status,
      opensAt: surveyRounds.opensAt,
      closesAt: surveyRounds.closesAt,
    })
    .from(surveyRounds)
    .where(and(eq(surveyRounds.status, 'open'), isNotNull(surveyRounds.closesAt)));
}

/**
 * Whose answers in force are all fresh has answered a yearly round without being asked, if it would have asked her.
 *
 * @param since answers from then on are fresh
 */
export async function carryFresh(
  tx: Tx,
  round: RoundId,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into survey_responses (round_id, person_id, answers, set_aside, answered_at, started_at, completed_at)
    select asked.id, said.person_id, said.answers, said.set_aside, said.answered_at,
      ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from survey_rounds asked
    join survey_rounds standing on standing.survey_id = asked.survey_id and standing.kind = 'standing'
    join survey_responses said on said.round_id = standing.id
    where asked.id = ${round} and said.completed_at is not null
      and exists (
        select from memberships m join unions u on u.id = m.union_id
        where m.person_id = said.person_id and m.until is null
          and case asked.scope ->> 'kind' when 'district' then true
            when 'street' then u.street_id = (asked.scope ->> 'street')::int
            else u.id = (asked.scope ->> 'union')::int end)
      and not exists (
        select from jsonb_object_keys(said.answers) as key
        where coalesce((said.answered_at ->> key)::timestamptz, said.started_at) <= ${since.toISOString()}::timestamptz)
      and not exists (
        select from jsonb_array_elements(asked.definition -> 'questions') as question
        where not said.answers ? (question ->> 'key') and not question ? 'when')
    on conflict do nothing`);
}

/** How many a rule would reach at this moment. */
export async function reachOf(tx: Tx, rule: AudienceRule, languageDefault: Language): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from people p
    where p.telegram_id is not null and p.unreachable_since is null and ${agreesTo('announcements')}
      and ${matches(rule, languageDefault)}`);
  return row?.n ?? 0;
}
