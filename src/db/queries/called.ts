import { and, asc, ilike, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { buildings, streets, unions } from '../schema.ts';

export interface Called<Id> extends Named {
  readonly id: Id;
  readonly code: string;
}

/** The streets that a code, a name or part of one means; when one is meant exactly, only that. */
export async function streetsCalled(tx: Tx, text: string): Promise<Called<StreetId>[]> {
  const { id, code, name, nameEn } = streets;
  const rows = await tx
    .select({ id, code, name, nameEn })
    .from(streets)
    .where(called(text, [code, name, nameEn]))
    .orderBy(asc(id));
  return onlyExact(rows, text);
}

export async function unionsCalled(tx: Tx, text: string): Promise<Called<UnionId>[]> {
  const { id, code, name, nameEn } = unions;
  const rows = await tx
    .select({ id, code, name, nameEn })
    .from(unions)
    .where(called(text, [code, name, nameEn]))
    .orderBy(asc(id));
  return onlyExact(rows, text);
}

/** More than these are no help to choose from. */
const mostBuildings = 20;

/** The same of open buildings; at most twenty, exact ones first. */
export async function buildingsCalled(tx: Tx, text: string): Promise<Called<BuildingId>[]> {
  const { id, code, name, nameEn } = buildings;
  const rows = await tx
    .select({ id, code, name, nameEn })
    .from(buildings)
    .where(and(isNull(buildings.closedOn), called(text, [code, name, nameEn])))
    .orderBy(sql`lower(${text}) in (${code}, ${name}, lower(${nameEn})) desc nulls last`, asc(id))
    .limit(mostBuildings);
  return onlyExact(rows, text);
}

function called(text: string, [code, ...names]: readonly [PgColumn, ...PgColumn[]]): SQL | undefined {
  const part = `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
  return or(sql`${code} = lower(${text})`, ...names.map((name) => ilike(name, part)));
}

function onlyExact<Row extends Named & { readonly code: string }>(rows: Row[], text: string): Row[] {
  const same = text.toLowerCase();
  const exact = rows.filter((row) => [row.code, row.name, row.nameEn?.toLowerCase()].includes(same));
  return exact.length > 0 ? exact : rows;
}
