import { insertRow } from '../../db/queries/directory.ts';
import { type DirectoryChange, recordChanges } from '../../db/queries/directory-changes.ts';
import { buildingsNamed } from '../../db/queries/keeping.ts';
import { freshPlaceCode } from '../../db/queries/place-code.ts';
import { writeBuildingNames } from '../../db/queries/place-names.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { forms, type Point } from '../../domain/directory-values.ts';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { changeCover, coverChange } from './move-building.ts';

interface NewBuilding {
  readonly street: StreetId;
  /** Who covers it from today on; null: nobody yet. */
  readonly union: UnionId | null;
  readonly name: string;
  readonly address: Words;
  readonly location: Point;
}

type BuildingAdded =
  | { readonly type: 'added'; readonly id: number }
  /** The street has an open building of this name: perhaps it is the same. */
  | { readonly type: 'nameTaken'; readonly building: BuildingId }
  | KeepRefusal;

/** A building that the directory didn't know. */
export type AddBuilding = (work: Work, actor: Actor, building: NewBuilding) => Promise<BuildingAdded>;

export function createAddBuilding(deps: KeepingDeps): AddBuilding {
  return async (work, actor, { street, union, name, address, location }) => {
    const fits = [
      forms.name.safeParse(name),
      forms.place.safeParse(address),
      forms.location.safeParse(location),
    ];
    if (fits.some(({ success }) => !success)) return { type: 'notYours' };
    const inStreet = await openCard(work, actor, { kind: 'street', id: street }, 'addBuilding');
    if (inStreet.type !== 'open') return inStreet;
    if (union !== null) {
      const covering = await openCard(work, actor, { kind: 'union', id: union }, 'moveBuilding');
      if (covering.type !== 'open') return covering;
      if (covering.card.street !== street) return { type: 'notYours' };
    }
    const tx = await txOf(work);
    const [same] = await buildingsNamed(tx, street, name);
    if (same !== undefined) return { type: 'nameTaken', building: same };
    const columns = { name, address, ...location };
    const id = (await insertRow(tx, 'building', {
      ...columns,
      code: await freshPlaceCode(tx),
      street_id: street,
      demo: false,
    })) as BuildingId;
    const added: DirectoryChange = {
      subject: 'building',
      subjectId: id,
      action: 'added',
      building: id,
      before: null,
      after: columns,
    };
    const cover = union === null ? [] : [coverChange(id, null, union)];
    await recordChanges(tx, originOf(work, actor, deps), [added, ...cover]);
    await writeBuildingNames(tx, [id]);
    const day = dateIn(work.now, deps.timeZone);
    await changeCover(tx, { building: id, from: null, to: union, day, now: work.now });
    return { type: 'added', id };
  };
}
