import { and, eq, getTableName, inArray, isNull, or, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ApplicationId, MergeId, PersonId } from '../../domain/ids.ts';
import { type MergeRecord, membershipThatStays, stricter } from '../../domain/merging.ts';
import type { Tx } from '../client.ts';
import { mergedTables } from '../merge-rules.ts';
import {
  applications,
  cards,
  consents,
  deliveries,
  duplicateFlags,
  duplicateVerdicts,
  lookalikes,
  membershipMoves,
  memberships,
  people,
  personMerges,
  staffRoles,
} from '../schema.ts';
import type { Vault } from '../vault.ts';
import { moveApplication } from './applications.ts';
import { lockPerson } from './memberships.ts';
import { type AsideRow, type Key, moveRows, setAside, takeOut } from './merge-rows.ts';
import { type PairSide, pairSides } from './pairs.ts';

/* Two rows of `people` become one person's. All of it in one transaction, whose first locks are theirs. */

/** In the order of their ids, as whoever else takes two takes them. */
export async function lockTwo(tx: Tx, one: PersonId, other: PersonId): Promise<void> {
  for (const person of [one, other].sort((a, b) => a - b)) await lockPerson(tx, person);
}

export interface NewMerge {
  readonly survivor: PersonId;
  readonly merged: PersonId;
  readonly how: 'review' | 'contact';
  readonly by: PersonId;
  readonly at: Date;
  /** The day of that moment, `2026-12-05`. */
  readonly day: string;
}

/** Moves everything of the merged one to the survivor, and notes exactly what. Both are locked. */
export async function takeOver(tx: Tx, vault: Vault, merge: NewMerge): Promise<MergeId> {
  const { survivor, merged } = merge;
  const [hers, other] = await pairSides(tx, [survivor, merged]);
  if (!hers || !other) throw new Error('one of the two is not there');
  const aside: AsideRow[] = [];
  const closing = await closeSecondMembership(tx, hers, other, merge);
  const ended = await endApplications(tx, hers, other, merge);
  aside.push(...(await forgetResemblance(tx, vault, merge)));
  const distinct = await inheritVerdicts(tx, merge);
  const consent = await joinConsents(tx, merge);

  const rows: Record<string, readonly Key[]> = {};
  const isStaff = await everStaff(tx, merged);
  for (const { table, columns, work } of mergedTables) {
    if (work && !isStaff) continue;
    for (const [name, rule] of Object.entries(columns)) {
      if (rule !== 'moves') continue;
      const between = { from: merged, to: survivor };
      aside.push(...(await setAside(tx, vault, table, name, between)));
      const keys = await moveRows(tx, table, name, between);
      if (keys.length > 0) rows[keyOf(table, name)] = keys;
    }
  }
  const told = await moveWhatIsToBeSaid(tx, merge);
  if (told.length > 0) rows[keyOf(deliveries, 'person')] = told;
  const filled = await fillIn(tx, survivor, merged);
  await tx.update(people).set({ mergedInto: survivor }).where(eq(people.id, merged));

  const moved: MergeRecord = { rows, ...closing, applications: ended, ...consent, distinct, filled };
  const [row] = await tx
    .insert(personMerges)
    .values({
      survivor,
      merged,
      how: merge.how,
      by: merge.by,
      at: merge.at,
      moved,
      setAside: aside.length > 0 ? vault.seal(JSON.stringify(aside), 'person_merges.set_aside') : null,
    })
    .returning({ id: personMerges.id });
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}

/** How a column is called in a merging's record. */
export function keyOf(table: PgTable, column: string): string {
  return `${getTableName(table)}.${column}`;
}

