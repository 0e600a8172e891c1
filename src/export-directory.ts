import type { Db, Tx } from './db/client.ts';
import { allStreets } from './db/queries/coverage.ts';
import {
  type BuildingLine,
  exportedBuildings,
  exportedUnions,
  exportedUnits,
  type UnionLine,
  type UnitLine,
} from './db/queries/directory-export.ts';
import type { Scope } from './domain/actor.ts';
import { choiceWord } from './domain/import/cells.ts';
import {
  type DirectoryRow,
  type DirectoryRows,
  writeDirectory,
  writeTemplate,
} from './files/import-template.ts';
import { writeRollTemplate } from './files/roll-template.ts';
import type { Translate } from './i18n/index.ts';

/** The directory of a scope as a workbook that can be corrected and sent back; each value as the importer reads it. */
export async function exportDirectory(db: Db, scope: Scope, t: Translate): Promise<Uint8Array> {
  const rows = await db.transaction((tx) => directoryRows(tx, scope, t), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
  return writeDirectory(rows, { t, streets: await streetNames(db, scope) });
}

export async function importTemplate(db: Db, scope: Scope, t: Translate): Promise<Uint8Array> {
  return writeTemplate({ t, streets: await streetNames(db, scope) });
}

/** A member roll to be filled in, with the unions of a scope to choose from. */
export async function rollTemplate(db: Db, scope: Scope, t: Translate): Promise<Uint8Array> {
  const unions = await exportedUnions(db as unknown as Tx, scope);
  return writeRollTemplate({ t, unions: unions.map(({ name }) => name) });
}

async function streetNames(db: Db, scope: Scope): Promise<readonly string[]> {
  const streets = await allStreets(db as unknown as Tx);
  return streets.filter(({ id }) => scope.kind !== 'street' || scope.street === id).map(({ name }) => name);
}

const atOnce = 20_000;

async function directoryRows(tx: Tx, scope: Scope, t: Translate): Promise<DirectoryRows> {
  const units: DirectoryRow[] = [];
  for (let after = 0; ; ) {
    const lines = await exportedUnits(tx, scope, { after, limit: atOnce });
    for (const line of lines) units.push(unitRow(line, t));
    if (lines.length < atOnce) break;
    after = lines.at(-1)?.id ?? after;
  }
  return {
    union: (await exportedUnions(tx, scope)).map((line) => unionRow(line, t)),
    building: (await exportedBuildings(tx, scope)).map(buildingRow),
    unit: units,
  };
}

function unionRow({ office, office_hours, introduction, ...line }: UnionLine, t: Translate): DirectoryRow {
  return {
    ...line,
    kind: choiceWord('union', line.kind, t.language),
    office: office.zh ?? null,
    office_en: office.en ?? null,
    office_hours: office_hours.zh ?? null,
    office_hours_en: office_hours.en ?? null,
    introduction: introduction.zh ?? null,
    introduction_en: introduction.en ?? null,
  };
}

function buildingRow({ address, aliases, ...line }: BuildingLine): DirectoryRow {
  return {
    ...line,
    address: address.zh ?? null,
    address_en: address.en ?? null,
    aliases: aliases?.join('；') ?? null,
  };
}

function unitRow({ id, ...line }: UnitLine, t: Translate): DirectoryRow {
  return {
    ...line,
    code: String(id),
    kind: choiceWord('unit', line.kind, t.language),
    non_public: choiceWord('yesNo', line.non_public ? 'yes' : 'no', t.language),
    organised: choiceWord('organised', line.organised, t.language),
  };
}
