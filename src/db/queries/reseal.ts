import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import type { SealedTable } from '../sealed-columns.ts';

/** One row with something sealed by an older key: its key as text, its columns in base64. */
export interface SealedRow {
  readonly key: readonly string[];
  /** In the order of the table's `sealed` columns. */
  readonly sealed: readonly (string | null)[];
}

export interface ResealedRow extends SealedRow {
  readonly resealed: readonly (string | null)[];
  /** In the order of the table's `indexes`. */
  readonly indexes: readonly (string | null)[];
}

/**
 * The next rows, in the order of their keys, with something that doesn't begin with `keyId`.
 *
 * @param after the key of the last row seen; null begins
 */
export async function rowsToReseal(
  db: Db,
  { table, key, sealed }: SealedTable,
  { after, keyId, limit }: { after: readonly string[] | null; keyId: Buffer; limit: number },
): Promise<readonly SealedRow[]> {
  const keys = key.map(({ name }) => sql.identifier(name));
  const beyond =
    after === null
      ? sql`true`
      : sql`(${sql.join(keys, sql`, `)}) > (${sql.join(
          key.map(({ type }, place) => sql`${after[place]}::${sql.raw(type)}`),
          sql`, `,
        )})`;
  const id = sql`decode(${keyId.toString('hex')}, 'hex')`;
  const older = sealed.map(
    (column) => sql`substring(${sql.identifier(column)} from 1 for ${keyId.length}::int) <> ${id}`,
  );
  const rows = await db.execute<{ key: string[]; sealed: (string | null)[] }>(sql`
    select json_build_array(${sql.join(
      keys.map((name) => sql`${name}::text`),
      sql`, `,
    )}) as key,
      json_build_array(${sql.join(
        sealed.map((column) => sql`encode(${sql.identifier(column)}, 'base64')`),
        sql`, `,
      )}) as sealed
    from ${sql.identifier(table)}
    where ${beyond} and (${sql.join(older, sql` or `)})
    order by ${sql.join(keys, sql`, `)} limit ${limit}`);
  return rows;
}

/**
 * Writes rows sealed anew. One that was changed meanwhile is left as it is: whoever changed it has sealed it with the
 * newest key.
 *
 * @returns how many were written
 */
export async function writeResealed(
  db: Db,
  { table, key, sealed, indexes }: SealedTable,
  rows: readonly ResealedRow[],
): Promise<number> {
  const bytes = (name: string) => sql`decode(given.row ->> ${name}, 'base64')`;
  const json = rows.map((row) =>
    Object.fromEntries([
      ...key.map((_, place) => [`k${place}`, row.key[place]]),
      ...sealed.flatMap((_, place) => [
        [`o${place}`, row.sealed[place]],
        [`n${place}`, row.resealed[place]],
      ]),
      ...indexes.map((_, place) => [`i${place}`, row.indexes[place]]),
    ]),
  );
  const set = [
    ...sealed.map((column, place) => sql`${sql.identifier(column)} = ${bytes(`n${place}`)}`),
    ...indexes.map(({ column }, place) => sql`${sql.identifier(column)} = ${bytes(`i${place}`)}`),
  ];
  const same = [
    ...key.map(
      ({ name, type }, place) =>
        sql`held.${sql.identifier(name)} = (given.row ->> ${`k${place}`})::${sql.raw(type)}`,
    ),
    ...sealed.map(
      (column, place) => sql`held.${sql.identifier(column)} is not distinct from ${bytes(`o${place}`)}`,
    ),
  ];
  const written = await db.execute(sql`
    update ${sql.identifier(table)} held set ${sql.join(set, sql`, `)}
    from jsonb_array_elements(${JSON.stringify(json)}::jsonb) as given(row)
    where ${sql.join(same, sql` and `)}
    returning 1`);
  return written.length;
}
