import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyInOrder } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { z } from 'zod';

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** The database and the folder of migrations tell different histories; nothing was changed. */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict';
}

/** Any number that no other user of the database takes. */
const lock = 8_190_417;

/**
 * Brings the database to the newest schema, all or nothing, and answers with the names of what it applied. Any number
 * of processes may do it at once: the first does the work, the others wait for it and find nothing left to do.
 *
 * A database that is ahead of the folder is left as it is, so that a release can be taken back.
 */
export async function migrate(url: string, folder: string = migrationsFolder): Promise<readonly string[]> {
  // One connection of its own, because the lock belongs to a connection; without time-outs, because it waits its turn.
  const client = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'niangjia-migrate', statement_timeout: 0, lock_timeout: 0 },
  });
  const db = drizzle(client);
  try {
    await db.execute(sql`select pg_advisory_lock(${lock})`);
    const migrations = await readMigrations(folder);
    const applied = await readApplied(db);
    const pending = demandOneHistory(migrations, applied);
    await applyInOrder(db, { migrationsFolder: folder });
    return pending;
  } finally {
    await client.end({ timeout: 5 });
  }
}

interface Migration extends MigrationMeta {
  readonly name: string;
}

const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const journal = Journal.parse(JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8')));
  return readMigrationFiles({ migrationsFolder: folder }).map((file, index) => ({
    ...file,
    name: journal.entries[index]?.tag ?? String(index),
  }));
}

/** What the database says it has been through: time of generation → content. */
async function readApplied(db: ReturnType<typeof drizzle>): Promise<ReadonlyMap<number, string>> {
  const [table] = await db.execute<{ there: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!table?.there) return new Map();
  const rows = await db.execute<{ hash: string; created_at: string }>(
    sql`select hash, created_at from drizzle.__drizzle_migrations`,
  );
  return new Map(rows.map((row) => [Number(row.created_at), row.hash]));
}

/**
 * drizzle applies what is newer than the newest applied, and looks no further: a migration that two merged branches
 * put *before* one already applied would be left out in silence, and one edited afterwards would differ from place to
 * place.
 */
function demandOneHistory(
  migrations: readonly Migration[],
  applied: ReadonlyMap<number, string>,
): readonly string[] {
  const newest = Math.max(0, ...applied.keys());
  for (const { name, folderMillis, hash } of migrations) {
    const known = applied.get(folderMillis);
    if (known === undefined && folderMillis <= newest) {
      throw new MigrationConflict(
        `Migration ${name} was never applied, but a newer one was. Generate it again, so that it comes last.`,
      );
    }
    if (known !== undefined && known !== hash) {
      throw new MigrationConflict(
        `Migration ${name} was edited after it had been applied to this database. Restore it, and put the change into a new one.`,
      );
    }
  }
  return migrations.filter(({ folderMillis }) => folderMillis > newest).map(({ name }) => name);
}
