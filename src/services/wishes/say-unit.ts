import { unitIn } from '../../db/queries/units.ts';
import { setWishUnit } from '../../db/queries/wishes.ts';
import { sealUnit } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { UnitGiven } from '../../domain/membership.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { holdPlace } from './hold-place.ts';

/** Adds to her wish where in the building she works, or takes that away again. */
export type SayUnit = (
  work: Work,
  actor: Actor,
  wish: { readonly place: WishPlace; readonly unit: UnitGiven },
) => Promise<{ readonly type: 'said' | 'unitGone' | 'none' }>;

export function createSayUnit({ vault }: { readonly vault: Vault }): SayUnit {
  return async (work, { person }, { place: asked, unit }) => {
    const tx = await txOf(work);
    const place = (await holdPlace(tx, asked))?.place;
    if (!place) return { type: 'none' };
    const listed =
      unit.kind === 'listed' && place.kind === 'building'
        ? await unitIn(tx, place.building, unit.unit)
        : undefined;
    if (unit.kind === 'listed' && !listed) return { type: 'unitGone' };
    const sealed =
      unit.kind === 'unsaid'
        ? null
        : sealUnit(vault, unit.kind === 'listed' ? { ...unit, name: listed?.name ?? unit.name } : unit);
    return { type: (await setWishUnit(tx, person, place, sealed)) ? 'said' : 'none' };
  };
}
