import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ApplicationId, MembershipId, PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { mergedTables } from '../merge-rules.ts';
import {
  applicationMoves,
  applications,
  cards,
  consents,
  duplicateVerdicts,
  membershipMoves,
  memberships,
  people,
  personMerges,
} from '../schema.ts';
import type { Vault } from '../vault.ts';
import { type AsideRow, moveBack, putBack } from './merge-rows.ts';
import { keyOf, type StoredMerge } from './merging.ts';

/*
 * One person becomes two again: what was moved goes back, what was ended begins again as far as nothing has come in its
 * place. What has happened since the merging is the survivor's.
 */

export interface Unmerging {
  readonly by: PersonId;
  readonly at: Date;
  /** The day by which those who are handed in again are answered. */
  readonly dueOn: string;
}

export async function giveBack(tx: Tx, vault: Vault, merge: StoredMerge, undo: Unmerging): Promise<void> {
  const { survivor, merged, moved } = merge;
  await tx.update(people).set({ mergedInto: null }).where(eq(people.id, merged));
  for (const { table, columns } of mergedTables.toReversed()) {
    for (const name of Object.keys(columns)) {
      const keys = moved.rows[keyOf(table, name)] ?? [];
      await moveBack(tx, table, name, { from: survivor, to: merged, keys });
    }
  }
  const aside: readonly AsideRow[] = merge.setAside
    ? JSON.parse(vault.open(merge.setAside, 'person_merges.set_aside'))
    : [];
  for (const { table } of mergedTables) await putBack(tx, vault, table, aside);
  await reopenMembership(tx, merge, undo);
  await handInAgain(tx, merge, undo);
  await restoreConsents(tx, merge, undo.at);
  await forgetVerdicts(tx, merge);
  await empty(tx, merge);
  await tx
    .update(personMerges)
    .set({ undoneAt: undo.at, undoneBy: undo.by })
    .where(eq(personMerges.id, merge.id));
}

async function reopenMembership(tx: Tx, { moved }: StoredMerge, { by, at }: Unmerging): Promise<void> {
  if (moved.card) {
    const { card, from } = moved.card;
    await tx
      .update(cards)
      .set({ membership: from as MembershipId })
      .where(
        and(
          sql`${cards.id} = ${card}`,
          sql`not exists (select from cards c where c.membership_id = ${from} and c.id <> ${card})`,
        ),
      );
  }
  if (!moved.closed) return;
  const { membership, was } = moved.closed;
  // Whoever has gone on elsewhere meanwhile has one membership, and keeps to that.
  const reopened = await tx
    .update(memberships)
    .set({ status: was, until: null })
    .where(
      and(
        sql`${memberships.id} = ${membership}`,
        eq(memberships.status, 'merged'),
        sql`not exists (select from memberships m where m.person_id = ${memberships.person} and m.until is null)`,
      ),
    )
    .returning({ id: memberships.id });
  for (const { id } of reopened)
    await tx
      .insert(membershipMoves)
      .values({ membership: id, from: 'merged', to: was, reason: 'unmerged', by, at });
}

/** What had led to nothing, or to somebody else's membership, waits again. What it said may have been forgotten since. */
async function handInAgain(tx: Tx, { moved }: StoredMerge, { by, at, dueOn }: Unmerging): Promise<void> {
  if (moved.applications.length === 0) return;
  const ended = await tx
    .select()
    .from(applications)
    .where(inArray(applications.id, moved.applications as ApplicationId[]));
  for (const { person, union, building, unit, unitWritten, name, phone, phoneIndex, visibleTo } of ended) {
    if (!name || !phone || !phoneIndex || (await isSettled(tx, person))) continue;
    const [again] = await tx
      .insert(applications)
      .values({
        ...{ person, union, building, unit, unitWritten, name, phone, phoneIndex, visibleTo },
        status: 'submitted',
        submittedAt: at,
        dueOn,
      })
      .onConflictDoNothing()
      .returning({ id: applications.id });
    if (again)
      await tx
        .insert(applicationMoves)
        .values({ application: again.id, from: null, to: 'submitted', by, at });
  }
}

async function isSettled(tx: Tx, person: PersonId): Promise<boolean> {
  const rows = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return rows.length > 0;
}

async function restoreConsents(
  tx: Tx,
  { moved, at: mergedAt, survivor }: StoredMerge,
  at: Date,
): Promise<void> {
  if (moved.withdrawn.length > 0)
    await tx
      .update(consents)
      .set({ withdrawnAt: null })
      .where(
        and(
          inArray(consents.id, [...moved.withdrawn]),
          eq(consents.withdrawnAt, mergedAt),
          // She has said something of it since.
          sql`not exists (select from consents c where c.person_id = ${survivor} and c.purpose = ${consents.purpose}
            and c.id > ${consents.id})`,
        ),
      );
  if (moved.given.length > 0)
    await tx
      .update(consents)
      .set({ withdrawnAt: at })
      .where(and(inArray(consents.id, [...moved.given]), isNull(consents.withdrawnAt)));
}

async function forgetVerdicts(tx: Tx, { moved, survivor }: StoredMerge): Promise<void> {
  for (const other of moved.distinct as PersonId[]) {
    const [first, second] = other < survivor ? [other, survivor] : [survivor, other];
    await tx
      .delete(duplicateVerdicts)
      .where(and(eq(duplicateVerdicts.first, first), eq(duplicateVerdicts.second, second)));
  }
}

/** What she had only from the other, unless she has said it anew. Copied, so it is the same to the byte. */
async function empty(tx: Tx, { moved, survivor, merged }: StoredMerge): Promise<void> {
  const same = (column: 'name' | 'phone') =>
    sql`${people[column]} = (select p.${sql.identifier(column)} from people p where p.id = ${merged})`;
  if (moved.filled.includes('name'))
    await tx
      .update(people)
      .set({ name: null })
      .where(and(eq(people.id, survivor), same('name')));
  if (moved.filled.includes('phone'))
    await tx
      .update(people)
      .set({ phone: null, phoneIndex: null, phoneVerifiedAt: null })
      .where(and(eq(people.id, survivor), same('phone')));
}
