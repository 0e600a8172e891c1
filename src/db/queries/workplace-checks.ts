import { and, count, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { purposes } from '../../domain/consent.ts';
import type { CheckId, PersonId } from '../../domain/ids.ts';
import { peaceDays, type Round, roundDays, type WorkplaceAnswer } from '../../domain/workplace.ts';
import type { Db, Tx } from '../client.ts';
import { memberships, people, workplaceChecks } from '../schema.ts';

/** Whatever was asked of her and not answered is answered now, or no longer asked. */
export async function closeChecks(
  tx: Tx,
  person: PersonId,
  answer: WorkplaceAnswer,
  at: Date,
): Promise<void> {
  await tx
    .update(workplaceChecks)
    .set({ answer, answeredAt: answer === 'unanswered' ? null : at })
    .where(and(eq(workplaceChecks.person, person), isNull(workplaceChecks.answer)));
}

/** @returns false when it isn't hers, or isn't open any more */
export async function answerCheck(
  tx: Tx,
  check: CheckId,
  person: PersonId,
  answer: WorkplaceAnswer,
  at: Date,
): Promise<boolean> {
  const answered = await tx
    .update(workplaceChecks)
    .set({ answer, answeredAt: at })
    .where(
      and(eq(workplaceChecks.id, check), eq(workplaceChecks.person, person), isNull(workplaceChecks.answer)),
    )
    .returning({ id: workplaceChecks.id });
  return answered.length > 0;
}

/** Whether this question is still open, and still hers to answer. */
export async function isOpenCheck(tx: Tx, check: CheckId, person: PersonId): Promise<boolean> {
  const [row] = await tx
    .select({ id: workplaceChecks.id })
    .from(workplaceChecks)
    .where(
      and(eq(workplaceChecks.id, check), eq(workplaceChecks.person, person), isNull(workplaceChecks.answer)),
    );
  return row !== undefined;
}

/** One question at a time: what the last round asked and nobody answered is not asked any more. */
export async function giveWay(tx: Tx, round: Round): Promise<void> {
  await tx
    .update(workplaceChecks)
    .set({ answer: 'unanswered' })
    .where(and(isNull(workplaceChecks.answer), ne(workplaceChecks.half, round.half)));
}

/** Those who could be asked at all. */
export async function workingMembers(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.person))
    .where(and(isNull(memberships.until), eq(memberships.status, 'active'), isNotNull(people.telegramId)));
  return row?.n ?? 0;
}

/**
 * Puts the question to those whose turn it is: working members who agreed that we keep their membership, can be reached,
 * wait for nothing, and weren't asked or let in lately.
 *
 * @param day today, `2026-09-14`
 */
export async function askDue(
  tx: Tx,
  {
    round,
    day,
    now,
    limit,
  }: { readonly round: Round; readonly day: string; readonly now: Date; readonly limit: number },
): Promise<readonly { readonly check: CheckId; readonly person: PersonId }[]> {
  const at = now.toISOString();
  const rows = await tx.execute<{ id: CheckId; person_id: PersonId }>(sql`
    with due as (
      select m.person_id, m.id as membership
      from memberships m join people p on p.id = m.person_id
      where m.until is null and m.status = 'active' and m.since <= ${day}::date - ${peaceDays}::int
        and m.person_id % ${roundDays} <= ${round.day}
        and p.telegram_id is not null and p.unreachable_since is null
        and exists (select from consents c where c.person_id = m.person_id and c.purpose = 'membership'
          and c.withdrawn_at is null and c.version >= ${purposes.membership})
        and not exists (select from applications a where a.person_id = m.person_id
          and a.status in ('submitted', 'needs_info', 'appealed'))
        and not exists (select from workplace_checks w where w.person_id = m.person_id
          and (w.half = ${round.half} or w.asked_at > ${at}::timestamptz - make_interval(days => ${peaceDays}::int)))
      order by m.person_id % ${roundDays}, m.person_id
      limit ${limit}
    )
    insert into workplace_checks (person_id, membership_id, half, asked_at)
    select person_id, membership, ${round.half}, ${at}::timestamptz from due
    on conflict do nothing
    returning id, person_id`);
  return rows.map(({ id, person_id }) => ({ check: id, person: person_id }));
}

export interface CheckedPlace {
  readonly building: { readonly name: string; readonly nameEn: string | null } | null;
  readonly union: { readonly name: string; readonly nameEn: string | null };
}

/** Where she is asked about: her unit's building, or else the one she gave when she joined; null once it is not open. */
export async function placeOfCheck(db: Db | Tx, check: CheckId): Promise<CheckedPlace | null> {
  const [row] = await db.execute<{
    name: string;
    name_en: string | null;
    building: string | null;
    building_en: string | null;
  }>(sql`
    select u.name, u.name_en, b.name as building, b.name_en as building_en
    from workplace_checks w
    join memberships m on m.id = w.membership_id and m.until is null and m.status = 'active'
    join unions u on u.id = m.union_id
    left join buildings b on b.id = coalesce(
      (select building_id from units where id = m.unit_id),
      (select a.building_id from applications a where a.person_id = m.person_id and a.union_id = m.union_id
        and a.status = 'approved' order by a.decided_at desc limit 1))
    where w.id = ${check} and w.answer is null`);
  if (!row) return null;
  return {
    union: { name: row.name, nameEn: row.name_en },
    building: row.building === null ? null : { name: row.building, nameEn: row.building_en },
  };
}
