import { type SQL, sql } from 'drizzle-orm';
import type { AudienceRule } from '../../domain/audience.ts';
import { type Purpose, purposes } from '../../domain/consent.ts';
import { type Language, languages } from '../../domain/language.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';

/*
 * Conditions on a person called `p` in the statement around them: statements over an audience are written by hand, since
 * a million rows pass through them.
 */

/** Whether she agrees to this, in the words of today. */
export function agreesTo(purpose: Purpose): SQL {
  return sql`exists (select from consents c where c.person_id = p.id and c.purpose = ${purpose}
    and c.withdrawn_at is null and c.version >= ${purposes[purpose]})`;
}

/** Answers in the needs survey, of all who let us use them: `r`, a row each. */
const usableResponses = sql`survey_responses r join consents a on a.person_id = r.person_id and a.purpose = 'survey'
    and a.withdrawn_at is null and a.version >= ${purposes.survey}
    and r.round_id = (select id from survey_rounds where code = ${needsSurvey.code})`;

/** What she answered in the needs survey, as far as she lets us use it; null otherwise. Not what she wrote herself. */
export const answersOf: SQL = sql`(
  select jsonb_build_object('interests', r.answers -> 'interests', 'frequency', r.answers -> 'frequency',
    'times', r.answers -> 'times')
  from survey_responses r
  where r.round_id = (select id from survey_rounds where code = ${needsSurvey.code}) and r.person_id = p.id and ${agreesTo('survey')})`;

/**
 * The same of everybody who has any, to be joined: a row each, found by hash where many are meant, and by its index where
 * few are. For statements alone: there is more in it than `answersOf` gives out.
 */
export const allAnswers: SQL = sql`select r.person_id, r.answers as needs from ${usableResponses}`;

/** Whether she is one of those whom a rule means. */
export function matches(rule: AudienceRule, languageDefault: Language): SQL {
  const each = (rules: readonly AudienceRule[]) => rules.map((one) => matches(one, languageDefault));
  if ('all' in rule) return sql`(${sql.join(each(rule.all), sql` and `)})`;
  if ('any' in rule) return sql`(${sql.join(each(rule.any), sql` or `)})`;
  if ('not' in rule) return sql`(not ${matches(rule.not, languageDefault)})`;
  if ('unions' in rule) return memberWhere(sql`m.union_id = ${oneOf(rule.unions)}`);
  if ('streets' in rule)
    return memberWhere(sql`m.union_id in (select id from unions where street_id = ${oneOf(rule.streets)})`);
  if ('buildings' in rule) return worksIn(rule.buildings);
  if ('interests' in rule)
    return sql`exists (select from ${usableResponses} where r.person_id = p.id
      and r.answers -> 'interests' ?| ${words(rule.interests)})`;
  if ('language' in rule) return sql`(${languageOf(languageDefault)} = ${rule.language})`;
  if ('answered' in rule) return answeredRound(rule.answered);
  if ('standing' in rule) return memberWhere(sql`m.status = ${rule.standing}`);
  if ('declined' in rule)
    return sql`exists (select from survey_refusals f where f.round_id = ${rule.declined} and f.person_id = p.id)`;
  switch (rule.membership) {
    case 'member':
      return memberWhere(sql`true`);
    case 'applicant':
      return waiting;
    case 'none':
      return sql`(not ${memberWhere(sql`true`)} and not ${waiting})`;
  }
}

// `exists`, never `in`: the planner joins it where all must hold, and probes an index where one of several may. A list of
// a million in memory is neither.

/** Finished it, or handed it in anonymously. One question, so that it can be joined, and turned round as well. */
function answeredRound(round: number): SQL {
  return sql`exists (select from (
      select r.person_id from survey_responses r where r.round_id = ${round} and r.completed_at is not null
      union all select k.person_id from round_takers k where k.round_id = ${round}
    ) done where done.person_id = p.id)`;
}

const waiting = sql`exists (select from applications a where a.person_id = p.id
  and a.status in ('submitted', 'needs_info'))`;

function memberWhere(holds: SQL): SQL {
  return sql`exists (select from memberships m where m.person_id = p.id and m.until is null and ${holds})`;
}

/** By the unit she is a member from; where none was given, by the building she applied from. */
function worksIn(buildings: readonly number[]): SQL {
  const those = oneOf(buildings);
  return sql`(${memberWhere(sql`(
      exists (select from units u where u.id = m.unit_id and u.building_id = ${those})
      or (m.unit_id is null and exists (select from applications a where a.person_id = p.id
        and a.union_id = m.union_id and a.status = 'approved' and a.building_id = ${those})))`)}
    or exists (select from applications a where a.person_id = p.id and a.status in ('submitted', 'needs_info')
      and a.building_id = ${those}))`;
}

/** As domain/language.ts has it: what she chose, or the nearest to what her app says. */
function languageOf(languageDefault: Language): SQL {
  const said = sql`split_part(replace(lower(p.telegram_language), '_', '-'), '-', 1)`;
  return sql`coalesce(p.language, case when coalesce(p.telegram_language, '') = '' then ${languageDefault}
    when ${said} = any(${words(languages)}) then ${said} else 'en' end)`;
}

const oneOf = (ids: readonly number[]) => sql`any(${sql.param([...ids])}::int[])`;
const words = (list: readonly string[]) => sql`${sql.param([...list])}::text[]`;
