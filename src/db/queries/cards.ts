import { and, asc, count, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { CardId, MembershipId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { CardStatus } from '../../domain/lifecycle.ts';
import type { Db, Tx } from '../client.ts';
import { cardMoves, cards, memberships, people, unions, units } from '../schema.ts';
import { openTo } from './kept-from.ts';

/** Service cards, each with the membership it belongs to: only current members have one that counts. */

export interface CardMove {
  readonly card: CardId;
  readonly from: CardStatus;
  readonly to: CardStatus;
  readonly by: PersonId;
  readonly at: Date;
  readonly requestedAt?: Date;
  /** Where it is fetched; null takes it away. */
  readonly handOver?: Words | null;
  /** Sealed under `cards.tail`; null takes it away. */
  readonly tail?: Buffer | null;
}

/** @returns false when it wasn't in `from` any more: somebody was faster, and nothing is changed */
export async function moveCard(tx: Tx, { card, from, to, by, at, ...also }: CardMove): Promise<boolean> {
  const moved = await tx
    .update(cards)
    .set({ status: to, ...also })
    .where(and(eq(cards.id, card), eq(cards.status, from)))
    .returning({ id: cards.id });
  if (moved.length === 0) return false;
  await tx.insert(cardMoves).values({ card, from, to, by, at });
  return true;
}

/** @returns false when this membership has one already */
export async function beginCard(tx: Tx, membership: MembershipId, by: PersonId, at: Date): Promise<boolean> {
  const [begun] = await tx
    .insert(cards)
    .values({ membership, status: 'requested', requestedAt: at })
    .onConflictDoNothing()
    .returning({ id: cards.id });
  if (!begun) return false;
  await tx.insert(cardMoves).values({ card: begun.id, from: null, to: 'requested', by, at });
  return true;
}

/** `tail` is sealed under `cards.tail`. */
export async function cardOf(tx: Tx, membership: MembershipId) {
  const [row] = await tx
    .select({
      id: cards.id,
      status: cards.status,
      requestedAt: cards.requestedAt,
      handOver: cards.handOver,
      tail: cards.tail,
    })
    .from(cards)
    .where(eq(cards.membership, membership));
  return row;
}

/** Her membership's card, for her own eyes; null for who has no membership. */
export async function ownCard(tx: Tx, person: PersonId) {
  const [row] = await tx
    .select({
      membership: memberships.id,
      union: { name: unions.name, nameEn: unions.nameEn },
      card: {
        id: cards.id,
        status: cards.status,
        requestedAt: cards.requestedAt,
        handOver: cards.handOver,
        tail: cards.tail,
      },
    })
    .from(memberships)
    .innerJoin(unions, eq(unions.id, memberships.union))
    .leftJoin(cards, eq(cards.membership, memberships.id))
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row ?? null;
}

/** Whoever wants nobody of her unit to know asks for her card at somebody else's desk. Her own is nobody's secret. */
const openAtDesk = (reader: PersonId) => or(eq(memberships.person, reader), openTo(reader, memberships));

/** With whose it is and where: for the desk. `name`, `phone` and `tail` are sealed. */
function deskCards(tx: Db | Tx) {
  return tx
    .select({
      id: cards.id,
      status: cards.status,
      requestedAt: cards.requestedAt,
      handOver: cards.handOver,
      person: people.id,
      name: people.name,
      phone: people.phone,
      unit: units.name,
      secret: { unit: memberships.unit, visibleTo: memberships.visibleTo },
      place: { union: unions.id, street: unions.street },
      union: { name: unions.name, nameEn: unions.nameEn },
    })
    .from(cards)
    .innerJoin(memberships, and(eq(memberships.id, cards.membership), isNull(memberships.until)))
    .innerJoin(people, eq(people.id, memberships.person))
    .innerJoin(unions, eq(unions.id, memberships.union))
    .leftJoin(units, eq(units.id, memberships.unit));
}
export type StoredDeskCard = Awaited<ReturnType<typeof deskCards>>[number];

export async function cardById(tx: Db | Tx, card: CardId): Promise<StoredDeskCard | undefined> {
  const [row] = await deskCards(tx).where(eq(cards.id, card));
  return row;
}

/** A union's cards in one state, as this reader may know of them: who waits longest first, what is over newest first. */
export async function cardsIn(
  tx: Db | Tx,
  { union, reader }: { readonly union: UnionId; readonly reader: PersonId },
  status: CardStatus,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly StoredDeskCard[]> {
  const waiting = status === 'requested' || status === 'ready';
  return deskCards(tx)
    .where(and(eq(memberships.union, union), eq(cards.status, status), openAtDesk(reader)))
    .orderBy(
      waiting ? asc(cards.requestedAt) : desc(cards.requestedAt),
      waiting ? asc(cards.id) : desc(cards.id),
    )
    .limit(limit)
    .offset(offset);
}

/** How many of these unions' cards are in which state, as this reader may know of them. */
export async function cardCounts(
  tx: Tx,
  among: readonly UnionId[],
  reader: PersonId,
): Promise<readonly { readonly union: UnionId; readonly status: CardStatus; readonly n: number }[]> {
  if (among.length === 0) return [];
  return tx
    .select({ union: memberships.union, status: cards.status, n: count() })
    .from(cards)
    .innerJoin(memberships, and(eq(memberships.id, cards.membership), isNull(memberships.until)))
    .where(
      and(
        inArray(memberships.union, [...among]),
        openAtDesk(reader),
        inArray(cards.status, ['requested', 'ready', 'issued', 'lost']),
      ),
    )
    .groupBy(memberships.union, cards.status);
}
