import { mayDo } from '../directory.ts';
import { hoursMeant } from '../directory-values.ts';
import type { StreetId } from '../ids.ts';
import { normaliseName } from '../search/spelling.ts';
import { writeHours } from '../write-hours.ts';
import {
  type Columns,
  closing,
  type Deciding,
  type Decision,
  differences,
  fault,
  isFault,
  lacking,
  placeMeant,
  type Refused,
  type RowDecision,
  streetIn,
} from './decision.ts';
import type { KnownBuilding, KnownPlace, Places } from './places.ts';
import type { Wish } from './wish.ts';

/* Unions and buildings: few, each with a code of its own, and kept by their street. */

/** @param current the columns of the union that is meant, once it is known which */
export function decideUnion(
  wish: Wish,
  deciding: Deciding,
  current: (id: number) => Columns | undefined,
): Decision {
  const meant = whichPlace(wish, deciding, deciding.around.unions);
  if (isFault(meant)) return meant;
  const { street, place } = meant;
  if (!place) {
    const missing = refusedAsNew(wish, street, deciding);
    if (missing || street === null) return missing ?? fault('missing', 'street');
    const office = deciding.around.streets.byId(street)?.office;
    const after = {
      street_id: street,
      name: wish.name,
      name_en: '',
      // Until it has a place of its own, one finds it at its street's.
      office: office?.place ?? {},
      office_hours: office?.hours ?? {},
      phone: office?.phone ?? '',
      introduction: {},
      ...bothLanguages(wish.set, {}),
      dissolved_on: null,
    };
    return { ...added(wish, street), building: null, union: null, after };
  }
  const row = current(place.id);
  if (!row) return fault('unknownCode', 'code');
  const changed = changedPlace(wish, place, row, street, { ...deciding, closedColumn: 'dissolved_on' });
  if (
    changed.type === 'row' &&
    changed.action === 'closed' &&
    deciding.around.unions.byId(place.id)?.needed
  ) {
    return fault('stillNeeded', 'status');
  }
  return changed.type === 'row' ? { ...changed, union: place.id } : changed;
}

export function decideBuilding(
  wish: Wish,
  deciding: Deciding,
  current: (id: number) => Columns | undefined,
): Decision {
  const meant = whichPlace(wish, deciding, deciding.around.buildings);
  if (isFault(meant)) return meant;
  const { street, place } = meant;
  const union = coveringUnion(wish, deciding);
  if (isFault(union)) return union;
  if (!place) {
    const missing = refusedAsNew(wish, street, deciding);
    if (missing || street === null) return missing ?? fault('missing', 'street');
    const after = {
      street_id: street,
      name: wish.name,
      name_en: null,
      floors: null,
      ...wish.set,
      closed_on: null,
    };
    const since = wish.coveredSince ?? deciding.day;
    return {
      ...added(wish, street),
      building: null,
      union,
      after,
      ...(union === null ? {} : { cover: { before: null, after: { union_id: union, since } } }),
      names: newNames(wish, null),
    };
  }
  const row = current(place.id);
  if (!row) return fault('unknownCode', 'code');
  const changed = changedPlace(wish, place, row, street, { ...deciding, closedColumn: 'closed_on' });
  return changed.type === 'row'
    ? withCover({ ...changed, building: place.id }, wish, place, union, deciding)
    : changed;
}

/** What the row says of the building's union and other names, beside its own columns. */
function withCover(
  changed: RowDecision,
  wish: Wish,
  place: KnownBuilding,
  union: number | null,
  { day }: Deciding,
): Decision {
  if (union !== null && place.union !== null && place.union !== union) return fault('moveInChat', 'union');
  const names = newNames(wish, place);
  const cover = coverOf(changed, wish, place, union, day);
  if (names.length === 0 && !cover) return changed;
  const action = changed.action === 'unchanged' ? 'changed' : changed.action;
  return {
    ...changed,
    action,
    union: place.union ?? union,
    before: changed.before ?? {},
    after: changed.after ?? {},
    ...(cover ? { cover } : {}),
    names,
  };
}

function coverOf(changed: RowDecision, wish: Wish, place: KnownBuilding, union: number | null, day: string) {
  if (changed.action === 'closed' && place.union !== null) {
    const on = String(changed.after?.closed_on ?? day);
    const since = place.coveredSince ?? on;
    // It is covered up to the day on which it closed.
    return {
      before: { union_id: place.union, since },
      after: { union_id: null, since: on > since ? on : since },
    };
  }
  if (union === null || place.union !== null) return null;
  return { before: null, after: { union_id: union, since: wish.coveredSince ?? day } };
}

