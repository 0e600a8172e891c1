import { sql } from 'drizzle-orm';
import type { ImportId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';

/* Members whom a roll brings, and who are taken back with it. Lists travel as JSON: one parameter each. */

const hex = (bytes: Buffer | null) => (bytes ? bytes.toString('hex') : null);

export interface NewOnRoll {
  readonly name: Buffer;
  readonly phone: Buffer;
  readonly phoneIndex: Buffer;
  readonly union: UnionId;
  readonly unit: UnitId | null;
  readonly since: string;
  /** Sealed under `cards.tail`. */
  readonly tail: Buffer | null;
}

/** Makes them members who have never written. @returns who they are, in their order */
export async function addMembers(
  tx: Tx,
  id: ImportId,
  rows: readonly NewOnRoll[],
  at: Date,
  by: PersonId | null,
): Promise<readonly PersonId[]> {
  if (rows.length === 0) return [];
  const ids = async (table: string) => {
    const found = await tx.execute<{ id: number }>(
      sql`select nextval(pg_get_serial_sequence(${table}, 'id'))::int as id from generate_series(1, ${rows.length}::int)`,
    );
    return found.map((row) => row.id);
  };
  const [persons, memberships] = [await ids('people'), await ids('memberships')];
  const given = JSON.stringify(
    rows.map((row, place) => ({
      person: persons[place],
      membership: memberships[place],
      name: hex(row.name),
      phone: hex(row.phone),
      index: hex(row.phoneIndex),
      union_id: row.union,
      unit: row.unit,
      since: row.since,
      tail: hex(row.tail),
    })),
  );
  const from = sql`jsonb_to_recordset(${given}::jsonb) as g(person int, membership int, name text, phone text, index text,
    union_id int, unit int, since date, tail text)`;
  const moment = sql`${at.toISOString()}::timestamptz`;
  await tx.execute(sql`
    insert into people (id, name, phone, phone_index, roll_import_id, created_at) overriding system value
    select person, decode(name, 'hex'), decode(phone, 'hex'), decode(index, 'hex'), ${id}::int, ${moment} from ${from}`);
  await tx.execute(sql`
    insert into memberships (id, person_id, union_id, unit_id, since) overriding system value
    select membership, person, union_id, unit, since from ${from}`);
  await tx.execute(sql`
    insert into membership_moves (membership_id, from_status, to_status, by_person, at)
    select membership, null, 'active', ${by}::int, ${moment} from ${from}`);
  await tx.execute(sql`
    insert into cards (membership_id, status, requested_at, tail)
    select membership, 'issued', ${moment}, decode(tail, 'hex') from ${from} where tail is not null`);
  return persons as PersonId[];
}

/** Whom the new ones resemble, for staff to look at. */
export async function noteRollAlike(
  tx: Tx,
  pairs: readonly {
    readonly person: PersonId;
    readonly other: PersonId;
    readonly why: 'phone' | 'unitName';
  }[],
  at: Date,
): Promise<void> {
  if (pairs.length === 0) return;
  await tx.execute(sql`
    insert into lookalikes (first_person_id, second_person_id, why, at)
    select least(person, other), greatest(person, other), why, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as g(person int, other int, why text)
    where person <> other
    on conflict do nothing`);
}

/** Applicants with a number of the roll are looked at beside whom it brought. */
export async function flagApplicants(tx: Tx, id: ImportId): Promise<void> {
  await tx.execute(sql`
    insert into duplicate_flags (application_id, person_id, why)
    select a.id, p.id, 'phone' from people p join applications a on a.phone_index = p.phone_index
    where p.roll_import_id = ${id} and a.status in ('submitted', 'needs_info', 'appealed')
    on conflict do nothing`);
}

/**
 * Takes back whom a roll brought, and who is still as it brought her: their memberships were never there. Whoever has
 * written since, was put together with somebody, or has moved on stays.
 *
 * @returns how many stay
 */
export async function takeRollBack(tx: Tx, id: ImportId, at: Date): Promise<number> {
  await tx.execute(sql`
    create temporary table roll_undone on commit drop as
    select p.id, m.id as membership from people p join memberships m on m.person_id = p.id and m.until is null
    where p.roll_import_id = ${id} and p.telegram_id is null and p.merged_into is null and p.erased_at is null
      and m.status = 'active'
      and not exists (select from memberships o where o.person_id = p.id and o.until is not null)
      and not exists (select from person_merges g where g.survivor_id = p.id)
      and not exists (select from person_merges g where g.merged_person_id = p.id)
      and not exists (select from applications a where a.person_id = p.id)
      and not exists (select from applications a where a.transfer_from = m.id)
      and not exists (select from cards c where c.membership_id = m.id and c.status <> 'issued')
      and not exists (select from workplace_checks w where w.membership_id = m.id)`);
  await tx.execute(sql`analyze roll_undone`);
  await tx.execute(sql`delete from card_moves where card_id in (
    select c.id from cards c join roll_undone u on u.membership = c.membership_id)`);
  await tx.execute(sql`delete from cards where membership_id in (select membership from roll_undone)`);
  await tx.execute(
    sql`delete from membership_moves where membership_id in (select membership from roll_undone)`,
  );
  await tx.execute(sql`delete from memberships where id in (select membership from roll_undone)`);
  await tx.execute(
    sql`delete from lookalikes l where exists (select from roll_undone u where u.id = l.first_person_id)
    or exists (select from roll_undone u where u.id = l.second_person_id)`,
  );
  await tx.execute(sql`delete from duplicate_flags f using roll_undone u where f.person_id = u.id`);
  // Rows of the log may point at them: empty shells stay.
  await tx.execute(sql`
    update people p set name = null, phone = null, phone_index = null, roll_import_id = null,
      erased_at = ${at.toISOString()}::timestamptz
    from roll_undone u where p.id = u.id`);
  const [left] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from people where roll_import_id = ${id} and erased_at is null`);
  return left?.n ?? 0;
}
