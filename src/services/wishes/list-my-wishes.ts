import { wishesOf } from '../../db/queries/wishes.ts';
import { openUnit } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { nameOf } from './read-wish.ts';

export interface MyWish {
  readonly place: WishPlace;
  readonly named: Named;
  readonly unit: string | null;
}

/** What somebody wishes for and hasn't got, for her own eyes. */
export type ListMyWishes = (work: Work, person: PersonId) => Promise<readonly MyWish[]>;

export function createListMyWishes({ vault }: { readonly vault: Vault }): ListMyWishes {
  return async (work, person) =>
    (await wishesOf(readOf(work), person)).map(({ place, building, proposed, unit }) => ({
      place,
      named: building ?? nameOf(proposed, vault),
      unit: unit && openUnit(vault, unit).name,
    }));
}
