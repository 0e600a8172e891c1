import type { BuildingId, StreetId, UnitId } from '../ids.ts';
import {
  compareAddresses,
  compareBrands,
  compareLikeness,
  compareNames,
  type Known,
  known,
  type Likeness,
  rankOf,
} from './compare.ts';
import { bareStreet } from './keys.ts';
import { asInitials, type Query } from './query.ts';
import { type Han, normaliseName, spell } from './spelling.ts';
import { spellBrand } from './unit-name.ts';

/** What a search found, as the directory has it. */
export type Candidate =
  | {
      readonly subject: 'building';
      readonly building: BuildingId;
      readonly name: string;
      readonly nameEn: string | null;
      readonly others: readonly { readonly name: string; readonly kind: 'alias' | 'old' }[];
      readonly addresses: readonly string[];
    }
  | { readonly subject: 'unit'; readonly building: BuildingId; readonly unit: UnitId; readonly name: string }
  | { readonly subject: 'street'; readonly street: StreetId; readonly names: readonly string[] };

/** Why a building is shown: what of it is like what she typed. */
type Reason =
  | { readonly kind: 'name' }
  | { readonly kind: 'street' }
  | { readonly kind: 'alias' | 'old' | 'address' | 'unit'; readonly text: string };

export interface Match extends Likeness {
  readonly building: BuildingId;
  readonly by: Reason;
}

interface StreetMatch extends Likeness {
  readonly street: StreetId;
}

export interface Found {
  readonly buildings: readonly Match[];
  /** Best first. */
  readonly streets: readonly StreetMatch[];
}

/** What the candidates have to do with the query; each building once, for its best reason. Not in order yet. */
export function judge(query: Query, candidates: readonly Candidate[], han: Han): Found {
  const readings = query.readings.map((reading) => ({
    ...reading,
    known: known(reading.tokens),
    letters: asInitials(reading),
  }));
  const best = new Map<BuildingId, Match>();
  const streets: StreetMatch[] = [];
  const keep = (match: Match) => {
    const other = best.get(match.building);
    if (!other || compareLikeness(match, other) < 0) best.set(match.building, match);
  };
  for (const candidate of candidates) {
    switch (candidate.subject) {
      case 'street': {
        const names = candidate.names.flatMap((name) => [name, bareStreet(name)]);
        const like = nearest(
          readings,
          names.map((name) => known(spell(name, han, { apart: true }))),
        );
        if (like) streets.push({ ...like, street: candidate.street });
        break;
      }
      case 'unit': {
        const name = spellBrand(candidate.name, han, { apart: true });
        const whole = normaliseName(candidate.name);
        const likes = readings.flatMap(({ text, brand }) =>
          normaliseName(han.simplify(text)) === whole
            ? [{ how: 'unit', cost: 0 } as const]
            : (compareBrands(brand, name) ?? []),
        );
        const like = likes.sort(compareLikeness)[0];
        if (like) keep({ ...like, building: candidate.building, by: { kind: 'unit', text: candidate.name } });
        break;
      }
      case 'building':
        for (const match of judgeBuilding(readings, candidate, han)) keep(match);
    }
  }
  return { buildings: [...best.values()], streets: streets.sort(compareLikeness) };
}

interface ReadingKnown {
  readonly known: Known;
  readonly letters: string | undefined;
}

function nearest(readings: readonly ReadingKnown[], names: readonly Known[]): Likeness | undefined {
  return readings
    .flatMap((reading) => names.flatMap((name) => compareNames(reading.known, name, reading.letters) ?? []))
    .sort(compareLikeness)[0];
}

function judgeBuilding(
  readings: readonly ReadingKnown[],
  candidate: Candidate & { subject: 'building' },
  han: Han,
): Match[] {
  const { building, name, nameEn, others, addresses } = candidate;
  // Characters are never meant for a name in letters, nor letters without a figure for an address in characters.
  const inCharacters = readings.every(({ known: { tokens } }) => tokens.every(({ kind }) => kind !== 'word'));
  const own = [name, ...(nameEn === null || inCharacters ? [] : [nameEn])];
  const byName = own.flatMap((each): Match[] => {
    const like = nearest(readings, [known(spell(each, han, { apart: true }))]);
    return like ? [{ ...like, building, by: { kind: 'name' } }] : [];
  });
  const byOther = others.flatMap(({ name: other, kind }): Match[] => {
    if (inCharacters && !/\p{Script=Han}/u.test(other)) return [];
    const like = nearest(readings, [known(spell(other, han, { apart: true }))]);
    if (!like) return [];
    // Another name never beats the building that is really called so.
    return [
      {
        how: like.how === 'exact' ? 'alias' : like.how,
        cost: like.cost + 0.05,
        building,
        by: { kind, text: other },
      },
    ];
  });
  const byAddress = readings.flatMap((reading) =>
    addresses.flatMap((text): Match[] => {
      const like = compareAddresses(reading.known, text, han);
      return like ? [{ ...like, building, by: { kind: 'address', text } }] : [];
    }),
  );
  return [...byName, ...byOther, ...byAddress];
}

/** What decides between two that match equally well. */
export interface Standing {
  /** Metres from where she is, if that is known. */
  readonly away?: number;
  /** People who work there: of two the larger is likelier meant. */
  readonly workers: number;
}

/** Best first. */
export function rankMatches(
  matches: readonly Match[],
  standing: (building: BuildingId) => Standing,
): readonly Match[] {
  const rank = (one: Match, other: Match) => {
    const [here, there] = [standing(one.building), standing(other.building)];
    return (
      rankOf(one.how) - rankOf(other.how) ||
      Math.round(one.cost * 4) - Math.round(other.cost * 4) ||
      (here.away ?? 0) - (there.away ?? 0) ||
      there.workers - here.workers ||
      one.building - other.building
    );
  };
  return [...matches].sort(rank);
}

/**
 * The one that is meant beyond doubt: it is called what she typed, and no other is. What merely sounds the same, begins so
 * or is of the same firm is shown for her to choose: a building that isn't listed must not be taken for its neighbour.
 */
export function clearMatch(matches: readonly Match[]): Match | undefined {
  const [first, ...others] = matches;
  if (!first || !isSure(first)) return undefined;
  const rivals = others.filter((other) => isSure(other) && (first.how === 'unit') === (other.how === 'unit'));
  return rivals.length === 0 ? first : undefined;
}

function isSure({ how, cost }: Match): boolean {
  if (how === 'unit') return cost < 0.1;
  return how === 'exact' || how === 'alias' || how === 'core';
}
