import { type NamedUnion, unionPlaceOf, unionsAnsweredFor } from '../../db/queries/answered-for.ts';
import { note } from '../../db/queries/audit.ts';
import { cardById, cardCounts, cardsIn, type StoredDeskCard } from '../../db/queries/cards.ts';
import { ownUnit } from '../../db/queries/memberships.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf, txOf } from '../../db/work.ts';
import { type Actor, answersFor } from '../../domain/actor.ts';
import { type DeskFilter, readyAtOnce } from '../../domain/card.ts';
import type { FileOrder } from '../../domain/file-order.ts';
import type { CardId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { CardStatus } from '../../domain/lifecycle.ts';
import { maskName } from '../../domain/membership.ts';
import { isKeptFrom } from '../../domain/visibility.ts';
import type { Work } from '../../domain/work.ts';

/*
 * Cards as the union's staff see them. Nobody sees those of a union she doesn't answer for; names are masked in lists, and
 * whoever opens one is noted.
 */

type Counts = Readonly<Record<DeskFilter, number>>;

export interface DeskUnion {
  readonly union: NamedUnion;
  readonly counts: Counts;
}

/** The unions she answers for where cards are asked for, or are out; those with work to do first. */
export type ListCardUnions = (work: Work, actor: Actor) => Promise<readonly DeskUnion[]>;

export const listCardUnions: ListCardUnions = async (work, actor) => {
  const tx = readOf(work);
  const unions = await unionsAnsweredFor(tx, actor.scopes);
  const counts = await cardCounts(
    tx,
    unions.map(({ id }) => id),
    actor.person,
  );
  return unions
    .map((union) => ({ union, counts: countsOf(counts.filter((one) => one.union === union.id)) }))
    .filter(({ counts: { requested, ready, issued, lost } }) => requested + ready + issued + lost > 0)
    .sort((a, b) => waitingIn(b.counts) - waitingIn(a.counts) || a.union.id - b.union.id);
};

const waitingIn = ({ requested, ready }: Counts) => requested * 10_000 + ready;

function countsOf(rows: readonly { readonly status: CardStatus; readonly n: number }[]): Counts {
  const n = (status: CardStatus) => rows.find((row) => row.status === status)?.n ?? 0;
  return { requested: n('requested'), ready: n('ready'), issued: n('issued'), lost: n('lost') };
}

export interface ListedCard {
  readonly id: CardId;
  readonly maskedName: string;
  readonly unit: string | null;
  readonly requestedAt: Date;
}

export interface CardList {
  readonly union: Named & { readonly id: UnionId };
  readonly filter: DeskFilter;
  readonly counts: Counts;
  readonly cards: readonly ListedCard[];
  readonly page: number;
  readonly pages: number;
}

/** A page of a union's cards in one state; null for a union that isn't hers, and then it is noted. */
export type ListCards = (
  work: Work,
  actor: Actor,
  which: { readonly union: UnionId; readonly filter: DeskFilter; readonly page: number },
) => Promise<CardList | null>;

const cardsPerPage = 8;

export function createListCards({ vault }: { readonly vault: Vault }): ListCards {
  return async (work, actor, { union, filter, page }) => {
    const tx = readOf(work);
    const place = await unionPlaceOf(tx, union);
    if (!place || !answersFor(actor, place)) {
      await refuse(work, actor, { subject: 'union', subjectId: union, wanted: 'see' });
      return null;
    }
    const counts = countsOf(await cardCounts(tx, [union], actor.person));
    const pages = Math.max(1, Math.ceil(counts[filter] / cardsPerPage));
    const shown = Math.min(page, pages - 1);
    const part = { limit: cardsPerPage, offset: shown * cardsPerPage };
    const rows = await cardsIn(tx, { union, reader: actor.person }, filter, part);
    return {
      union: { id: union, ...place.named },
      filter,
      counts,
      cards: rows.map((row) => ({
        id: row.id,
        maskedName: maskName(nameOf(row, vault)),
        unit: row.unit,
        requestedAt: row.requestedAt,
      })),
      page: shown,
      pages,
    };
  };
}

export interface OpenedCard {
  readonly id: CardId;
  readonly union: Named & { readonly id: UnionId };
  readonly status: CardStatus;
  readonly name: string;
  readonly unit: string | null;
  readonly requestedAt: Date;
  readonly handOver: Words | null;
}

/** One card with the name of its holder, who stands before the desk. It is noted who looked. */
export type OpenCard = (work: Work, actor: Actor, card: CardId) => Promise<OpenedCard | null>;

export function createOpenCard({ vault }: { readonly vault: Vault }): OpenCard {
  return async (work, actor, id) => {
    const found = await findDeskCard(work, actor, id, 'see');
    if (!found) return null;
    const subject = { subject: 'card', subjectId: id } as const;
    await note(await txOf(work), { at: work.now, actor: actor.person, action: 'card.seen', ...subject });
    return {
      id,
      union: { id: found.place.union, ...found.union },
      status: found.status,
      name: nameOf(found, vault),
      unit: found.unit,
      requestedAt: found.requestedAt,
      handOver: found.handOver,
    };
  };
}

/**
 * A card whose union the actor answers for, and that isn't kept from her (domain/visibility.ts). Reaching for another's is
 * noted as an attempt.
 */
export async function findDeskCard(
  work: Work,
  actor: Actor,
  id: CardId,
  wanted: 'see' | 'ready' | 'issue',
): Promise<StoredDeskCard | null> {
  const tx = await txOf(work);
  const found = await cardById(tx, id);
  const own = found?.person === actor.person;
  const kept = found !== undefined && !own && isKeptFrom(await ownUnit(tx, actor.person), found.secret);
  if (found && !kept && answersFor(actor, found.place)) return found;
  await refuse(work, actor, { subject: 'card', subjectId: id, wanted });
  return null;
}

async function refuse(
  work: Work,
  actor: Actor,
  {
    wanted,
    ...subject
  }: { readonly subject: 'card' | 'union'; readonly subjectId: number; readonly wanted: string },
): Promise<void> {
  const details = { wanted };
  await note(await txOf(work), {
    at: work.now,
    actor: actor.person,
    action: 'card.refused',
    ...subject,
    details,
  });
}

/** All that ask for a card, for the bank's visit. For this officer, who is noted to have it. */
export type OrderBankList = (work: Work, actor: Actor, union: UnionId) => Promise<FileOrder | null>;

export const orderBankList: OrderBankList = async (work, actor, union) => {
  const tx = await txOf(work);
  const place = await unionPlaceOf(tx, union);
  if (!place || !answersFor(actor, place)) {
    await refuse(work, actor, { subject: 'union', subjectId: union, wanted: 'list' });
    return null;
  }
  const subject = { subject: 'union', subjectId: union } as const;
  await note(tx, { at: work.now, actor: actor.person, action: 'card.listed', ...subject });
  return { kind: 'bankList', union, reader: actor.person };
};

function nameOf({ name }: StoredDeskCard, vault: Vault): string {
  return name ? vault.open(name, 'people.name') : '';
}

/** All of a union's that can be marked ready at once, for those who answer for it. */
export type ListRequestedCards = (work: Work, actor: Actor, union: UnionId) => Promise<readonly CardId[]>;

export const listRequestedCards: ListRequestedCards = async (work, actor, union) => {
  const tx = readOf(work);
  const place = await unionPlaceOf(tx, union);
  if (!place || !answersFor(actor, place)) return [];
  const which = { union, reader: actor.person };
  const rows = await cardsIn(tx, which, 'requested', { limit: readyAtOnce, offset: 0 });
  return rows.map(({ id }) => id);
};
