import { insertRow, lockCard, writeColumns } from '../../db/queries/directory.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { writeUnitNames } from '../../db/queries/place-names.ts';
import { unitCalled } from '../../db/queries/units-kept.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { forms } from '../../domain/directory-values.ts';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';

export interface NewUnit {
  readonly building: BuildingId;
  readonly name: string;
  readonly room: string;
  readonly kind: 'firm' | 'shop' | 'office';
  readonly nonPublic: boolean;
  readonly workers: number;
}

type UnitAdded =
  | { readonly type: 'added'; readonly id: number }
  /** The building has an open unit of this name. */
  | { readonly type: 'nameTaken' }
  | KeepRefusal;

/** A firm, shop or office that has moved into a building. One that was there before is opened again. */
export type AddUnit = (work: Work, actor: Actor, unit: NewUnit) => Promise<UnitAdded>;

export function createAddUnit(deps: KeepingDeps): AddUnit {
  return async (work, actor, { building, nonPublic, ...unit }) => {
    const { name, room, kind, workers } = unit;
    const fits = [
      forms.name.safeParse(name),
      forms.room.safeParse(room),
      forms.unitKind.safeParse(kind),
      forms.ownership.safeParse(nonPublic),
      forms.workers.safeParse(workers),
    ];
    if (fits.some(({ success }) => !success)) return { type: 'notYours' };
    const opened = await openCard(work, actor, { kind: 'building', id: building }, 'addUnit');
    if (opened.type !== 'open') return opened;
    const tx = await txOf(work);
    const columns = { name, room, kind, non_public: nonPublic, workers };
    const origin = originOf(work, actor, deps);
    const known = await unitCalled(tx, building, name);
    if (known) {
      if (known.closedOn === null) return { type: 'nameTaken' };
      // Its name stays as it was: members belong to it under that name.
      const after = { room, kind, non_public: nonPublic, workers, closed_on: null };
      const was = await lockCard(tx, { kind: 'unit', id: known.id });
      const before = Object.fromEntries(
        Object.keys(after).map((column) => [column, was?.row[column] ?? null]),
      );
      await writeColumns(tx, { kind: 'unit', id: known.id }, after);
      await recordChanges(tx, origin, [
        { subject: 'unit', subjectId: known.id, action: 'reopened', building, before, after },
      ]);
      return { type: 'added', id: known.id };
    }
    const id = await insertRow(tx, 'unit', {
      ...columns,
      normalised: normaliseName(name),
      organised: 'none',
      building_id: building,
      opened_on: dateIn(work.now, deps.timeZone),
    });
    await writeUnitNames(tx, [{ id: id as UnitId, name }]);
    await recordChanges(tx, origin, [
      { subject: 'unit', subjectId: id, action: 'added', building, before: null, after: columns },
    ]);
    return { type: 'added', id };
  };
}
