import { randomInt } from 'node:crypto';
import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Activity } from '../../domain/activity.ts';
import type { ActivityId, PersonId, UnionId } from '../../domain/ids.ts';
import type { ActivityCard } from '../../domain/program.ts';
import type { Tx } from '../client.ts';
import { activities, applications, memberships, signUps, unions } from '../schema.ts';
import type { NamedUnion } from './answered-for.ts';

/** An activity by its id, or by the code in a link. */
export async function activityCard(
  tx: Tx,
  which: { readonly id: ActivityId } | { readonly code: string },
  person: PersonId,
): Promise<ActivityCard | undefined> {
  const [card] = await cards(
    tx,
    person,
    'id' in which ? eq(activities.id, which.id) : eq(activities.code, which.code.toLowerCase()),
  );
  return card;
}

/** A union's activities still to come, soonest first. */
export function comingActivities(
  tx: Tx,
  union: UnionId,
  person: PersonId,
  now: Date,
): Promise<ActivityCard[]> {
  return cards(
    tx,
    person,
    and(eq(activities.union, union), isNull(activities.cancelledAt), gt(activities.startsAt, now)),
  );
}

async function cards(tx: Tx, person: PersonId, which: SQL | undefined): Promise<ActivityCard[]> {
  const rows = await tx
    .select({
      id: activities.id,
      kind: activities.kind,
      title: activities.title,
      startsAt: activities.startsAt,
      place: activities.place,
      capacity: activities.capacity,
      cancelledAt: activities.cancelledAt,
      union: { id: unions.id, name: unions.name, nameEn: unions.nameEn },
      taken: sql<number>`(select count(*)::int from ${signUps} where ${signUps.activity} = ${activities.id})`,
      signedUp: sql<boolean>`exists (select from ${signUps}
        where ${signUps.activity} = ${activities.id} and ${signUps.person} = ${person})`,
    })
    .from(activities)
    .innerJoin(unions, eq(unions.id, activities.union))
    .where(which)
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return rows.map(({ cancelledAt, ...row }) => ({ ...row, cancelled: cancelledAt !== null }));
}

/** Where a person belongs: her union, or the one she has applied to. */
export async function homeUnion(
  tx: Tx,
  person: PersonId,
): Promise<{ readonly union: NamedUnion; readonly member: boolean } | null> {
  const named = { id: unions.id, name: unions.name, nameEn: unions.nameEn };
  const [member] = await tx
    .select(named)
    .from(memberships)
    .innerJoin(unions, eq(unions.id, memberships.union))
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  if (member) return { union: member, member: true };
  const [applicant] = await tx
    .select(named)
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .where(
      and(
        eq(applications.person, person),
        sql`${applications.status} in ('submitted', 'needs_info', 'appealed')`,
      ),
    );
  return applicant ? { union: applicant, member: false } : null;
}

/** Holds the activity until the transaction ends: whoever else wants a place, or cancels it, waits. */
export async function lockActivity(tx: Tx, activity: ActivityId): Promise<boolean> {
  const rows = await tx
    .select({ id: activities.id })
    .from(activities)
    .where(eq(activities.id, activity))
    .for('update');
  return rows.length > 0;
}

export async function takePlace(tx: Tx, activity: ActivityId, person: PersonId, now: Date): Promise<void> {
  await tx.insert(signUps).values({ activity, person, at: now }).onConflictDoNothing();
}

/** @returns whether she had one */
export async function givePlaceBack(tx: Tx, activity: ActivityId, person: PersonId): Promise<boolean> {
  const rows = await tx
    .delete(signUps)
    .where(and(eq(signUps.activity, activity), eq(signUps.person, person)))
    .returning({ person: signUps.person });
  return rows.length > 0;
}

export async function insertActivity(
  tx: Tx,
  activity: Activity & { readonly union: UnionId; readonly createdBy: PersonId; readonly createdAt: Date },
): Promise<ActivityId> {
  const [row] = await tx
    .insert(activities)
    .values({ ...activity, code: newCode() })
    .returning({ id: activities.id });
  if (!row) throw new Error('the activity was not kept');
  return row.id;
}

// Without letters and digits that look alike: codes are printed, too. Eight of these 32 signs are a million million.
const signs = '23456789abcdefghijkmnpqrstuvwxyz';

function newCode(): string {
  return Array.from({ length: 8 }, () => signs.charAt(randomInt(signs.length))).join('');
}

/** Everybody who has a place. */
export async function signedUpFor(tx: Tx, activity: ActivityId): Promise<PersonId[]> {
  const rows = await tx
    .select({ person: signUps.person })
    .from(signUps)
    .where(eq(signUps.activity, activity));
  return rows.map(({ person }) => person);
}

export async function markCancelled(tx: Tx, activity: ActivityId, now: Date): Promise<void> {
  await tx
    .update(activities)
    .set({ cancelledAt: now })
    .where(and(eq(activities.id, activity), isNull(activities.cancelledAt)));
}
