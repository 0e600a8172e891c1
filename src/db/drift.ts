import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { generateDrizzleJson } from 'drizzle-kit/api';
import { z } from 'zod';
import { migrationsFolder } from './migrate.ts';
import * as schema from './schema.ts';

/*
 * `npm run migrations`: does the schema say what the migrations do? A tool for those who work on the project; the bot
 * never loads it. It compares what drizzle-kit would write down for the schema with what it wrote at the last migration,
 * rather than generating one: that would ask, and wait for an answer, whether a column was renamed.
 */

const Snapshot = z.record(z.string(), z.unknown());
const Journal = z.object({ entries: z.array(z.object({ idx: z.number().int() })).min(1) });

async function readJson(...path: readonly string[]): Promise<unknown> {
  return JSON.parse(await readFile(join(...path), 'utf8'));
}

/** What drizzle-kit wrote down at the last migration. */
async function readNewestSnapshot(folder: string): Promise<z.infer<typeof Snapshot>> {
  const { entries } = Journal.parse(await readJson(folder, 'meta/_journal.json'));
  const newest = Math.max(...entries.map(({ idx }) => idx));
  return Snapshot.parse(await readJson(folder, `meta/${String(newest).padStart(4, '0')}_snapshot.json`));
}

/** The tables (or other parts, as drizzle-kit names them) that no migration has brought to where the schema is. */
export async function findDrift(tables: Record<string, unknown>, folder: string): Promise<readonly string[]> {
  const written = await readNewestSnapshot(folder);
  // Through JSON, as the snapshot went: what is undefined here is absent there.
  const meant = Snapshot.parse(JSON.parse(JSON.stringify(generateDrizzleJson(tables))));
  const identity = new Set(['id', 'prevId', 'internal', '_meta']);
  return Object.keys({ ...meant, ...written })
    .filter((part) => !identity.has(part))
    .flatMap((part) => differences(part, meant[part], written[part]));
}

function differences(part: string, meant: unknown, written: unknown): readonly string[] {
  if (isDeepStrictEqual(meant, written)) return [];
  const [left, right] = [Snapshot.safeParse(meant ?? {}), Snapshot.safeParse(written ?? {})];
  if (!left.success || !right.success) return [part];
  const names = Object.keys({ ...left.data, ...right.data });
  return names.filter((name) => !isDeepStrictEqual(left.data[name], right.data[name]));
}

async function main(): Promise<void> {
  const drift = await findDrift(schema, migrationsFolder);
  if (drift.length === 0) return console.log('The migrations bring a database to what the schema says.');
  console.error(
    `The schema says what no migration does yet: ${drift.join(', ')}. Run "npx drizzle-kit generate --name <what-it-does>".`,
  );
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
