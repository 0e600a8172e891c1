import { mayDo } from '../directory.ts';
import { normaliseName } from '../search/spelling.ts';
import { readSerial } from './cells.ts';
import {
  closing,
  type Deciding,
  type Decision,
  differences,
  fault,
  isFault,
  lacking,
  type Refused,
  streetIn,
} from './decision.ts';
import type { KnownBuilding } from './places.ts';
import type { Wish } from './wish.ts';

/** A unit as it is, by the columns of the database. */
export interface UnitRow extends Readonly<Record<string, unknown>> {
  readonly id: number;
  readonly building_id: number;
  readonly name: string;
  readonly normalised: string;
  readonly opened_on: string;
  readonly closed_on: string | null;
}

/** What a row about a unit means, before it is known which units there are. */
export interface UnitMeant {
  readonly building: KnownBuilding | null;
  readonly serial: number | null;
  readonly normalised: string | null;
}

/** The building that a row names, and by what its unit is looked up: what is wrong with that is said at once. */
export function unitMeant(wish: Wish, deciding: Deciding): UnitMeant | Refused {
  const street = streetIn(wish, deciding);
  if (isFault(street)) return street;
  const serial = wish.code === null ? null : readSerial(wish.code);
  if (serial === undefined) return fault('unknownCode', 'code');
  const normalised = wish.name === null ? null : normaliseName(wish.name);
  if (wish.building === null) {
    if (serial === null) return fault('missing', 'building');
    return { building: null, serial, normalised };
  }
  const found = deciding.around.buildings.find(wish.building, street);
  if (found.type !== 'found') {
    const elsewhere = street !== null && deciding.around.buildings.find(wish.building).type === 'found';
    if (elsewhere) return fault('otherStreet', 'building');
    return fault(found.type === 'several' ? 'severalBuildings' : 'unknownBuilding', 'building');
  }
  const building = found.place;
  if (building.gone !== null) return fault(building.gone === 'merged' ? 'isMerged' : 'isClosed', 'building');
  if (street !== null && building.street !== street) return fault('otherStreet', 'building');
  if (serial === null && normalised === null) return fault('missing', 'name');
  return { building, serial, normalised };
}

/** @param there the units that may be meant: the one of this number, and those of the building called so */
export function decideUnit(
  wish: Wish,
  meant: UnitMeant,
  there: readonly UnitRow[],
  home: KnownBuilding | undefined,
  { actor, day }: Deciding,
): Decision {
  const { serial, normalised } = meant;
  const unit = serial === null ? pick(wish, there) : there.find(({ id }) => id === serial);
  if (isFault(unit)) return unit;
  if (serial !== null && !unit) return fault('unknownCode', 'code');
  const building = meant.building ?? home;
  if (!building) return fault('unknownCode', 'code');
  if (!mayDo(actor, 'addUnit', { street: building.street, union: building.union })) return fault('notYours');
  const key = `${building.id}:${normalised ?? unit?.normalised}`;
  const of = { key, building: building.id, union: building.union };

  if (!unit) {
    if (wish.status === 'closed' || wish.closedOn !== null) return fault('nothingToClose', 'status');
    const missing = lacking(wish, 'unit');
    if (missing) return missing;
    const after = {
      building_id: building.id,
      name: wish.name,
      normalised,
      kind: 'firm',
      room: '',
      organised: 'none',
      opened_on: day,
      ...wish.set,
      closed_on: null,
    };
    return { type: 'row', action: 'added', id: null, ...of, before: null, after };
  }

  if (unit.building_id !== building.id) return fault('otherBuilding', 'building');
  const renamed = serial !== null && wish.name !== null && wish.name !== unit.name;
  if (renamed && there.some((other) => other.id !== unit.id && other.normalised === normalised)) {
    return fault('nameTaken', 'name');
  }
  const closed = closing(wish, {
    column: 'closed_on',
    closedOn: unit.closed_on,
    since: typeof wish.set.opened_on === 'string' ? wish.set.opened_on : unit.opened_on,
    day,
  });
  if (isFault(closed)) return closed;
  const { before, after } = differences(unit, {
    ...(renamed ? { name: wish.name, normalised } : {}),
    ...wish.set,
    ...closed.columns,
  });
  if (Object.keys(after).length === 0) {
    return { type: 'row', action: 'unchanged', id: unit.id, ...of, before: null, after: null };
  }
  return { type: 'row', action: closed.action ?? 'changed', id: unit.id, ...of, before, after };
}

/** Of several called so, the one written the same way. */
function pick(wish: Wish, there: readonly UnitRow[]): UnitRow | undefined | Refused {
  const [first, another] = there;
  if (!another) return first;
  return there.find(({ name }) => name === wish.name) ?? fault('severalSuch', 'name');
}
