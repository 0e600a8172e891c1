import type { Tx } from '../db/client.ts';
import { loadHan } from '../db/han.ts';
import {
  boundedRead,
  candidatesByKeys,
  largestInStreet,
  type PlaceFact,
  placeFacts,
  SearchTooSlow,
} from '../db/queries/place-search.ts';
import { readOf } from '../db/work.ts';
import type { BuildingId, StreetId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import { nearKeys, type Query, readQuery, sentenceKeys, wordKeys } from '../domain/search/query.ts';
import { type Found, judge, type Match, rankMatches } from '../domain/search/rank.ts';
import type { Han } from '../domain/search/spelling.ts';
import { metresBetween, type Spot } from '../domain/wish.ts';
import type { Work } from '../domain/work.ts';

interface FoundPlaces {
  /** Best first, at most six: more is a list to read, not an answer. */
  readonly matches: readonly Match[];
  readonly names: ReadonlyMap<BuildingId, Named>;
  /** The street that she named; its largest buildings are among the matches. */
  readonly street: StreetId | undefined;
  /** The directory took too long to answer; she may ask again. */
  readonly tooSlow: boolean;
}

/**
 * The buildings somebody may mean by what she typed.
 *
 * @param from where she is, if she has said so: of two that match equally well, the nearer comes first
 */
export type FindPlaces = (work: Work, typed: string, from?: Spot) => Promise<FoundPlaces>;

const most = 6;
/** So many are told apart by distance and size; nobody's match is further down. */
const mostCompared = 60;
const nothing: FoundPlaces = { matches: [], names: new Map(), street: undefined, tooSlow: false };

export const findPlaces: FindPlaces = async (work, typed, from) => {
  const han = await loadHan();
  const query = readQuery(typed, han);
  if (query.readings.length === 0) return nothing;
  try {
    return await boundedRead(readOf(work), (tx) => search(tx, query, { han, from }));
  } catch (error) {
    if (error instanceof SearchTooSlow) return { ...nothing, tooSlow: true };
    throw error;
  }
};

async function search(
  tx: Tx,
  query: Query,
  { han, from }: { han: Han; from: Spot | undefined },
): Promise<FoundPlaces> {
  const found = await lookUp(tx, query, han);
  const street = found.streets.find(({ how }) => how === 'exact' || how === 'core')?.street;
  const matches = [...found.buildings];
  if (street !== undefined) {
    const known = new Set(matches.map(({ building }) => building));
    for (const building of await largestInStreet(tx, street, most)) {
      if (!known.has(building)) matches.push({ building, how: 'street', cost: 0, by: { kind: 'street' } });
    }
  }
  const likeliest = rankMatches(matches, () => ({ workers: 0 })).slice(0, mostCompared);
  const facts = await placeFacts(
    tx,
    likeliest.map(({ building }) => building),
  );
  const ranked = rankMatches(likeliest, (building) => standing(facts.get(building), from)).slice(0, most);
  return { matches: ranked, names: facts, street, tooSlow: false };
}

/** By what she says, and only if that leads nowhere by what she nearly says, and by the names in her sentence. */
async function lookUp(tx: Tx, query: Query, han: Han): Promise<Found> {
  const first = await candidatesByKeys(tx, { said: wordKeys(query) });
  const found = judge(query, first, han);
  if (found.streets.length > 0 || found.buildings.some(isSatisfying)) return found;
  const more = await candidatesByKeys(tx, { nearly: nearKeys(query), inSentence: sentenceKeys(query) });
  return judge(query, [...first, ...more], han);
}

function isSatisfying({ how, cost }: Match): boolean {
  return ['exact', 'alias', 'core', 'prefix'].includes(how) || (how === 'unit' && cost < 1);
}

function standing(fact: PlaceFact | undefined, from: Spot | undefined) {
  return {
    workers: fact?.workers ?? 0,
    ...(fact && from ? { away: metresBetween(fact, from) } : {}),
  };
}
