import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor, Scope, UnionPlace } from '../../domain/actor.ts';
import type { ApplicationId, MembershipId, MergeId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { MembershipStatus } from '../../domain/lifecycle.ts';
import { unmergeDays } from '../../domain/merging.ts';
import type { DuplicateReason } from '../../domain/review.ts';
import type { Secret } from '../../domain/visibility.ts';
import type { Db, Tx } from '../client.ts';
import {
  applications,
  cards,
  duplicateVerdicts,
  lookalikes,
  memberships,
  people,
  personMerges,
  unions,
  units,
} from '../schema.ts';
import { openTo } from './kept-from.ts';
import { scopesOf } from './roles.ts';

/* Two people who may be one: what is known of each, and who was found to resemble whom. */

const isOpen = sql`${applications.status} in ('submitted', 'needs_info', 'appealed')`;

interface PairMembership {
  readonly id: MembershipId;
  readonly status: MembershipStatus;
  readonly since: string;
  readonly union: UnionId;
  readonly street: UnionPlace['street'];
  readonly named: Named;
  readonly unit: string | null;
  readonly secret: Secret;
  readonly card: string | null;
}

export interface PairSide {
  readonly person: PersonId;
  readonly telegram: boolean;
  readonly wroteAt: Date | null;
  /** Sealed under `people.name`, `people.phone`. */
  readonly name: Buffer | null;
  readonly phone: Buffer | null;
  readonly erased: boolean;
  readonly mergedInto: PersonId | null;
  readonly membership: PairMembership | null;
  /** Open ones: `name` and `phone` are sealed under columns of `applications`. */
  readonly applications: readonly {
    readonly id: ApplicationId;
    readonly place: UnionPlace;
    readonly named: Named;
    readonly unit: string | null;
    readonly secret: Secret;
    readonly submittedAt: Date;
    readonly name: Buffer | null;
    readonly phone: Buffer | null;
  }[];
  readonly roles: readonly Scope[];
}

/** What is known of these people, in their order; those there aren't are left out. */
export async function pairSides(tx: Tx, ids: readonly PersonId[]): Promise<readonly PairSide[]> {
  const rows = await tx
    .select({
      person: people.id,
      telegramId: people.telegramId,
      wroteAt: people.wroteAt,
      name: people.name,
      phone: people.phone,
      erasedAt: people.erasedAt,
      mergedInto: people.mergedInto,
    })
    .from(people)
    .where(inArray(people.id, [...ids]));
  const sides: PairSide[] = [];
  for (const id of ids) {
    const row = rows.find(({ person }) => person === id);
    if (!row) continue;
    const { telegramId, erasedAt, ...rest } = row;
    sides.push({
      ...rest,
      telegram: telegramId !== null,
      erased: erasedAt !== null,
      membership: (await membershipOf(tx, id)) ?? null,
      applications: await openApplicationsOf(tx, id),
      roles: await scopesOf(tx, id),
    });
  }
  return sides;
}

async function membershipOf(tx: Tx, person: PersonId): Promise<PairMembership | undefined> {
  const [row] = await tx
    .select({
      id: memberships.id,
      status: memberships.status,
      since: memberships.since,
      union: unions.id,
      street: unions.street,
      named: { name: unions.name, nameEn: unions.nameEn },
      unit: units.name,
      secret: { unit: memberships.unit, visibleTo: memberships.visibleTo },
      card: cards.status,
    })
    .from(memberships)
    .innerJoin(unions, eq(unions.id, memberships.union))
    .leftJoin(units, eq(units.id, memberships.unit))
    .leftJoin(cards, eq(cards.membership, memberships.id))
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row;
}

async function openApplicationsOf(tx: Tx, person: PersonId): Promise<PairSide['applications']> {
  return tx
    .select({
      id: applications.id,
      place: { union: unions.id, street: unions.street },
      named: { name: unions.name, nameEn: unions.nameEn },
      unit: units.name,
      secret: { unit: applications.unit, visibleTo: applications.visibleTo },
      submittedAt: applications.submittedAt,
      name: applications.name,
      phone: applications.phone,
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .leftJoin(units, eq(units.id, applications.unit))
    .where(and(eq(applications.person, person), isOpen));
}

/** Whether the one was ever found to resemble the other: nobody finds out by trying who is in here. */
export async function whyAlike(tx: Tx, one: PersonId, other: PersonId): Promise<readonly DuplicateReason[]> {
  const rows = await tx.execute<{ why: DuplicateReason }>(sql`
    select f.why from duplicate_flags f join applications a on a.id = f.application_id
    where (a.person_id = ${one} and f.person_id = ${other}) or (a.person_id = ${other} and f.person_id = ${one})
    union
    select l.why from lookalikes l
    where (l.first_person_id, l.second_person_id) = (least(${one}::int, ${other}::int), greatest(${one}::int, ${other}::int))`);
  return rows.map(({ why }) => why);
}

export async function wereToldApart(tx: Tx, one: PersonId, other: PersonId): Promise<boolean> {
  const [first, second] = one < other ? [one, other] : [other, one];
  const rows = await tx
    .select({ at: duplicateVerdicts.at })
    .from(duplicateVerdicts)
    .where(and(eq(duplicateVerdicts.first, first), eq(duplicateVerdicts.second, second)));
  return rows.length > 0;
}

/** Notes that two members may be one; told apart once, they are never noted again. */
export async function noteAlike(
  tx: Tx,
  person: PersonId,
  others: readonly { readonly person: PersonId; readonly why: DuplicateReason }[],
  at: Date,
): Promise<void> {
  for (const { person: other, why } of others) {
    if (other === person || (await wereToldApart(tx, person, other))) continue;
    const [first, second] = person < other ? [person, other] : [other, person];
    await tx.insert(lookalikes).values({ first, second, why, at }).onConflictDoNothing();
  }
}

/** Two people, for good: neither is flagged for the other again. */
export async function setApart(
  tx: Tx,
  { one, other, by, at }: Readonly<Record<'one' | 'other' | 'by', PersonId>> & { readonly at: Date },
): Promise<void> {
  const [first, second] = one < other ? [one, other] : [other, one];
  await tx.delete(lookalikes).where(and(eq(lookalikes.first, first), eq(lookalikes.second, second)));
  await tx.execute(sql`
    delete from duplicate_flags f using applications a
    where a.id = f.application_id and (a.person_id, f.person_id) in ((${one}::int, ${other}::int), (${other}::int, ${one}::int))`);
  await tx.insert(duplicateVerdicts).values({ first, second, by, at }).onConflictDoNothing();
}

export interface AlikePair {
  readonly first: PersonId;
  readonly second: PersonId;
  readonly why: DuplicateReason;
  /** Sealed under `people.name`. */
  readonly name: Buffer | null;
  readonly union: Named;
}

const pageSize = 8;

const ofPairs = (actor: Actor) => {
  const within = withinScopes(actor.scopes);
  return sql`from lookalikes l
    join people p on p.id = l.first_person_id
    join memberships m1 on m1.person_id = l.first_person_id and m1.until is null
    join memberships m2 on m2.person_id = l.second_person_id and m2.until is null
    join unions u1 on u1.id = m1.union_id join unions u2 on u2.id = m2.union_id
    where ${within('u1')} and ${within('u2')} and ${openAs('m1', actor)} and ${openAs('m2', actor)}`;
};

/** How many pairs of members may be one person each, both hers to look at. */
export async function alikeCount(tx: Tx, actor: Actor): Promise<number> {
  const [counted] = await tx.execute<{ n: number }>(
    sql`select count(distinct (l.first_person_id, l.second_person_id))::int as n ${ofPairs(actor)}`,
  );
  return counted?.n ?? 0;
}

/** Members who may be one, both hers to look at, the newest first. */
export async function alikePairs(
  tx: Tx,
  actor: Actor,
  page: number,
): Promise<{
  readonly pairs: AlikePair[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}> {
  const total = await alikeCount(tx, actor);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const shown = Math.min(page, pages - 1);
  const rows = await tx.execute<{
    first: PersonId;
    second: PersonId;
    why: DuplicateReason;
    name: Buffer | null;
    union_name: string;
    union_name_en: string | null;
  }>(sql`
    select distinct on (l.first_person_id, l.second_person_id)
      l.first_person_id as first, l.second_person_id as second, l.why, p.name, u1.name as union_name, u1.name_en as union_name_en
    ${ofPairs(actor)}
    order by l.first_person_id desc, l.second_person_id desc, l.why
    limit ${pageSize} offset ${shown * pageSize}`);
  const pairs = rows.map(({ union_name, union_name_en, ...row }) => ({
    ...row,
    union: { name: union_name, nameEn: union_name_en },
  }));
  return { pairs, total, page: shown, pages };
}

/** Mergings of members that are hers to look at, since then, the newest first. */
export async function recentMerges(
  tx: Tx,
  actor: Actor,
  since: Date,
): Promise<readonly { readonly id: MergeId; readonly name: Buffer | null; readonly at: Date }[]> {
  const within = withinScopes(actor.scopes);
  const rows = await tx.execute<{ id: MergeId; name: Buffer | null; at: string }>(sql`
    select g.id, p.name, g.at from person_merges g join people p on p.id = g.survivor_id
      join memberships m on m.person_id = p.id and m.until is null join unions u on u.id = m.union_id
    where g.undone_at is null and g.at > ${since.toISOString()}::timestamptz and p.merged_into is null and ${within('u')}
      and ${openAs('m', actor)}
    order by g.id desc limit ${pageSize}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** How much there is for staff to look at: pairs that may be one, and mergings that can be taken back. */
export async function pairsToSee(tx: Tx, actor: Actor, now: Date): Promise<number | undefined> {
  const pairs = await alikeCount(tx, actor);
  if (pairs > 0) return pairs;
  const since = new Date(now.getTime() - unmergeDays * 86_400_000);
  return (await recentMerges(tx, actor, since)).length > 0 ? 0 : undefined;
}

/** A membership that isn't kept from her. */
const openAs = (alias: string, { person }: Actor) =>
  openTo(person, { unit: sql.raw(`${alias}.unit_id`), visibleTo: sql.raw(`${alias}.visible_to`) });

function withinScopes(scopes: readonly Scope[]) {
  if (scopes.some(({ kind }) => kind === 'district')) return () => sql`true`;
  const streets = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const own = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  return (alias: string) => sql`(${sql.raw(alias)}.street_id = any(${sql.param(streets)}::int[])
    or ${sql.raw(alias)}.id = any(${sql.param(own)}::int[]))`;
}

/** Everybody who is this person, herself first: whoever was merged into her, and into these. */
export async function selvesOf(tx: Tx, person: PersonId): Promise<readonly PersonId[]> {
  const rows = await tx.execute<{ id: PersonId }>(sql`
    with recursive selves(id) as (
      select ${person}::int union select p.id from people p join selves s on p.merged_into = s.id
    ) select id from selves`);
  return rows.map(({ id }) => id);
}

/** Of which union whoever came out of a merging is a member; undefined once it was taken back. */
export async function unionAfterMerge(
  db: Db,
  merge: MergeId,
): Promise<{ readonly union: Named | null } | undefined> {
  const [row] = await db
    .select({ name: unions.name, nameEn: unions.nameEn })
    .from(personMerges)
    .leftJoin(memberships, and(eq(memberships.person, personMerges.survivor), isNull(memberships.until)))
    .leftJoin(unions, eq(unions.id, memberships.union))
    .where(and(eq(personMerges.id, merge), isNull(personMerges.undoneAt)));
  return row && { union: row.name === null ? null : { name: row.name, nameEn: row.nameEn } };
}
