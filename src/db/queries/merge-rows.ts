import { type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { columnOf } from '../personal-table.ts';
import type { Vault } from '../vault.ts';

/* Rows that go from one person to another and back, whatever table they are of. */

export type Key = readonly (number | string)[];

/** A row that was taken out, as JSON; what was sealed in it is opened, to be sealed with the whole. */
export interface AsideRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Makes rows of one person another's. @returns the rest of their keys */
export async function moveRows(
  tx: Tx,
  table: PgTable,
  name: string,
  { from, to, only = sql`true` }: { readonly from: PersonId; readonly to: PersonId; readonly only?: SQL },
): Promise<readonly Key[]> {
  const column = sql.identifier(columnOf(table, name).name);
  const rows = await tx.execute<{ key: Key }>(sql`
    update ${table} set ${column} = ${to} where ${columnOf(table, name)} = ${from} and ${only}
    returning json_build_array(${sql.join(restOfKey(table, name), sql`, `)}) as key`);
  return rows.map(({ key }) => key);
}

/** Makes these rows the former person's again, if they are still the other's and he hasn't got the like by now. */
export async function moveBack(
  tx: Tx,
  table: PgTable,
  name: string,
  { from, to, keys }: { readonly from: PersonId; readonly to: PersonId; readonly keys: readonly Key[] },
): Promise<void> {
  if (keys.length === 0) return;
  const rest = restOfKey(table, name);
  const same = rest.map((part, place) => sql`${part}::text = k.key ->> ${sql.raw(String(place))}`);
  const here = sql`exists (select from jsonb_array_elements(${JSON.stringify(keys)}::jsonb) as k(key)
    where ${sql.join(same, sql` and `)})`;
  const column = sql.identifier(columnOf(table, name).name);
  const taken = onlyOnce(table, name).map(
    ({ others, where }) => sql`not (${clash(table, name, to, others, where)})`,
  );
  await tx.execute(sql`
    update ${table} set ${column} = ${to}
    where ${sql.join([sql`${columnOf(table, name)} = ${from}`, here, ...taken], sql` and `)}`);
}

/** Takes out rows of `from` of which `to` has the same, where there may be only one. */
export async function setAside(
  tx: Tx,
  vault: Vault,
  table: PgTable,
  name: string,
  { from, to }: { readonly from: PersonId; readonly to: PersonId },
): Promise<readonly AsideRow[]> {
  const aside: AsideRow[] = [];
  for (const { others, where } of onlyOnce(table, name)) {
    const which = sql`${columnOf(table, name)} = ${from} and ${clash(table, name, to, others, where)}`;
    aside.push(...(await takeOut(tx, vault, table, which)));
  }
  return aside;
}

/** Deletes rows, and gives them back as JSON. */
export async function takeOut(
  tx: Tx,
  vault: Vault,
  table: PgTable,
  which: SQL,
): Promise<readonly AsideRow[]> {
  const { name, columns } = getTableConfig(table);
  const rows = await tx.execute<{ row: Record<string, unknown> }>(
    sql`delete from ${table} where ${which} returning to_jsonb(${table}) as row`,
  );
  const sealed = columns.filter((column) => isSealed(column)).map((column) => column.name);
  return rows.map(({ row }) => ({
    table: name,
    row: Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        sealed.includes(column) && typeof value === 'string'
          ? vault.open(Buffer.from(value.slice(2), 'hex'), `${name}.${column}`)
          : value,
      ]),
    ),
  }));
}

/** Puts back what was taken out, unless the like has come in its place. */
export async function putBack(
  tx: Tx,
  vault: Vault,
  table: PgTable,
  rows: readonly AsideRow[],
): Promise<void> {
  const { name, columns } = getTableConfig(table);
  const sealed = columns.filter((column) => isSealed(column)).map((column) => column.name);
  const json = rows
    .filter((aside) => aside.table === name)
    .map(({ row }) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          sealed.includes(column) && typeof value === 'string'
            ? `\\x${vault.seal(value, `${name}.${column}`).toString('hex')}`
            : value,
        ]),
      ),
    );
  if (json.length === 0) return;
  await tx.execute(sql`
    insert into ${table} overriding system value
    select * from jsonb_populate_recordset(null::${table}, ${JSON.stringify(json)}::jsonb)
    on conflict do nothing`);
}

function isSealed(column: { readonly name: string; getSQLType(): string }): boolean {
  return column.getSQLType() === 'bytea' && !/_(index|hash)$/u.test(column.name);
}

/** `to` has a row that is the same but for whose it is. Inside, the table's name means her row. */
function clash(
  table: PgTable,
  name: string,
  to: PersonId,
  others: readonly string[],
  where: SQL | undefined,
): SQL {
  const outer = others.map((other) => sql`${table}.${sql.identifier(other)}`);
  const hers = sql`from ${table} where ${columnOf(table, name)} = ${to} and ${where ?? sql`true`}`;
  if (others.length === 0) return sql`(${where ?? sql`true`} and exists (select ${hers}))`;
  return sql`(${where ?? sql`true`} and (${sql.join(outer, sql`, `)}) in (select ${sql.join(outer, sql`, `)} ${hers}))`;
}

/** What there may be only one of for a person: with which other columns, and among which rows. */
function onlyOnce(
  table: PgTable,
  name: string,
): readonly { others: readonly string[]; where?: SQL | undefined }[] {
  const { primaryKeys, uniqueConstraints, indexes } = getTableConfig(table);
  const own = columnOf(table, name).name;
  const unique = indexes
    .filter(({ config }) => config.unique)
    .map(({ config }) => ({
      columns: config.columns.map((column) => ('name' in column ? (column.name ?? '') : '')),
      where: config.where,
    }));
  return [
    ...[...primaryKeys, ...uniqueConstraints].map(({ columns }) => ({
      columns: columns.map((column) => column.name),
      where: undefined,
    })),
    ...unique,
  ]
    .filter(({ columns }) => columns.includes(own))
    .map(({ columns, where }) => ({ others: columns.filter((column) => column !== own), where }));
}

function restOfKey(table: PgTable, name: string): SQL[] {
  const { primaryKeys, columns } = getTableConfig(table);
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  const own = columnOf(table, name);
  return key.filter((column) => column !== own).map((column) => sql`${column}`);
}
