import { getTableName, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { PersonId } from '../../domain/ids.ts';
import type { OwnRow } from '../../domain/own-data.ts';
import type { Tx } from '../client.ts';
import { columnOf, type PersonalTable } from '../personal-table.ts';
import { activities, notices, proposals, surveyRounds, units } from '../schema.ts';
import type { Vault } from '../vault.ts';

/*
 * One person's rows of one table, as db/personal-data.ts has it.
 */

/** More than anybody has; a table that held more would be a fault of ours, and no reason to take the bot down. */
const mostRows = 10_000;

/** What she is given of a table: sealed fields opened, ids as what they are ids of, the newest rows first. */
export async function ownRows(
  tx: Tx,
  vault: Vault,
  { table, columns, hers }: PersonalTable,
  person: PersonId,
): Promise<readonly OwnRow[]> {
  const given = Object.entries(columns).filter(([, use]) => use !== 'technical' && use !== 'others');
  const fields = Object.fromEntries(
    given.map(([name, use]) => [name, use === 'named' ? nameBehind(table, name) : columnOf(table, name)]),
  );
  const rows = await tx
    .select(fields)
    .from(table)
    .where(hers(person))
    .orderBy(sql`${table} desc`)
    .limit(mostRows);
  return rows.map((row) =>
    Object.fromEntries(given.map(([name, use]) => [name, readable(row[name], use, table, name, vault)])),
  );
}

function readable(value: unknown, use: string, table: PgTable, name: string, vault: Vault): unknown {
  if (!Buffer.isBuffer(value)) return value ?? null;
  // Of all names only that of a building she told us of is sealed.
  if (use === 'named') return { name: vault.open(value, 'proposals.name'), nameEn: null };
  const text = vault.open(value, `${getTableName(table)}.${columnOf(table, name).name}`);
  return use === 'parsed' ? JSON.parse(text) : text;
}

/** The name of what a column's id stands for. */
function nameBehind(table: PgTable, name: string): SQL {
  const column = columnOf(table, name);
  const key = getTableConfig(table).foreignKeys.find((one) => one.reference().columns[0] === column);
  // The ledger has no foreign keys.
  const behind = key?.reference().foreignTable ?? notices;
  const id = sql`${sql.identifier(getTableName(table))}.${sql.identifier(column.name)}`;
  return sql`(select ${nameIn(behind)} from ${sql.identifier(getTableName(behind))} n where n.id = ${id})`;
}

function nameIn(behind: PgTable): SQL {
  if (behind === activities) return sql.raw('n.title');
  if (behind === units || behind === proposals) return sql.raw('n.name');
  if (behind === notices) return sql.raw('n.kind');
  if (behind === surveyRounds) return sql.raw('n.definition');
  return sql.raw("json_build_object('name', n.name, 'nameEn', n.name_en)");
}
