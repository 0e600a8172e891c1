import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AudienceRule } from '../../domain/audience.ts';
import { purposes } from '../../domain/consent.ts';
import { deletableHours, restDaysFor } from '../../domain/delivery-plan.ts';
import type { NoticeId, UnionId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { NoticeKind } from '../../domain/notice.ts';
import type { Db } from '../client.ts';
import { notices } from '../schema.ts';
import { answersOf, matches } from './audience.ts';
import { longMs, recount } from './broadcasts.ts';

/*
 * Settling whom a mass notice goes to, in one statement: it takes some ten seconds for a million.
 */

const worthAnalysing = 1_000;

interface ToFreeze {
  readonly id: NoticeId;
  readonly kind: NoticeKind;
  readonly union: UnionId | null;
  readonly audience: AudienceRule | null;
  readonly corrects: NoticeId | null;
  readonly dueAt: Date;
}

/**
 * Settles whom one notice that is due goes to: those of this moment who are on Telegram, each with a row of the ledger.
 * Those who won't get it have one as well, with the reason, so that the report adds up. What corrects or withdraws
 * another waits until nothing of that is on its way any more.
 *
 * @returns null when no notice is due
 */
export async function freezeNext(
  db: Db,
  now: Date,
  languageDefault: Language = 'zh',
): Promise<{ readonly notice: NoticeId; readonly audience: number } | null> {
  return db.transaction(async (tx) => {
    const [notice] = await tx
      .select({
        id: notices.id,
        kind: notices.kind,
        union: notices.union,
        audience: notices.audience,
        corrects: notices.corrects,
        dueAt: notices.dueAt,
      })
      .from(notices)
      .where(
        and(
          isNull(notices.frozenAt),
          isNull(notices.cancelledAt),
          isNull(notices.pausedAt),
          eq(notices.reach, 'mass'),
          sql`${notices.dueAt} <= ${now.toISOString()}`,
          or(
            isNull(notices.corrects),
            sql`exists (select from notices o where o.id = ${notices.corrects} and o.reported_at is not null)`,
          ),
        ),
      )
      .orderBy(notices.dueAt)
      .limit(1)
      .for('update', { skipLocked: true });
    if (!notice) return null;
    // Whom it is for decides how it is best looked for, and a million rows are sorted in memory rather than on disk.
    for (const setting of [
      `statement_timeout = ${longMs}`,
      'plan_cache_mode = force_custom_plan',
      "work_mem = '96MB'",
    ])
      await tx.execute(sql.raw(`set local ${setting}`));
    await tx.execute(rowsOf(notice, now, languageDefault));
    await tx.update(notices).set({ frozenAt: now }).where(eq(notices.id, notice.id));
    const tally = await recount(tx, notice.id);
    // What the planner knew before would have it read and sort the whole of a large audience for each claim.
    if (tally.audience >= worthAnalysing) await tx.execute(sql`analyze deliveries`);
    return { notice: notice.id, audience: tally.audience };
  });
}

function rowsOf(notice: ToFreeze, now: Date, languageDefault: Language): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    insert into deliveries (notice_id, person_id, status, urgent, due_at, reason, settled_at)
    select ${notice.id}::int, id,
      case when reason is null then 'queued'
        when reason in ('noConsent', 'stopped', 'heardEnough', 'noMessage', 'tooOld') then 'skipped'
        else 'unreachable' end,
      false, ${notice.dueAt.toISOString()}::timestamptz, reason, case when reason is not null then ${at} end
    from (${notice.corrects === null ? audienceOf(notice, at, languageDefault) : reachedBy(notice, at)}) audience
    order by id`;
}

/** Everybody whom a mass notice means, with the reason why she doesn't get it: what a send plan counts, too. */
export function audienceOf(
  notice: Pick<ToFreeze, 'kind' | 'union' | 'audience'>,
  at: SQL,
  languageDefault: Language,
): SQL {
  const rule = notice.audience ?? { unions: notice.union === null ? [] : [notice.union] };
  return sql`
    select p.id, case
      when c.person_id is null then case when exists (select from consents w where w.person_id = p.id
        and w.purpose = 'announcements' and w.withdrawn_at is not null) then 'stopped' else 'noConsent' end
      when p.unreachable_since is not null then coalesce(p.unreachable_reason, 'blocked')
      ${heardEnough(notice.kind, at)}
      end as reason
    from people p left join consents c on c.person_id = p.id and c.purpose = 'announcements'
      and c.withdrawn_at is null and c.version >= ${purposes.announcements}
    where p.telegram_id is not null and ${matches(rule, languageDefault)}`;
}

/** A promise to ask nobody more often than she said is kept for what there are rest days for, and costs nothing else. */
function heardEnough(kind: NoticeKind, at: SQL): SQL {
  const rest = restDaysFor(kind);
  if (Object.keys(rest).length === 0) return sql``;
  return sql`when exists (
    select from json_each_text((${JSON.stringify(rest)}::text)::json) rest
    join deliveries d on d.person_id = p.id and d.status in ('sent', 'unknown')
      and d.settled_at > ${at} - make_interval(days => rest.value::int)
    join notices o on o.id = d.notice_id and o.kind = ${kind}
    where rest.key = ${answersOf} -> 'frequency' ->> 0) then 'heardEnough'`;
}

/** Those whom another notice reached: what became of her message decides, not what she would agree to now. */
function reachedBy(notice: ToFreeze, at: SQL): SQL {
  const tooOld =
    notice.kind === 'withdrawal'
      ? sql`when d.settled_at <= ${at} - make_interval(hours => ${deletableHours}) then 'tooOld'`
      : sql``;
  return sql`
    select p.id, case
      when d.message_id is null then 'noMessage'
      when p.unreachable_since is not null then coalesce(p.unreachable_reason, 'blocked')
      ${tooOld}
      end as reason
    from deliveries d join people p on p.id = d.person_id
    where d.notice_id = ${notice.corrects} and d.status in ('sent', 'unknown') and p.telegram_id is not null`;
}
