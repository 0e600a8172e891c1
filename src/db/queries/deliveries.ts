import { sql } from 'drizzle-orm';
import type { UnreachableReason } from '../../domain/delivery.ts';
import type { NoticeId, PersonId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { type Answers, type Needs, needsOf } from '../../domain/survey.ts';
import type { Db } from '../client.ts';
import { agreesTo, answersOf } from './audience.ts';
import { counted } from './broadcasts.ts';

/*
 * The ledger while it is being sent from. Everything here is done by whoever holds the sender's lease, and names the
 * lease's term: rows that were taken under another term are none of its business.
 */

/** The lease under which the sender works. */
interface Term {
  readonly lease: string;
  readonly term: number;
}

/** A row taken for sending, with what decides at this moment what is said, in which language, or whether at all. */
export interface Claimed {
  readonly notice: NoticeId;
  readonly person: PersonId;
  readonly reach: 'mass' | 'personal';
  readonly body: NoticeBody;
  readonly cancelled: boolean;
  /** With this one. */
  readonly attempts: number;
  /** Not tried again, but for the first time: how far a mass notice has come is counted by these. */
  readonly fresh: boolean;
  /** The notice corrects or withdraws another; `message` is what that left in her chat. */
  readonly corrects: boolean;
  readonly message: number | null;
  /** Null: she isn't on Telegram (any more). */
  readonly chat: number | null;
  readonly language: Language | null;
  readonly telegramLanguage: string | null;
  readonly unreachable: UnreachableReason | null;
  /** Whether she agrees to announcements; only for mass notices. */
  readonly agrees: boolean;
  readonly needs: Needs | null;
}

/** Where the last claim of a mass notice ended: what was queued before it has been taken. */
export interface Position {
  readonly notice: NoticeId;
  /** A person's id, or 0. */
  readonly after: number;
}

export interface ClaimRequest extends Term {
  readonly now: Date;
  readonly limit: number;
  /** The mass notice whose turn it is, if there is one. What is personal goes first in any case. */
  readonly position: Position | null;
}

/**
 * Takes up to `limit` rows that are due: from here on they count as being sent. One statement, so that what is taken can
 * be sent at once, and nothing need be taken ahead.
 *
 * The lease's row is locked while claiming, so that nobody can take over between the check and the claim.
 */
export async function claimDeliveries(db: Db, request: ClaimRequest): Promise<Claimed[]> {
  const { lease, term, limit, position } = request;
  const now = request.now.toISOString();
  const rows = await db.execute<ClaimedRow>(sql`
    with held as materialized (
      select 1 from leases where name = ${lease} and term = ${term} and until > clock_timestamp() for share
    ), personal as materialized (
      select notice_id, person_id from deliveries
      where urgent and status in ('queued', 'retry') and due_at <= ${now} and exists (select from held)
      order by due_at, notice_id, person_id limit ${limit} for update skip locked
    ), going as materialized (
      select 1 from notices
      where id = ${position?.notice ?? 0} and paused_at is null and cancelled_at is null and exists (select from held)
    ), again as materialized (
      select notice_id, person_id from deliveries
      where notice_id = ${position?.notice ?? 0} and not urgent and status = 'retry' and due_at <= ${now}
        and exists (select from going)
      order by due_at, person_id limit greatest(0, ${limit} - (select count(*) from personal)) for update skip locked
    ), first as materialized (
      -- It was due when its audience was frozen, whatever the clock says since.
      select notice_id, person_id from deliveries
      where notice_id = ${position?.notice ?? 0} and person_id > ${position?.after ?? 0}
        and not urgent and status = 'queued' and exists (select from going)
      order by person_id
      limit greatest(0, ${limit} - (select count(*) from personal) - (select count(*) from again))
      for update skip locked
    ), taken as (
      update deliveries d set status = 'sending', term = ${term}, attempts = d.attempts + 1
      from (
        select *, false as fresh from personal union all select *, false from again union all select *, true from first
      ) as t
      where d.notice_id = t.notice_id and d.person_id = t.person_id
      returning d.notice_id, d.person_id, d.attempts, d.urgent, t.fresh
    )
    select t.notice_id as notice, t.person_id as person, t.attempts, t.fresh, n.reach, n.body,
      n.cancelled_at is not null as cancelled, n.corrects is not null as corrects,
      case when n.corrects is not null then (select o.message_id from deliveries o
        where o.notice_id = n.corrects and o.person_id = t.person_id) end as message,
      p.telegram_id as chat, p.language, p.telegram_language, p.unreachable_reason,
      p.unreachable_since is not null as unreachable,
      case when n.reach = 'mass' then ${agreesTo('announcements')} end as agrees,
      case when n.reach = 'mass' then ${answersOf} end as answers
    from taken t join notices n on n.id = t.notice_id join people p on p.id = t.person_id
    order by t.urgent desc, t.person_id`);
  return rows.map((row) => ({
    notice: row.notice,
    person: row.person,
    reach: row.reach,
    body: row.body,
    cancelled: row.cancelled,
    attempts: row.attempts,
    fresh: row.fresh,
    corrects: row.corrects,
    message: row.message,
    chat: row.chat === null ? null : Number(row.chat),
    language: row.language,
    telegramLanguage: row.telegram_language,
    unreachable: row.unreachable ? (row.unreachable_reason ?? 'blocked') : null,
    agrees: row.agrees ?? false,
    needs: row.answers && needsOf(row.answers),
  }));
}

interface ClaimedRow extends Record<string, unknown> {
  notice: NoticeId;
  person: PersonId;
  attempts: number;
  fresh: boolean;
  corrects: boolean;
  message: number | null;
  reach: 'mass' | 'personal';
  body: NoticeBody;
  cancelled: boolean;
  chat: string | number | null;
  language: Language | null;
  telegram_language: string | null;
  unreachable_reason: UnreachableReason | null;
  unreachable: boolean;
  agrees: boolean | null;
  answers: Answers | null;
}

/** How one row ended, as the ledger keeps it. */
export interface SettledRow {
  readonly notice: NoticeId;
  readonly person: PersonId;
  readonly status: 'sent' | 'retry' | 'failed' | 'unreachable' | 'skipped' | 'unknown';
  readonly reason: string | null;
  readonly message: number | null;
  /** When it is to be tried again. */
  readonly dueAt: Date | null;
  /** Whether it was an attempt. */
  readonly counts: boolean;
}

/**
 * Writes how rows ended, and whom Telegram no longer lets us reach.
 *
 * A row that another holder of the lease has settled meanwhile stays as that one left it.
 */
export async function settleDeliveries(
  db: Db,
  { term, now, rows }: { term: number; now: Date; rows: readonly SettledRow[] },
): Promise<void> {
  const at = now.toISOString();
  await db.execute(sql`
    with outcome as (
      select * from json_to_recordset((${JSON.stringify(rows)}::text)::json)
        as o(notice int, person int, status text, reason text, message int, "dueAt" timestamptz, counts boolean)
    ), settled as (
      update deliveries d set status = o.status, reason = o.reason, message_id = o.message,
        due_at = coalesce(o."dueAt", d.due_at), term = null,
        attempts = d.attempts - case when o.counts then 0 else 1 end,
        settled_at = case when o.status = 'retry' then null else ${at}::timestamptz end
      from outcome o
      where d.notice_id = o.notice and d.person_id = o.person and d.status = 'sending' and d.term = ${term}
      returning d.notice_id, d.person_id, d.status, d.reason
    ), ${counted(sql`settled`)}
    update people p set unreachable_since = ${at}, unreachable_reason = s.reason
    from settled s
    where s.status = 'unreachable' and p.unreachable_since is null and p.id in (
      -- Locked means that something of hers is being handled at this moment: she has just written, so she is reachable.
      select id from people where id in (select person_id from settled where status = 'unreachable')
      for no key update skip locked)
      and p.id = s.person_id`);
}

/**
 * What an earlier holder of the lease left in mid-air. It may have been delivered or not: a mass notice is left in doubt,
 * a personal one is sent again, as is an edit, which does no harm twice.
 */
export async function recoverDeliveries(
  db: Db,
  { term, now }: { term: number; now: Date },
): Promise<{ readonly unknown: number; readonly retry: number }> {
  const [row] = await db.execute<{ unknown: number; retry: number }>(sql`
    with left_behind as (
      update deliveries d set
        status = case when d.urgent or n.corrects is not null then 'retry' else 'unknown' end,
        reason = 'crash', term = null,
        due_at = case when d.urgent then ${now.toISOString()}::timestamptz else d.due_at end,
        settled_at = case when d.urgent or n.corrects is not null then null else ${now.toISOString()}::timestamptz end
      from notices n
      where n.id = d.notice_id and d.status = 'sending' and d.term is distinct from ${term}
      returning d.notice_id, d.status
    ), ${counted(sql`left_behind`)}
    select count(*) filter (where status = 'unknown')::int as unknown,
      count(*) filter (where status = 'retry')::int as retry
    from left_behind`);
  return row ?? { unknown: 0, retry: 0 };
}

/**
 * Puts back what was taken under this term and never arrived here: a claim was committed and its answer lost. Certainly
 * none of it was sent.
 *
 * @param held what this sender has in its hands
 */
export async function requeueLost(
  db: Db,
  { term, held }: { term: number; held: readonly { notice: NoticeId; person: PersonId }[] },
): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries d set status = 'retry', reason = null, term = null, attempts = d.attempts - 1
    where d.status = 'sending' and d.term = ${term} and not exists (
      select from json_to_recordset((${JSON.stringify(held)}::text)::json) as h(notice int, person int)
      where h.notice = d.notice_id and h.person = d.person_id)
    returning 1`);
  return rows.length;
}
