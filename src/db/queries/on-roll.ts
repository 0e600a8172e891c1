import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { PersonId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { cards, memberships, people, unions, units } from '../schema.ts';

/* Members whom a roll brought, and who have never written. */

export interface OnRoll {
  readonly person: PersonId;
  /** Sealed under `people.name`. */
  readonly name: Buffer | null;
  readonly union: UnionId;
  readonly named: Named;
  readonly unit: string | null;
  readonly since: string;
  readonly card: boolean;
}

/** Those with this number, under whichever key of the ring. */
export async function onRollWith(tx: Tx, indexes: readonly Buffer[]): Promise<readonly OnRoll[]> {
  return tx
    .select({
      person: people.id,
      name: people.name,
      union: unions.id,
      named: { name: unions.name, nameEn: unions.nameEn },
      unit: units.name,
      since: memberships.since,
      card: sql<boolean>`exists (select from ${cards} where ${cards.membership} = ${memberships.id})`,
    })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.person, people.id), isNull(memberships.until)))
    .innerJoin(unions, eq(unions.id, memberships.union))
    .leftJoin(units, eq(units.id, memberships.unit))
    .where(
      and(
        inArray(people.phoneIndex, [...indexes]),
        isNull(people.telegramId),
        isNull(people.mergedInto),
        isNull(people.erasedAt),
      ),
    )
    .orderBy(people.id)
    .limit(5);
}

export interface NewPhone {
  /** Sealed under `people.phone`. */
  readonly phone: Buffer;
  readonly phoneIndex: Buffer;
  /** Null: typed. */
  readonly verifiedAt: Date | null;
}

export async function setPhone(
  tx: Tx,
  person: PersonId,
  { phone, phoneIndex, verifiedAt }: NewPhone,
): Promise<void> {
  await tx
    .update(people)
    .set({ phone, phoneIndex, phoneVerifiedAt: verifiedAt })
    .where(eq(people.id, person));
}

/** Where she is a member, and what she is called. Null: nowhere. */
export async function memberAt(
  tx: Tx,
  person: PersonId,
): Promise<{ readonly union: UnionId; readonly unit: number | null; readonly name: Buffer | null } | null> {
  const [row] = await tx
    .select({ union: memberships.union, unit: memberships.unit, name: people.name })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.person, people.id), isNull(memberships.until)))
    .where(eq(people.id, person));
  return row ?? null;
}

/** Members with this number, but her. */
export async function membersWithPhone(
  tx: Tx,
  indexes: readonly Buffer[],
  but: PersonId,
): Promise<readonly PersonId[]> {
  const rows = await tx
    .select({ person: people.id })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.person, people.id), isNull(memberships.until)))
    .where(and(inArray(people.phoneIndex, [...indexes]), ne(people.id, but)))
    .limit(20);
  return rows.map(({ person }) => person);
}
