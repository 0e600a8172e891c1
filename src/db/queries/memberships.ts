import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ApplicationId, BuildingId, MembershipId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { MembershipStatus, membershipReasons } from '../../domain/lifecycle.ts';
import type { Standing } from '../../domain/membership.ts';
import type { Confidants } from '../../domain/visibility.ts';
import type { Db, Tx } from '../client.ts';
import { applications, cards, membershipMoves, memberships, people, unions, units } from '../schema.ts';
import { statement } from '../statement.ts';

/** Where she stands now: a member, waiting for an answer, or neither. */
export async function standingOf(tx: Db | Tx, person: PersonId): Promise<Standing> {
  const [row] = await selectStanding(tx, person);
  if (!row) return { kind: 'none' };
  const union = { name: row.name, nameEn: row.name_en };
  if (row.member) {
    const to = { name: row.to_name ?? '', nameEn: row.to_name_en };
    return row.application === null
      ? { kind: 'member', union }
      : { kind: 'member', union, moving: { application: row.application, union: to } };
  }
  if (row.application === null || row.due_on === null) return { kind: 'none' };
  return { kind: 'waiting', application: row.application, dueOn: row.due_on, union };
}

// Asked before every card. A membership stands above an application.
const selectStanding = statement<{
  name: string;
  name_en: string | null;
  application: ApplicationId | null;
  due_on: string | null;
  member: boolean;
  to_name: string | null;
  to_name_en: string | null;
}>(`
  select u.name, u.name_en, a.id as application, null::text as due_on, true as member,
    t.name as to_name, t.name_en as to_name_en
  from memberships m join unions u on u.id = m.union_id
    left join applications a on a.person_id = m.person_id and a.status in ('submitted', 'needs_info', 'appealed')
    left join unions t on t.id = a.union_id
  where m.person_id = $1 and m.until is null
  union all
  select u.name, u.name_en, a.id, a.due_on::text, false, null, null
  from applications a join unions u on u.id = a.union_id where a.person_id = $1
    and a.status in ('submitted', 'needs_info', 'appealed')
  order by member desc limit 1`);

/** The unit she works in as a member, if it is known. */
export async function ownUnit(tx: Db | Tx, person: PersonId): Promise<UnitId | null> {
  const [row] = await tx
    .select({ unit: memberships.unit })
    .from(memberships)
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row?.unit ?? null;
}

/**
 * Takes her row's lock, as each of her own updates does first. Whoever decides about her takes it before anything of
 * hers, so that the two wait for each other in one order.
 */
export async function lockPerson(tx: Tx, person: PersonId): Promise<void> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, person)).for('no key update');
}

export interface NewMember {
  readonly person: PersonId;
  readonly union: UnionId;
  readonly unit: UnitId | null;
  /** Who may know of it. */
  readonly visibleTo: Confidants;
  /** `2026-12-05` */
  readonly since: string;
  /** Who made her one, and when. */
  readonly by: PersonId;
  readonly at: Date;
  /** Sealed under `people.name` and `people.phone`. */
  readonly name: Buffer;
  readonly phone: Buffer;
  readonly phoneIndex: Buffer;
}

/** Makes her a member, and keeps how she is called and reached. Throws if she is one already. */
export async function startMembership(
  tx: Tx,
  { name, phone, phoneIndex, ...member }: NewMember,
): Promise<void> {
  await beginMembership(tx, member);
  await keepSelf(tx, member.person, { name, phone, phoneIndex });
}

/** How she is called and reached from now on. */
export async function keepSelf(
  tx: Tx,
  person: PersonId,
  self: Pick<NewMember, 'name' | 'phone' | 'phoneIndex'>,
): Promise<void> {
  await tx.update(people).set(self).where(eq(people.id, person));
}

export type BegunMembership = Omit<typeof memberships.$inferInsert, 'id' | 'status' | 'until'> & {
  readonly by: PersonId;
  readonly at: Date;
};

/** One more membership, which nobody has who has one already: the database sees to that. */
export async function beginMembership(tx: Tx, { by, at, ...row }: BegunMembership): Promise<MembershipId> {
  const [begun] = await tx.insert(memberships).values(row).returning({ id: memberships.id });
  if (!begun) throw new Error('a membership was not begun');
  await tx.insert(membershipMoves).values({ membership: begun.id, from: null, to: 'active', by, at });
  return begun.id;
}

export interface MembershipMove {
  readonly membership: MembershipId;
  readonly from: MembershipStatus;
  readonly to: MembershipStatus;
  readonly reason: (typeof membershipReasons)[number];
  readonly by: PersonId;
  readonly at: Date;
  /** The first day on which it is over, `2026-12-05`; null while it goes on. */
  readonly until: string | null;
}

