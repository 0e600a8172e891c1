import type { Actor } from './actor.ts';
import type { Form } from './directory-values.ts';
import type { StreetId, UnionId } from './ids.ts';

/*
 * The directory as staff keep it: five kinds of cards, and which of their fields are whose to change. Fields are called
 * by their columns in the database, as in the log of changes (`directory_changes`), so that one reads like the other.
 */

export const cardKinds = ['street', 'union', 'station', 'building', 'unit'] as const;
export type CardKind = (typeof cardKinds)[number];

/** Who may: the officers of the union it belongs to, or only its street. The district always may. */
export type Keeper = 'union' | 'street';

export interface FieldRule {
  readonly form: Form;
  readonly keeper: Keeper;
}

const keptBy =
  (keeper: Keeper) =>
  (form: Form): FieldRule => ({ form, keeper });
const officers = keptBy('union');
const street = keptBy('street');

/** In the order of the card. A union is called and dated by its street's decision, not by its own officers. */
export const cardFields = {
  street: {
    station_place: street('place'),
    station_hours: street('hours'),
    phone: street('phone'),
  },
  union: {
    name: street('name'),
    name_en: street('english'),
    founded_on: street('day'),
    office: officers('place'),
    office_hours: officers('hours'),
    phone: officers('phone'),
    introduction: officers('text'),
  },
  station: {
    place: officers('place'),
    hours: officers('hours'),
    exceptions: officers('exceptions'),
    services: officers('place'),
  },
  building: {
    name: street('name'),
    name_en: street('english'),
    address: street('place'),
    location: street('location'),
    floors: street('floors'),
  },
  unit: {
    name: officers('name'),
    room: officers('room'),
    kind: officers('unitKind'),
    non_public: officers('ownership'),
    organised: officers('organised'),
    workers: officers('workers'),
  },
} as const satisfies Readonly<Record<CardKind, Readonly<Record<string, FieldRule>>>>;

export type Field = { [Kind in CardKind]: keyof (typeof cardFields)[Kind] }[CardKind];

export function fieldRule(kind: CardKind, field: string): FieldRule | undefined {
  const fields: Readonly<Record<string, FieldRule>> = cardFields[kind];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

export function fieldsOf(kind: CardKind): readonly Field[] {
  return Object.keys(cardFields[kind]) as Field[];
}

/** The columns behind a field: one, but for where a building stands. */
export function columnsOf(field: string): readonly string[] {
  return field === 'location' ? ['latitude', 'longitude'] : [field];
}

/** Where a card belongs: its street, and the union whose it is, or that covers it now. */
export interface CardPlace {
  readonly street: StreetId;
  readonly union: UnionId | null;
}

export function mayKeep(actor: Actor, keeper: Keeper, place: CardPlace): boolean {
  return actor.scopes.some((scope) => {
    if (scope.kind === 'district') return true;
    if (scope.kind === 'street') return scope.street === place.street;
    return keeper === 'union' && scope.union === place.union;
  });
}

/** What else is done to the directory, and whose it is to do. */
export const keepers = {
  addAlias: 'union',
  removeAlias: 'union',
  addStation: 'union',
  closeStation: 'union',
  addUnit: 'union',
  closeUnit: 'union',
  addBuilding: 'street',
  closeBuilding: 'street',
  moveBuilding: 'street',
  mergeBuildings: 'street',
  foundUnion: 'street',
  dissolveUnion: 'street',
} as const satisfies Readonly<Record<string, Keeper>>;
export type Deed = keyof typeof keepers;

export function mayDo(actor: Actor, deed: Deed, place: CardPlace): boolean {
  return mayKeep(actor, keepers[deed], place);
}

/** A change of her own can be taken back by a tap for so long; after that, it is changed again like anything else. */
export const takeBackMinutes = 15;

/** A code for a lobby's wall: no letter that could be taken for a figure, and nothing that spells a word. */
export const codeLetters = 'bcdfghjkmnpqrstvwxz23456789';
export const codeLength = 6;
