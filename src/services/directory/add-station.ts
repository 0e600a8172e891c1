import { insertRow } from '../../db/queries/directory.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { forms } from '../../domain/directory-values.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';

interface NewStation {
  readonly building: BuildingId;
  readonly place: Words;
  readonly hours: Words;
  readonly services: Words;
}

type StationAdded =
  | { readonly type: 'added'; readonly id: number }
  /** No union covers the building: nobody would look after it. */
  | { readonly type: 'notCovered' }
  | KeepRefusal;

/** A warm station in a building, kept by the union that covers it. */
export type AddStation = (work: Work, actor: Actor, station: NewStation) => Promise<StationAdded>;

export function createAddStation(deps: KeepingDeps): AddStation {
  return async (work, actor, { building, place, hours, services }) => {
    const fits = [
      forms.place.safeParse(place),
      forms.hours.safeParse(hours),
      forms.place.safeParse(services),
    ];
    if (fits.some(({ success }) => !success)) return { type: 'notYours' };
    const opened = await openCard(work, actor, { kind: 'building', id: building }, 'addStation');
    if (opened.type !== 'open') return opened;
    const { union } = opened.card;
    if (union === null) return { type: 'notCovered' };
    const tx = await txOf(work);
    const columns = { place, hours, services };
    const id = await insertRow(tx, 'station', {
      ...columns,
      union_id: union,
      building_id: building,
      exceptions: [],
    });
    await recordChanges(tx, originOf(work, actor, deps), [
      { subject: 'station', subjectId: id, action: 'added', building, union, before: null, after: columns },
    ]);
    return { type: 'added', id };
  };
}