/** @returns false when it wasn't in `from` any more: somebody was faster, and nothing is changed */
export async function moveMembership(
  tx: Tx,
  { membership, from, to, until, ...move }: MembershipMove,
): Promise<boolean> {
  const moved = await tx
    .update(memberships)
    .set({ status: to, until })
    .where(and(eq(memberships.id, membership), eq(memberships.status, from)))
    .returning({ id: memberships.id });
  if (moved.length === 0) return false;
  await tx.insert(membershipMoves).values({ membership, from, to, ...move });
  return true;
}

/** Her membership as it is stored; read while her row is locked, it stays so. */
export async function membershipOf(tx: Tx, person: PersonId) {
  const [row] = await tx
    .select({
      id: memberships.id,
      union: memberships.union,
      street: unions.street,
      unit: memberships.unit,
      since: memberships.since,
      status: memberships.status,
      visibleTo: memberships.visibleTo,
      named: { name: unions.name, nameEn: unions.nameEn },
    })
    .from(memberships)
    .innerJoin(unions, eq(unions.id, memberships.union))
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row;
}
export type StoredMembership = NonNullable<Awaited<ReturnType<typeof membershipOf>>>;

/** Her card goes where she goes. */
export async function carryCard(tx: Tx, from: MembershipId, to: MembershipId): Promise<void> {
  await tx.update(cards).set({ membership: to }).where(eq(cards.membership, from));
}

/** What of hers waits for an answer, if anything. */
export async function openApplicationOf(tx: Tx, person: PersonId) {
  const [row] = await tx
    .select({
      id: applications.id,
      dueOn: applications.dueOn,
      transferFrom: applications.transferFrom,
      union: { name: unions.name, nameEn: unions.nameEn },
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .where(
      and(
        eq(applications.person, person),
        inArray(applications.status, ['submitted', 'needs_info', 'appealed']),
      ),
    );
  return row;
}

/** Nobody at the unit she worked in is to know any more. */
export async function withoutConfidants(tx: Tx, membership: MembershipId): Promise<void> {
  await tx.update(memberships).set({ visibleTo: 'union' }).where(eq(memberships.id, membership));
}

/** What a unit is called. */
export async function unitOf(tx: Tx, unit: UnitId | null): Promise<string | null> {
  if (unit === null) return null;
  const [row] = await tx.select({ name: units.name }).from(units).where(eq(units.id, unit));
  return row?.name ?? null;
}

/** Of a membership that is over: whose it was (sealed under `people.name`), and the union it went on in, if it did. */
export async function goneMember(
  tx: Db | Tx,
  membership: MembershipId,
): Promise<{ readonly name: Buffer | null; readonly to: Named | null } | undefined> {
  const [row] = await tx.execute<{
    name: Buffer | null;
    went: string | null;
    went_en: string | null;
  }>(sql`
    select p.name, u.name as went, u.name_en as went_en
    from memberships m join people p on p.id = m.person_id
    left join memberships n on m.status = 'transferred' and n.id = (select min(id) from memberships
      where person_id = m.person_id and id > m.id and since = m.until)
    left join unions u on u.id = n.union_id
    where m.id = ${membership}`);
  return row && { name: row.name, to: row.went === null ? null : { name: row.went, nameEn: row.went_en } };
}

/** The building she works in: her unit's, or else the one she gave when she joined. */
export async function workplaceOf(tx: Tx, person: PersonId): Promise<BuildingId | null> {
  const [row] = await tx.execute<{ building: BuildingId | null }>(sql`
    select coalesce(
      (select building_id from units where id = m.unit_id),
      (select a.building_id from applications a where a.person_id = m.person_id and a.union_id = m.union_id
        and a.status = 'approved' order by a.decided_at desc limit 1)) as building
    from memberships m where m.person_id = ${person} and m.until is null`);
  return row?.building ?? null;
}

/** Of somebody who has left: the unit she was in last, if it is open and in this building; undefined for who never was a member. */
export async function lastUnitIn(
  tx: Tx,
  person: PersonId,
  building: BuildingId,
): Promise<{ readonly unit: UnitId | null; readonly name: string | null } | undefined> {
  const [row] = await tx
    .select({ unit: units.id, name: units.name })
    .from(memberships)
    .leftJoin(
      units,
      and(eq(units.id, memberships.unit), eq(units.building, building), isNull(units.closedOn)),
    )
    .where(and(eq(memberships.person, person), eq(memberships.status, 'left')))
    .orderBy(desc(memberships.id))
    .limit(1);
  return row;
}
