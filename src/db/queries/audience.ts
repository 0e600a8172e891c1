import { type SQL, sql } from 'drizzle-orm';
import { type Purpose, purposes } from '../../domain/consent.ts';
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

/** What she answered in the needs survey, as far as she lets us use it; null otherwise. Not what she wrote herself. */
export const answersOf: SQL = sql`(
  select jsonb_build_object('interests', r.answers -> 'interests', 'frequency', r.answers -> 'frequency',
    'times', r.answers -> 'times')
  from survey_responses r join surveys s on s.id = r.survey_id
  where s.code = ${needsSurvey.code} and r.person_id = p.id and ${agreesTo('survey')})`;
