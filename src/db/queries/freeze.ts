import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { ActivityKind } from '../../domain/activity.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import { purposes } from '../../domain/consent.ts';
import { deletableHours } from '../../domain/delivery-plan.ts';
import { isNews } from '../../domain/heard-enough.ts';
import { type NoticeId, UnionId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { NoticeBody, NoticeKind } from '../../domain/notice.ts';
import { preferredMoments } from '../../domain/program.ts';
import type { Db, Tx } from '../client.ts';
import { notices } from '../schema.ts';
import { allAnswers, matches } from './audience.ts';
import { longMs, recount } from './broadcasts.ts';
import { hasHeardEnough } from './heard-enough.ts';
import { leftOfMonth } from './notices.ts';

/*
 * Settling whom a mass notice goes to, in one statement: it takes some ten seconds for a million.
 */

const worthAnalysing = 1_000;

interface ToFreeze {
  readonly id: NoticeId;
  readonly kind: NoticeKind;
  readonly body: NoticeBody;
  readonly union: UnionId | null;
  readonly audience: AudienceRule | null;
  readonly corrects: NoticeId | null;
  readonly dueAt: Date;
}

interface FreezeOptions {
  readonly languageDefault?: Language;
  readonly timeZone?: string;
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
  { languageDefault = 'zh', timeZone = 'Asia/Shanghai' }: FreezeOptions = {},
): Promise<{ readonly notice: NoticeId; readonly audience: number } | null> {
  return db.transaction(async (tx) => {
    const [notice] = await tx
      .select({
        id: notices.id,
        kind: notices.kind,
        body: notices.body,
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
    const audience =
      notice.corrects === null
        ? audienceOf(notice, await whatSuits(tx, notice, now, timeZone), { now, languageDefault, timeZone })
        : reachedBy(notice, now);
    await tx.execute(rowsOf(notice, audience, now));
    await tx.update(notices).set({ frozenAt: now }).where(eq(notices.id, notice.id));
    const tally = await recount(tx, notice.id);
    // What the planner knew before would have it read and sort the whole of a large audience for each claim.
    if (tally.audience >= worthAnalysing) await tx.execute(sql`analyze deliveries`);
    return { notice: notice.id, audience: tally.audience };
  });
}

function rowsOf(notice: ToFreeze, audience: SQL, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    insert into deliveries (notice_id, person_id, status, urgent, due_at, reason, settled_at)
    select ${notice.id}::int, id,
      case when reason is null then case when due_at > ${at} then 'retry' else 'queued' end
        when reason in ('noConsent', 'stopped', 'heardEnough', 'notAsked', 'noMessage', 'tooOld') then 'skipped'
        else 'unreachable' end,
      false, due_at,
      case when reason is null and due_at > ${at} then 'preferred_time' else reason end,
      case when reason is not null then ${at} end
    from (${audience}) audience
    order by id`;
}

/** What of a monthly programme is for some and not for others: null for all else. */
async function whatSuits(
  tx: Tx,
  { body }: ToFreeze,
  now: Date,
  timeZone: string,
): Promise<readonly ActivityKind[] | null> {
  if (body.kind !== 'monthlyProgramme') return null;
  const left = await leftOfMonth(tx, UnionId.parse(body.union), { month: body.month, now, timeZone });
  return left.map(({ kind }) => kind);
}

/**
 * Everybody whom a mass notice means, with the reason why she doesn't get it: what a send plan counts, too.
 *
 * @param kinds of a monthly programme: it is for those who asked for one of these, and those who haven't said what they
 * would come to; each gets it when she likes to read. Null: it is for everybody, at once.
 */
export function audienceOf(
  notice: Pick<ToFreeze, 'kind' | 'union' | 'audience' | 'dueAt'>,
  kinds: readonly ActivityKind[] | null,
  { now, languageDefault, timeZone }: Required<FreezeOptions> & { readonly now: Date },
): SQL {
  const rule = notice.audience ?? { unions: notice.union === null ? [] : [notice.union] };
  const needs = sql`n.needs`;
  const notAsked = sql`when ${needs} -> 'interests' ->> 0 is not null
    and not ${needs} -> 'interests' ?| ${sql.param([...(kinds ?? [])])}::text[] then 'notAsked'`;
  return sql`
    select p.id, case
      when c.person_id is null then case when exists (select from consents w where w.person_id = p.id
        and w.purpose = 'announcements' and w.withdrawn_at is not null) then 'stopped' else 'noConsent' end
      when p.unreachable_since is not null then coalesce(p.unreachable_reason, 'blocked')
      ${kinds === null ? sql`` : notAsked}
      ${isNews(notice.kind) ? sql`when ${hasHeardEnough(needs, now, timeZone)} then 'heardEnough'` : sql``}
      end as reason,
      ${dueFor(needs, notice.dueAt, kinds === null ? [] : preferredMoments(notice.dueAt, timeZone))} as due_at
    from people p left join consents c on c.person_id = p.id and c.purpose = 'announcements'
      and c.withdrawn_at is null and c.version >= ${purposes.announcements}
      left join (${allAnswers}) n on n.person_id = p.id
    where p.telegram_id is not null and ${matches(rule, languageDefault)}`;
}

function dueFor(needs: SQL, slot: Date, moments: ReturnType<typeof preferredMoments>): SQL {
  const cases = moments.map(
    ({ time, at }) => sql`when ${needs} -> 'times' ? ${time} then ${at.toISOString()}::timestamptz`,
  );
  const due = sql`${slot.toISOString()}::timestamptz`;
  return cases.length === 0 ? due : sql`case ${sql.join(cases, sql` `)} else ${due} end`;
}

/** Those whom another notice reached: what became of her message decides, not what she would agree to now. */
function reachedBy(notice: ToFreeze, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const tooOld =
    notice.kind === 'withdrawal'
      ? sql`when d.settled_at <= ${at} - make_interval(hours => ${deletableHours}) then 'tooOld'`
      : sql``;
  return sql`
    select p.id, case
      when d.message_id is null then 'noMessage'
      when p.unreachable_since is not null then coalesce(p.unreachable_reason, 'blocked')
      ${tooOld}
      end as reason,
      ${notice.dueAt.toISOString()}::timestamptz as due_at
    from deliveries d join people p on p.id = d.person_id
    where d.notice_id = ${notice.corrects} and d.status in ('sent', 'unknown') and p.telegram_id is not null`;
}