async function closeSecondMembership(
  tx: Tx,
  hers: PairSide,
  other: PairSide,
  { by, at, day }: NewMerge,
): Promise<Pick<MergeRecord, 'closed' | 'card'>> {
  const [one, two] = [hers.membership, other.membership];
  if (!one || !two) return { closed: null, card: null };
  const stays = membershipThatStays(one, two);
  const ends = stays === one ? two : one;
  const was = ends.status === 'retained' ? 'retained' : 'active';
  await tx
    .update(memberships)
    .set({ status: 'merged', until: day > ends.since ? day : ends.since })
    .where(eq(memberships.id, ends.id));
  await tx
    .insert(membershipMoves)
    .values({ membership: ends.id, from: was, to: 'merged', reason: 'merged', by, at });
  const closed = { membership: ends.id, was } as const;
  if (stays.card !== null || ends.card === null) return { closed, card: null };
  const [card] = await tx
    .update(cards)
    .set({ membership: stays.id })
    .where(eq(cards.membership, ends.id))
    .returning({ id: cards.id });
  return { closed, card: card ? { card: card.id, from: ends.id } : null };
}

/**
 * An application to the union of which she turns out to be a member has led where it was to lead. Of two others the
 * survivor's goes on.
 */
async function endApplications(
  tx: Tx,
  hers: PairSide,
  other: PairSide,
  { how, by, at }: NewMerge,
): Promise<readonly ApplicationId[]> {
  const current = await tx
    .select({ union: memberships.union })
    .from(memberships)
    .where(and(inArray(memberships.person, [hers.person, other.person]), isNull(memberships.until)));
  const open = await tx
    .select({
      id: applications.id,
      person: applications.person,
      union: applications.union,
      status: applications.status,
      transferFrom: applications.transferFrom,
    })
    .from(applications)
    .where(
      and(
        inArray(applications.person, [hers.person, other.person]),
        inArray(applications.status, ['submitted', 'needs_info', 'appealed']),
      ),
    )
    .for('update');
  const member = open.filter(
    ({ union, transferFrom }) => transferFrom === null && current.some((row) => row.union === union),
  );
  const waiting = open.filter((application) => !member.includes(application));
  const second = waiting.length > 1 ? waiting.filter(({ person }) => person === other.person) : [];
  // Nobody approves her own: whoever finds herself on a roll takes it back.
  const to = how === 'contact' ? 'withdrawn' : 'approved';
  for (const { id, status } of member)
    await moveApplication(tx, { application: id, from: status, to, by, at });
  for (const { id, status } of second)
    await moveApplication(tx, { application: id, from: status, to: 'withdrawn', by, at });
  return [...member, ...second].map(({ id }) => id);
}

/** They don't resemble one another any more: they are the same. Whom the merged one resembles, the survivor resembles. */
async function forgetResemblance(
  tx: Tx,
  vault: Vault,
  { survivor, merged, at }: NewMerge,
): Promise<readonly AsideRow[]> {
  const flags = await takeOut(
    tx,
    vault,
    duplicateFlags,
    sql`${duplicateFlags.person} in (${survivor}, ${merged}) and exists (select from applications a
      where a.id = ${duplicateFlags.application} and a.person_id in (${survivor}, ${merged}))`,
  );
  const pairs = await takeOut(
    tx,
    vault,
    lookalikes,
    sql`${merged} in (${lookalikes.first}, ${lookalikes.second})`,
  );
  for (const { row } of pairs) {
    const other =
      Number(row.first_person_id) === merged ? Number(row.second_person_id) : Number(row.first_person_id);
    if (other === survivor) continue;
    const [first, second] = [other, survivor].sort((a, b) => a - b) as [PersonId, PersonId];
    const why = row.why === 'phone' ? 'phone' : 'unitName';
    await tx.insert(lookalikes).values({ first, second, why, at }).onConflictDoNothing();
  }
  return [...flags, ...pairs];
}

async function inheritVerdicts(tx: Tx, { survivor, merged, by, at }: NewMerge): Promise<readonly PersonId[]> {
  const rows = await tx
    .select({ first: duplicateVerdicts.first, second: duplicateVerdicts.second })
    .from(duplicateVerdicts)
    .where(or(eq(duplicateVerdicts.first, merged), eq(duplicateVerdicts.second, merged)));
  const added: PersonId[] = [];
  for (const row of rows) {
    const other = row.first === merged ? row.second : row.first;
    const [first, second] = other < survivor ? [other, survivor] : [survivor, other];
    const noted = await tx
      .insert(duplicateVerdicts)
      .values({ first, second, by, at })
      .onConflictDoNothing()
      .returning({ first: duplicateVerdicts.first });
    if (noted.length > 0) added.push(other);
  }
  return added;
}

