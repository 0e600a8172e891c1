import { and, eq, isNull } from 'drizzle-orm';
import type { PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Standing } from '../../domain/membership.ts';
import type { Tx } from '../client.ts';
import { applications, memberships, people, unions } from '../schema.ts';

const named = { name: unions.name, nameEn: unions.nameEn };

/** Where she stands now: a member, waiting for an answer, or neither. */
export async function standingOf(tx: Tx, person: PersonId): Promise<Standing> {
  const [[member], [waiting]] = await Promise.all([
    tx
      .select(named)
      .from(memberships)
      .innerJoin(unions, eq(unions.id, memberships.union))
      .where(and(eq(memberships.person, person), isNull(memberships.until))),
    tx
      .select({ application: applications.id, dueOn: applications.dueOn, union: named })
      .from(applications)
      .innerJoin(unions, eq(unions.id, applications.union))
      .where(and(eq(applications.person, person), eq(applications.status, 'submitted'))),
  ]);
  if (member) return { kind: 'member', union: member };
  return waiting ? { kind: 'waiting', ...waiting } : { kind: 'none' };
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
  /** `2026-12-05` */
  readonly since: string;
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
  await tx.insert(memberships).values(member);
  await tx.update(people).set({ name, phone, phoneIndex }).where(eq(people.id, member.person));
}
