import type { BuildingId, StreetId, UnionId } from '../ids.ts';
import { normaliseName } from '../search/spelling.ts';

/*
 * What rows refer to: streets, unions and buildings, as they are and as the rows before have made them. Held in memory for
 * a check, some tens of megabytes for a hundred thousand buildings; of units there are too many.
 */

export interface KnownPlace<Id extends number = number> {
  readonly id: Id;
  readonly code: string;
  readonly street: StreetId;
  readonly name: string;
  /** English, aliases, former names: good for being meant, not for being listed again. */
  readonly others: readonly string[];
  readonly gone: 'closed' | 'merged' | null;
}

export interface KnownStreet extends KnownPlace<StreetId> {
  readonly office: { readonly place: unknown; readonly hours: unknown; readonly phone: string };
}

export interface KnownUnion extends KnownPlace<UnionId> {
  /** It covers buildings or has members. */
  readonly needed: boolean;
}

export interface KnownBuilding extends KnownPlace<BuildingId> {
  readonly union: UnionId | null;
  readonly coveredSince: string | null;
}

export type Found<Place> =
  | { readonly type: 'found'; readonly place: Place; readonly by: 'code' | 'name' | 'other' }
  | { readonly type: 'unknown' | 'several' };

/** Places of one kind, found by what a row calls them. */
export class Places<Place extends KnownPlace> {
  readonly #byId = new Map<number, Place>();
  readonly #byCode = new Map<string, Place>();
  readonly #byName = new Map<string, Place | Place[]>();
  readonly #byOther = new Map<string, Place | Place[]>();
  readonly #shorten: (name: string) => string;

  /** @param shorten what may be left off a name: 街道 */
  constructor(places: Iterable<Place>, shorten: (name: string) => string = (name) => name) {
    this.#shorten = shorten;
    for (const place of places) this.add(place);
  }

  add(place: Place): void {
    this.#byId.set(place.id, place);
    if (place.code !== '') this.#byCode.set(place.code.toLowerCase(), place);
    put(this.#byName, this.#key(place.name), place);
    for (const other of place.others) put(this.#byOther, this.#key(other), place);
  }

  /** It has another name from now on, or is closed; by its old name it is found no more. */
  replace(before: Place, after: Place): void {
    for (const [names, map] of [
      [[before.name], this.#byName],
      [before.others, this.#byOther],
    ] as const) {
      for (const name of names) {
        const rest = listed(map.get(this.#key(name))).filter((place) => place !== before);
        if (rest.length > 0) map.set(this.#key(name), rest);
        else map.delete(this.#key(name));
      }
    }
    this.add(after);
  }

  byId(id: number): Place | undefined {
    return this.#byId.get(id);
  }

  byCode(code: string): Place | undefined {
    return this.#byCode.get(code.trim().toLowerCase());
  }

  /** All that are called so, in whichever way. */
  called(text: string): readonly Place[] {
    const key = this.#key(text);
    return [...listed(this.#byName.get(key)), ...listed(this.#byOther.get(key))];
  }

  /** By code or by name; of several with a name, the one that still stands, or that stands in this street. */
  find(text: string, street?: StreetId | null): Found<Place> {
    const coded = this.byCode(text);
    if (coded) return { type: 'found', place: coded, by: 'code' };
    const key = this.#key(text);
    const here = (place: Place) => street === undefined || street === null || place.street === street;
    for (const [by, map] of [
      ['name', this.#byName],
      ['other', this.#byOther],
    ] as const) {
      const all = listed(map.get(key)).filter(here);
      const standing = all.filter((place) => place.gone === null);
      const meant = standing.length > 0 ? standing : all;
      const [place, another] = meant;
      if (another) return { type: 'several' };
      if (place) return { type: 'found', place, by };
    }
    return { type: 'unknown' };
  }

  #key(name: string): string {
    return this.#shorten(normaliseName(name));
  }
}

function put<Place>(map: Map<string, Place | Place[]>, key: string, place: Place): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, place);
  else map.set(key, [...listed(there), place]);
}

function listed<Place>(there: Place | Place[] | undefined): Place[] {
  if (there === undefined) return [];
  return Array.isArray(there) ? there : [there];
}

export interface Surroundings {
  readonly streets: Places<KnownStreet>;
  readonly unions: Places<KnownUnion>;
  readonly buildings: Places<KnownBuilding>;
}

export function streetsOf(all: Iterable<KnownStreet>): Places<KnownStreet> {
  return new Places(all, (name) =>
    name.replace(/(街道)?(总工会)?(办事处)?$/u, '').replace(/subdistrict$/u, ''),
  );
}
