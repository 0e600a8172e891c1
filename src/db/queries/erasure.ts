import { and, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { personalTables } from '../personal-data.ts';
import { columnOf, everOfPerson } from '../personal-table.ts';
import {
  activities,
  applicationMoves,
  applications,
  cardMoves,
  cards,
  deliveries,
  membershipMoves,
  memberships,
  people,
  proposals,
  signUps,
  staffRoles,
  updates,
} from '../schema.ts';

/*
 * What erasing somebody takes, in the order in which services/erase-person.ts does it. All of it in her own transaction,
 * whose first lock is her row's.
 */

/** By what she was known: phones sealed under the columns they are of. */
export async function knownBy(tx: Tx, person: PersonId) {
  const [self] = await tx
    .select({ telegramId: people.telegramId, phone: people.phone })
    .from(people)
    .where(eq(people.id, person));
  const applied = await tx
    .select({ phone: applications.phone })
    .from(applications)
    .where(eq(applications.person, person));
  return {
    telegramId: self?.telegramId ?? null,
    phone: self?.phone ?? null,
    appliedWith: applied.flatMap(({ phone }) => (phone ? [phone] : [])),
  };
}

export async function withdrawOpenApplication(tx: Tx, person: PersonId, now: Date): Promise<void> {
  const open = await tx
    .select({ id: applications.id, from: applications.status })
    .from(applications)
    .where(
      and(
        eq(applications.person, person),
        inArray(applications.status, ['submitted', 'needs_info', 'appealed']),
      ),
    )
    .for('update');
  for (const { id, from } of open) {
    await tx
      .update(applications)
      .set({ status: 'withdrawn', decidedAt: now, decidedBy: person, claimedBy: null, claimedAt: null })
      .where(eq(applications.id, id));
    await tx.insert(applicationMoves).values({ application: id, from, to: 'withdrawn', by: person, at: now });
  }
}

/** @param day the first day on which she is no member, `2026-12-05` */
export async function endMembership(tx: Tx, person: PersonId, now: Date, day: string): Promise<void> {
  const current = await tx
    .select({ id: memberships.id, from: memberships.status })
    .from(memberships)
    .where(and(eq(memberships.person, person), isNull(memberships.until)))
    .for('update');
  for (const { id, from } of current) {
    await tx.update(memberships).set({ status: 'left', until: day }).where(eq(memberships.id, id));
    await tx
      .insert(membershipMoves)
      .values({ membership: id, from, to: 'left', reason: 'erased', by: person, at: now });
  }
  const hers = tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(everOfPerson(memberships.person, memberships.until)(person));
  const held = await tx
    .select({ id: cards.id, from: cards.status })
    .from(cards)
    .where(and(inArray(cards.membership, hers), ne(cards.status, 'cancelled')))
    .for('update');
  for (const { id, from } of held) {
    await tx.update(cards).set({ status: 'cancelled' }).where(eq(cards.id, id));
    await tx.insert(cardMoves).values({ card: id, from, to: 'cancelled', by: person, at: now });
  }
}

/** @returns the ids of what she held */
export async function endRoles(tx: Tx, person: PersonId, now: Date): Promise<readonly number[]> {
  const ended = await tx
    .update(staffRoles)
    .set({ revokedAt: now })
    .where(and(eq(staffRoles.person, person), isNull(staffRoles.revokedAt)))
    .returning({ id: staffRoles.id });
  return ended.map(({ id }) => id);
}

/** Whether nobody but her is staff of the district. */
export async function isLastOfDistrict(tx: Tx, person: PersonId): Promise<boolean> {
  const held = await tx
    .selectDistinct({ person: staffRoles.person })
    .from(staffRoles)
    .where(and(eq(staffRoles.scope, 'district'), isNull(staffRoles.revokedAt)));
  return held.length === 1 && held[0]?.person === person;
}

/** Gives back her places at what hasn't begun. */
export async function givePlacesBack(tx: Tx, person: PersonId, now: Date): Promise<void> {
  const coming = tx.select({ id: activities.id }).from(activities).where(gt(activities.startsAt, now));
  await tx.delete(signUps).where(and(eq(signUps.person, person), inArray(signUps.activity, coming)));
}

/** Nothing personal is said to her any more. What is left of an announcement is dropped when its turn comes. */
export async function dropDeliveries(tx: Tx, person: PersonId, now: Date): Promise<void> {
  await tx
    .update(deliveries)
    .set({ status: 'skipped', reason: 'gone', settledAt: now })
    .where(
      and(
        eq(deliveries.person, person),
        eq(deliveries.urgent, true),
        inArray(deliveries.status, ['queued', 'retry']),
      ),
    );
}

/** What she wrote and waits to be tried again is not tried again, and what is owed to her is not said. */
export async function dropUpdates(tx: Tx, telegramId: number): Promise<void> {
  await tx
    .update(updates)
    .set({
      status: sql`case when ${updates.status} = 'parked' then 'done' else ${updates.status} end`,
      chat: 0,
      replies: null,
      update: null,
      retryAt: null,
    })
    .where(
      sql`${updates.chat} = ${telegramId} and (${updates.replies} is not null
        or ${updates.status} = 'parked' or ${updates.status} = 'aside')`,
    );
}

/** Deletes or blanks all that db/personal-data.ts lists as hers. What has to end in order has ended before. */
export async function wipe(tx: Tx, person: PersonId, now: Date): Promise<void> {
  const told = personalTables.find(({ section }) => section === 'proposals');
  const alone = told
    ? await tx.select({ id: proposals.id }).from(proposals).where(told.hers(person)).for('update')
    : [];
  for (const { table, hers, erased, section } of personalTables) {
    if (section === 'proposals') continue;
    if (erased === 'deleted') await tx.delete(table).where(hers(person));
    else if (erased.blanked.length > 0) {
      const none = erased.blanked.map((name) => sql`${sql.identifier(columnOf(table, name).name)} = null`);
      await tx.execute(sql`update ${table} set ${sql.join(none, sql`, `)} where ${hers(person)}`);
    }
  }
  // The wishes that led to them are gone by now.
  const ids = alone.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(proposals).where(inArray(proposals.id, ids));
  await tx.update(people).set({ erasedAt: now }).where(eq(people.id, person));
}
