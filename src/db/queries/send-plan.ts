import { sql } from 'drizzle-orm';
import type { AudienceRule } from '../../domain/audience.ts';
import type { Language } from '../../domain/language.ts';
import type { NoticeKind } from '../../domain/notice.ts';
import { latelyDays } from '../../domain/send-plan.ts';
import type { Tx } from '../client.ts';
import { matches } from './audience.ts';
import { audienceOf } from './freeze.ts';

/*
 * What a broadcast's audience would be, without freezing it. Read within a turn, so it mustn't take longer than a second
 * or two for a million.
 */

/** How many a rule means at this moment: those who are on Telegram. */
export async function countAudience(tx: Tx, rule: AudienceRule, languageDefault: Language): Promise<number> {
  const [row] = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people from people p
    where p.telegram_id is not null and ${matches(rule, languageDefault)}`);
  return row?.people ?? 0;
}

/** What the freeze would write if it were due then: how many by reason, and how many of them have heard lately. */
export async function plannedRows(
  tx: Tx,
  notice: { readonly kind: NoticeKind; readonly audience: AudienceRule; readonly at: Date },
  { languageDefault, timeZone }: { readonly languageDefault: Language; readonly timeZone: string },
): Promise<{ readonly reason: string | null; readonly people: number; readonly lately: number }[]> {
  const at = sql`${notice.at.toISOString()}::timestamptz`;
  const meant = { kind: notice.kind, audience: notice.audience, union: null, dueAt: notice.at };
  const audience = audienceOf(meant, null, { now: notice.at, languageDefault, timeZone });
  const since = sql`${at} - make_interval(days => ${latelyDays})`;
  return tx.execute<{ reason: string | null; people: number; lately: number }>(sql`
    select a.reason, count(*)::int as people, count(l.person_id)::int as lately
    from (${audience}) a
    left join (
      select distinct d.person_id
      from notices n join deliveries d on d.notice_id = n.id
      where n.reach = 'mass' and n.corrects is null and n.frozen_at is not null
        and (n.reported_at is null or n.reported_at > ${since})
        and d.status in ('sent', 'unknown') and d.settled_at > ${since}
    ) l on l.person_id = a.id and a.reason is null
    group by a.reason`);
}

/**
 * How many messages go before one that is due then: what waits of those under way, and of those that fall due earlier as
 * many as could be meant at most.
 */
export async function queuedBefore(tx: Tx, dueAt: Date): Promise<number> {
  const [row] = await tx.execute<{ messages: number }>(sql`
    select (
      coalesce((select sum(t.waiting) from notices n join notice_tallies t on t.notice_id = n.id
        where n.reach = 'mass' and n.reported_at is null and n.frozen_at is not null
          and n.paused_at is null and n.cancelled_at is null), 0)
      + coalesce((select sum(case
          when n.corrects is not null then (select o.sent from notice_tallies o where o.notice_id = n.corrects)
          else (select count(*) from memberships m where m.until is null
            and (n.union_id is null or m.union_id = n.union_id)
            and (n.street_id is null or m.union_id in (select id from unions where street_id = n.street_id)))
          end) from notices n
        where n.reach = 'mass' and n.frozen_at is null and n.cancelled_at is null and n.paused_at is null
          and n.due_at <= ${dueAt.toISOString()}), 0))::int as messages`);
  return row?.messages ?? 0;
}