/** The merged one's consents stay as they were given; what holds of both holds for the survivor. */
async function joinConsents(
  tx: Tx,
  { survivor, merged, at }: NewMerge,
): Promise<Pick<MergeRecord, 'withdrawn' | 'given'>> {
  const rows = await tx
    .select()
    .from(consents)
    .where(inArray(consents.person, [survivor, merged]));
  const wordOf = (person: PersonId, purpose: string) => ({
    agrees: rows.some((row) => row.person === person && row.purpose === purpose && !row.withdrawnAt),
    everSpoke: rows.some((row) => row.person === person),
  });
  const withdrawn: number[] = [];
  const given: number[] = [];
  for (const purpose of new Set(rows.map((row) => row.purpose))) {
    const hers = rows.find((row) => row.person === survivor && row.purpose === purpose && !row.withdrawnAt);
    const others = rows.find((row) => row.person === merged && row.purpose === purpose && !row.withdrawnAt);
    const agrees = stricter(wordOf(survivor, purpose), wordOf(merged, purpose));
    if (!agrees && hers) {
      await tx.update(consents).set({ withdrawnAt: at }).where(eq(consents.id, hers.id));
      withdrawn.push(hers.id);
    }
    if (agrees && !hers && others) {
      const [row] = await tx
        .insert(consents)
        .values({ person: survivor, purpose, version: others.version, givenAt: others.givenAt })
        .returning({ id: consents.id });
      if (row) given.push(row.id);
    }
  }
  return { withdrawn, given };
}

/** What is personal and still to be said is said to the account that goes on. */
async function moveWhatIsToBeSaid(tx: Tx, { survivor, merged }: NewMerge): Promise<readonly Key[]> {
  return moveRows(tx, deliveries, 'person', {
    from: merged,
    to: survivor,
    only: sql`${deliveries.urgent} and ${deliveries.status} in ('queued', 'retry')
      and not exists (select from deliveries d where d.notice_id = ${deliveries.notice} and d.person_id = ${survivor})`,
  });
}

async function everStaff(tx: Tx, person: PersonId): Promise<boolean> {
  const rows = await tx
    .select({ id: staffRoles.id })
    .from(staffRoles)
    .where(eq(staffRoles.person, person))
    .limit(1);
  return rows.length > 0;
}

/** What the survivor is called and reached by, where she never said. Sealed under the same columns, so they are copied. */
async function fillIn(tx: Tx, survivor: PersonId, merged: PersonId): Promise<MergeRecord['filled']> {
  const rows = await tx
    .select({
      id: people.id,
      name: people.name,
      phone: people.phone,
      phoneIndex: people.phoneIndex,
      phoneVerifiedAt: people.phoneVerifiedAt,
    })
    .from(people)
    .where(inArray(people.id, [survivor, merged]));
  const hers = rows.find(({ id }) => id === survivor);
  const others = rows.find(({ id }) => id === merged);
  const name = !hers?.name && others?.name;
  const phone = !hers?.phone && others?.phone;
  if (!others || (!name && !phone)) return [];
  const { phoneIndex, phoneVerifiedAt } = others;
  await tx
    .update(people)
    .set({ ...(name && { name }), ...(phone && { phone, phoneIndex, phoneVerifiedAt }) })
    .where(eq(people.id, survivor));
  return [...(name ? (['name'] as const) : []), ...(phone ? (['phone'] as const) : [])];
}

export type StoredMerge = typeof personMerges.$inferSelect;

/** Held until the transaction ends: of two who take it back, one does. */
export async function lockMerge(tx: Tx, id: MergeId): Promise<StoredMerge | undefined> {
  const [row] = await tx.select().from(personMerges).where(eq(personMerges.id, id)).for('update');
  return row;
}
