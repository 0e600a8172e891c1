import { beginCard, cardOf, moveCard, ownCard } from '../../db/queries/cards.ts';
import { lockPerson, membershipOf, ownUnit } from '../../db/queries/memberships.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf, txOf } from '../../db/work.ts';
import { type Actor, answersFor } from '../../domain/actor.ts';
import { type HolderMove, holderMay, holderMoves } from '../../domain/card.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { CardStatus } from '../../domain/lifecycle.ts';
import { isKeptFrom } from '../../domain/visibility.ts';
import type { Work } from '../../domain/work.ts';

export interface MyCard {
  readonly union: Named;
  /** Null: she never asked for one. */
  readonly status: CardStatus | null;
  readonly requestedAt: Date | null;
  readonly handOver: Words | null;
  readonly tail: string | null;
}

/** Her service card; null for who is no member. */
export type ReadMyCard = (work: Work, person: PersonId) => Promise<MyCard | null>;

export function createReadMyCard({ vault }: { readonly vault: Vault }): ReadMyCard {
  return async (work, person) => {
    const found = await ownCard(readOf(work), person);
    if (!found) return null;
    const { card, union } = found;
    return {
      union,
      status: card?.status ?? null,
      requestedAt: card?.requestedAt ?? null,
      handOver: card?.handOver ?? null,
      tail: card?.tail ? vault.open(card.tail, 'cards.tail') : null,
    };
  };
}

type Moved = { readonly type: 'moved' } | { readonly type: 'notMember' | 'notNow' };

/** Asks for a card, reports hers lost, or takes her request back. Asking again after a loss is asking for a new one. */
export type MoveMyCard = (work: Work, actor: Actor, move: HolderMove) => Promise<Moved>;

export const moveMyCard: MoveMyCard = (work, { person }, move) => make(work, person, person, move);

/** Asks for her, with her beside the officer's stall: for members of unions that this officer answers for. */
export type RequestCardFor = (
  work: Work,
  actor: Actor,
  person: PersonId,
) => Promise<Moved | { readonly type: 'notYours' }>;

export const requestCardFor: RequestCardFor = async (work, actor, person) => {
  const tx = await txOf(work);
  await lockPerson(tx, person);
  const held = await membershipOf(tx, person);
  if (!held || !answersFor(actor, held) || isKeptFrom(await ownUnit(tx, actor.person), held))
    return { type: 'notYours' };
  return make(work, person, actor.person, 'request');
};

async function make(work: Work, person: PersonId, by: PersonId, move: HolderMove): Promise<Moved> {
  const tx = await txOf(work);
  await lockPerson(tx, person);
  const held = await membershipOf(tx, person);
  if (!held) return { type: 'notMember' };
  const card = await cardOf(tx, held.id);
  if (!holderMay(card?.status ?? null, move)) return { type: 'notNow' };
  const at = work.now;
  if (!card) return { type: (await beginCard(tx, held.id, by, at)) ? 'moved' : 'notNow' };
  const to = holderMoves[move];
  // A new card has a new number, and is fetched another day.
  const anew = to === 'requested' ? { requestedAt: at, handOver: null, tail: null } : {};
  const moved = await moveCard(tx, { card: card.id, from: card.status, to, by, at, ...anew });
  return { type: moved ? 'moved' : 'notNow' };
}
