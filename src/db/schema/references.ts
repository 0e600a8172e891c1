import { type AnyPgColumn, integer } from 'drizzle-orm/pg-core';
import type { BuildingId, PersonId, StreetId, UnionId, UnitId } from '../../domain/ids.ts';
import { people } from './people.ts';
import { buildings, streets, unions, units } from './places.ts';

// Rows that belong to others, by what they point at. Functions, not constants: the tables and these need one another, and
// only a function is there before its file has run.

export function personRef(name: string) {
  return integer(name)
    .references((): AnyPgColumn => people.id)
    .$type<PersonId>();
}

export function unionRef(name: string) {
  return integer(name)
    .references((): AnyPgColumn => unions.id)
    .$type<UnionId>();
}

export function buildingRef(name: string) {
  return integer(name)
    .references((): AnyPgColumn => buildings.id)
    .$type<BuildingId>();
}

export function streetRef(name: string) {
  return integer(name)
    .references((): AnyPgColumn => streets.id)
    .$type<StreetId>();
}

export function unitRef(name: string) {
  return integer(name)
    .references((): AnyPgColumn => units.id)
    .$type<UnitId>();
}
