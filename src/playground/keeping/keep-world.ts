import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Entry } from '../world/entry.ts';
import type { World } from '../world/world.ts';
import { Journal, readJournal } from './journal.ts';
import { giveToOwnerOfFolder } from './ownership.ts';

/** Grows when older journals can no longer be read. */
const format = 1;

const header = z.object({
  format: z.literal(format),
  world: z.object({
    id: z.string(),
    seq: z.number(),
    last_message_id: z.number(),
    last_query: z.number(),
    next_update_id: z.number(),
    clock_offset_ms: z.number().nullable(),
    allowed_updates: z.array(z.string()),
    profile: z.object({ texts: z.array(z.unknown()), commands: z.array(z.unknown()) }),
  }),
});

/** What a wrong number in would spread; of the rest of a line that we wrote ourselves its being JSON is proof enough. */
const numbered = z.looseObject({
  event: z.looseObject({ seq: z.number(), at: z.string(), kind: z.string() }).optional(),
  update: z.looseObject({ at: z.number(), update: z.looseObject({ update_id: z.number() }) }).optional(),
});

/** Some lines can't be read and the others hold, or none can and a new world begins. */
export type Damage = 'some lines' | 'everything';

interface Keeping {
  /** Whether there was a world to go on with. */
  resumed: boolean;
  /** What was found is set aside then, as `world.unreadable.jsonl`. */
  damage: Damage | undefined;
  close(): void;
}

/**
 * Brings a world back from the directory it is kept in, and keeps it there from now on: `world.jsonl`, and the files
 * that were sent in `files/`. One process at a time; whoever calls it sees to that.
 *
 * @param journalBytes a journal that grows larger may be rewritten; for tests
 */
export function keepWorld(world: World, directory: string, journalBytes?: number): Keeping {
  const journalPath = join(directory, 'world.jsonl');
  const filesDirectory = join(directory, 'files');
  for (const made of [directory, filesDirectory]) {
    if (mkdirSync(made, { recursive: true, mode: 0o700 })) giveToOwnerOfFolder(made);
  }
  const pathOf = (fileId: string) => join(filesDirectory, fileId);

  const { resumed, damage } = restoreWorld(world, journalPath, pathOf);
  if (damage) renameSync(journalPath, join(directory, 'world.unreadable.jsonl'));
  const journal = new Journal(journalPath, {
    snapshot: () => withFormat(world.state.snapshot()),
    smallBytes: journalBytes,
  });
  // A file whose line was never written, or that had to make room.
  const known = new Set(world.files.cards.map(({ file_id }) => file_id));
  for (const name of readdirSync(filesDirectory)) if (!known.has(name)) rmSync(pathOf(name));

  world.keepWith({
    write: (entry) => journal.append(entry),
    writeFile: ({ file_id, bytes }) => {
      writeFileSync(pathOf(file_id), bytes, { mode: 0o600 });
      giveToOwnerOfFolder(pathOf(file_id));
    },
    removeFile: (fileId) => rmSync(pathOf(fileId), { force: true }),
  });
  return {
    resumed,
    damage,
    close() {
      world.keepWith(undefined);
      journal.close();
    },
  };
}

/** The first line says what the others are. */
function* withFormat(entries: Iterable<Entry>): Generator<unknown> {
  for (const entry of entries) yield 'world' in entry ? { format, ...entry } : entry;
}

function restoreWorld(
  world: World,
  path: string,
  pathOf: (fileId: string) => string,
): Omit<Keeping, 'close'> {
  let resumed = false;
  let damage: Damage | undefined;
  if (!existsSync(path)) return { resumed, damage };
  for (const line of readJournal(path)) {
    if (!resumed && !header.safeParse(line).success) return { resumed, damage: 'everything' };
    resumed = true;
    if (!restoreLine(world, line, pathOf)) damage = 'some lines';
  }
  return { resumed, damage };
}

/** @returns false for a line that is not one of ours: whoever wrote into the file, the rest of it still holds */
function restoreLine(world: World, line: unknown, pathOf: (fileId: string) => string): boolean {
  if (!numbered.safeParse(line).success) return false;
  try {
    const entry = line as Entry;
    if ('file' in entry) {
      const { file_size, ...file } = entry.file;
      const bytes = readFileSync(pathOf(file.file_id));
      if (bytes.length === file_size) world.files.hold({ ...file, bytes });
    } else world.state.restore(entry);
    return true;
  } catch (error) {
    // Its bytes had to make room for others.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}
