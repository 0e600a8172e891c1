import { placeNow, wishCount, wishOf } from '../../db/queries/wishes.ts';
import { openUnit } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { BuildingId, PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { shownCount, type WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';

/** A place without a union, as somebody who works there may see it. */
export interface OpenWish {
  readonly type: 'open';
  /** Where the place asked for has got to. */
  readonly place: WishPlace;
  readonly named: Named;
  /** For the link a colleague is brought here by: `b_…` of a building, `p_…` of one proposed. */
  readonly code: string;
  /** Null: fewer than five, her own included. */
  readonly count: number | null;
  readonly mine: { readonly unit: string | null } | null;
}

type WishView =
  | OpenWish
  /** It has a union. */
  | { readonly type: 'covered'; readonly building: BuildingId }
  /** It isn't there, or wasn't listed; a wish of hers for it may be left. */
  | { readonly type: 'gone'; readonly mine: boolean };

/** How things stand with a wish for a union somewhere. */
export type ReadWish = (work: Work, person: PersonId, place: WishPlace) => Promise<WishView>;

export function createReadWish({ vault }: { readonly vault: Vault }): ReadWish {
  return async (work, person, asked) => {
    const tx = readOf(work);
    const now = await placeNow(tx, asked);
    if (!now) return { type: 'gone', mine: (await wishOf(tx, person, asked)) !== undefined };
    const { place, building, proposed, code } = now;
    if (now.union !== null && place.kind === 'building') return { type: 'covered', building: place.building };
    const [count, mine] = await Promise.all([wishCount(tx, place), wishOf(tx, person, place)]);
    return {
      type: 'open',
      place,
      named: building ?? nameOf(proposed, vault),
      code,
      count: shownCount(count),
      mine: mine ? { unit: mine.unit && openUnit(vault, mine.unit).name } : null,
    };
  };
}

/** What a proposed building is called, by whoever told of it. */
export function nameOf(sealed: Buffer | null, vault: Vault): Named {
  return { name: sealed ? vault.open(sealed, 'proposals.name') : '', nameEn: null };
}
