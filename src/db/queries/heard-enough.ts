import { type SQL, sql } from 'drizzle-orm';
import { enoughSince, newsKinds } from '../../domain/heard-enough.ts';
import { frequencies } from '../../domain/survey.ts';

/**
 * Whether the person `p` of the statement around it has heard as much as she asked for. What is on its way to her counts
 * as well: two announcements of one morning would be two.
 *
 * @param needs her answers, as `answersOf` has them
 */
export function hasHeardEnough(needs: SQL, at: Date, timeZone: string): SQL {
  const since = frequencies.map(
    (often) => sql`when ${often} then ${enoughSince(often, at, timeZone).toISOString()}::timestamptz`,
  );
  // Who said nothing of how often is asked about no further: `and` stops there.
  return sql`(${needs} -> 'frequency' ->> 0 is not null and exists (
    select from deliveries d join notices o on o.id = d.notice_id and o.kind = any(${sql.param([...newsKinds])}::text[])
    where d.person_id = p.id
      and (d.status in ('sent', 'unknown')
          and d.settled_at >= case ${needs} -> 'frequency' ->> 0 ${sql.join(since, sql` `)} end
        or d.status in ('queued', 'sending', 'retry') and o.cancelled_at is null)))`;
}