function coveringUnion(wish: Wish, { around }: Deciding): number | null | Refused {
  if (wish.union === null) return null;
  const found = around.unions.find(wish.union);
  if (found.type !== 'found')
    return fault(found.type === 'several' ? 'severalUnions' : 'unknownUnion', 'union');
  return found.place.gone === null ? found.place.id : fault('isClosed', 'union');
}

function newNames(wish: Wish, place: KnownBuilding | null): NonNullable<RowDecision['names']> {
  const known = new Set([place?.name ?? '', wish.name ?? '', ...(place?.others ?? [])].map(normaliseName));
  const names: { name: string; kind: 'alias' | 'old' }[] = [];
  for (const name of wish.aliases) {
    if (known.has(normaliseName(name))) continue;
    known.add(normaliseName(name));
    names.push({ name, kind: 'alias' });
  }
  // What it was called before it is still found by.
  const renamed = place && wish.code !== null && wish.name !== null && wish.name !== place.name;
  const stillTold = renamed && normaliseName(wish.name) !== normaliseName(place.name);
  return stillTold ? [...names, { name: place.name, kind: 'old' }] : names;
}

function whichPlace<Place extends KnownPlace>(wish: Wish, deciding: Deciding, places: Places<Place>) {
  const street = streetIn(wish, deciding);
  if (isFault(street)) return street;
  const place = placeMeant(wish, street, places);
  return isFault(place) ? place : { street, place };
}

function refusedAsNew(wish: Wish, street: StreetId | null, { actor }: Deciding): Refused | null {
  if (wish.status === 'closed' || wish.closedOn !== null) return fault('nothingToClose', 'status');
  const missing = lacking(wish, wish.kind);
  if (missing || street === null) return missing;
  return mayDo(actor, 'addBuilding', { street, union: null }) ? null : fault('notYours');
}

const added = (wish: Wish, street: StreetId) =>
  ({
    type: 'row',
    action: 'added',
    id: null,
    key: `${street}:${normaliseName(wish.name ?? '')}`,
    before: null,
  }) as const;

function changedPlace(
  wish: Wish,
  place: KnownPlace,
  row: Columns,
  street: StreetId | null,
  { actor, day, around, closedColumn }: Deciding & { readonly closedColumn: string },
): Decision {
  if (place.gone === 'merged') return fault('isMerged', wish.code === null ? 'name' : 'code');
  const where = street ?? place.street;
  const mine = [place.street, where].every((each) =>
    mayDo(actor, 'addBuilding', { street: each, union: null }),
  );
  if (!mine) return fault('notYours');
  const renamed = wish.code !== null && wish.name !== null && wish.name !== place.name;
  if (
    renamed &&
    isTaken(wish.name ?? '', place, where, wish.kind === 'union' ? around.unions : around.buildings)
  ) {
    return fault('nameTaken', 'name');
  }
  const since = wish.kind === 'union' ? String(wish.set.founded_on ?? row.founded_on) : '';
  const closedOn = (row[closedColumn] ?? null) as string | null;
  const closed = closing(wish, { column: closedColumn, closedOn, since, day });
  if (isFault(closed)) return closed;
  const { before, after } = differences(row, {
    ...(renamed ? { name: wish.name } : {}),
    ...(where === place.street ? {} : { street_id: where }),
    ...bothLanguages(wish.set, row),
    ...closed.columns,
  });
  const same = Object.keys(after).length === 0;
  return {
    type: 'row',
    action: same ? 'unchanged' : (closed.action ?? 'changed'),
    id: place.id,
    key: `${where}:${normaliseName((renamed ? wish.name : place.name) ?? '')}`,
    building: null,
    union: null,
    before: same ? null : before,
    after: same ? null : after,
  };
}

function isTaken(
  name: string,
  place: KnownPlace,
  street: StreetId,
  places: { find(text: string, street: StreetId): { type: string; place?: KnownPlace; by?: string } },
): boolean {
  const found = places.find(name, street);
  return found.type === 'several' || (found.by === 'name' && found.place?.id !== place.id);
}

/** Hours that are understood stand in both languages, so that the one nobody wrote doesn't grow old. */
function bothLanguages(set: Columns, row: Columns): Columns {
  const given = set.office_hours as { zh?: string; en?: string } | undefined;
  const before = row.office_hours as { zh?: string } | undefined;
  if (given?.zh === undefined || given.en !== undefined || given.zh === before?.zh) return set;
  const hours = hoursMeant({ zh: given.zh });
  return hours ? { ...set, office_hours: { zh: given.zh, en: writeHours(hours, 'en') } } : set;
}
