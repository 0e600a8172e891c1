import { freshPlaceCode } from '../../db/queries/place-code.ts';
import { posterPlace, unionPlace } from '../../db/queries/posters.ts';
import { insertStall, isStallCode } from '../../db/queries/stalls.ts';
import { unionFor } from '../../db/queries/street-unions.ts';
import { unitIn } from '../../db/queries/units.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { purposes } from '../../domain/consent.ts';
import type { BuildingId, StallId, StreetId, UnionId, UnitId } from '../../domain/ids.ts';
import { stallHoursAtMost } from '../../domain/stall.ts';
import { mayStand, type StallPlace, StallWords } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import { refuse } from './refuse.ts';

/** For whom it is: everybody of a street or a union, or of a building, or of one firm in it. */
export type StallFor =
  | { readonly kind: 'street'; readonly street: StreetId }
  | { readonly kind: 'union'; readonly union: UnionId }
  | { readonly kind: 'building'; readonly building: BuildingId; readonly unit: UnitId | null };

type StallOpened =
  | { readonly type: 'opened'; readonly stall: StallId }
  /** There is no such place, or it is not hers: which of the two is not said. */
  | { readonly type: 'notYours' }
  /** Over before it begins, or longer than a day. */
  | { readonly type: 'wrongTime' };

/** Opens a stall. What its code fills in for those who join there is settled here: place, unit, the words they agree to. */
export type OpenStall = (
  work: Work,
  actor: Actor,
  stall: { readonly for: StallFor; readonly place: string; readonly until: Date },
) => Promise<StallOpened>;

export function createOpenStall({ vault }: { readonly vault: Vault }): OpenStall {
  return async (work, actor, { for: wanted, place, until }) => {
    const ms = until.getTime() - work.now.getTime();
    if (ms <= 0 || ms > stallHoursAtMost * 3_600_000) return { type: 'wrongTime' };
    const where = await placeOf(work, wanted);
    const words = StallWords.safeParse(place);
    if (!where || !mayStand(actor, where) || !words.success) return refuse(work, actor, 'open');
    const tx = await txOf(work);
    let code = await freshPlaceCode(tx);
    while (await isStallCode(tx, code)) code = await freshPlaceCode(tx);
    const stall = await insertStall(tx, {
      ...where,
      code,
      place: vault.seal(words.data, 'stalls.place'),
      consent: purposes.membership,
      openedBy: actor.person,
      openedAt: work.now,
      until,
    });
    return { type: 'opened', stall };
  };
}

async function placeOf(
  work: Work,
  wanted: StallFor,
): Promise<
  (StallPlace & { readonly building: BuildingId | null; readonly unit: UnitId | null }) | undefined
> {
  const tx = await txOf(work);
  switch (wanted.kind) {
    case 'street':
      return { street: wanted.street, union: null, building: null, unit: null };
    case 'union': {
      const union = await unionPlace(tx, wanted.union);
      return union && { street: union.street, union: union.union, building: null, unit: null };
    }
    case 'building': {
      const { building, unit } = wanted;
      if (!(await posterPlace(tx, building))) return undefined;
      if (unit !== null && !(await unitIn(tx, building, unit))) return undefined;
      const union = await unionFor(tx, building);
      return union && { street: union.street, union: union.union, building, unit };
    }
  }
}
