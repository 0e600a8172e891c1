import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { dateIn } from '../domain/schedule.ts';

/*
 * How a copy of this very deployment is made and brought back. Commands stand indented, to be pasted as they are; no
 * password is in them.
 */

export function backupNotes(config: Config, now: Date): string[] {
  const steps = config.databaseUrl === undefined ? copyFolder(config, now) : dump(config, now);
  return [...steps, '', ...aboutKey(config)];
}

export function restoreNotes(config: Config, now: Date): string[] {
  return config.databaseUrl === undefined ? unpackFolder(config, now) : load(config, now);
}

/** The embedded server brings no pg_dump, so its folder is copied, cold: of a running one the copy would be torn. */
function copyFolder(config: Config, now: Date): string[] {
  const { parent, folder, archive } = placesOf(config, now);
  return [
    `This deployment keeps everything in ${join(parent, folder)}.`,
    '',
    '1. Stop the bot: Ctrl-C where npm start runs. A copy of a database at work is worth nothing.',
    '2. Copy the folder:',
    `    tar -czf ${quoted(archive)} -C ${quoted(parent)} ${quoted(folder)}`,
    '3. Start the bot again: npm start',
    '',
    'To copy without stopping, use a PostgreSQL server of your own (DATABASE_URL) and its pg_dump.',
  ];
}

function unpackFolder(config: Config, now: Date): string[] {
  const { parent, folder, archive } = placesOf(config, now);
  return [
    `This deployment keeps everything in ${join(parent, folder)}.`,
    '',
    '1. Stop the bot: Ctrl-C where npm start runs.',
    '2. Put what is there aside, rather than away:',
    `    mv ${quoted(join(parent, folder))} ${quoted(join(parent, `${folder}-before-restore`))}`,
    '3. Unpack the copy, with the name that yours has:',
    `    tar -xzpf ${quoted(archive)} -C ${quoted(parent)}`,
    config.dataKey === undefined
      ? '4. Start the bot: npm start'
      : '4. Start the bot with the DATA_KEY that was set when the copy was made: npm start',
    '5. Compare the figures: npm run cli -- coverage',
  ];
}

function dump(config: Config, now: Date): string[] {
  const { file } = placesOf(config, now);
  return [
    'This deployment keeps everything in the database of DATABASE_URL. The bot may stay at work.',
    '',
    '1. If DATABASE_URL stands in .env, let the shell know it:',
    '    set -a; . ./.env; set +a',
    '2. Dump the database, with a pg_dump no older than the server:',
    `    pg_dump --format=custom --no-owner --file=${quoted(file)} "$DATABASE_URL"`,
  ];
}

function load(config: Config, now: Date): string[] {
  const { file } = placesOf(config, now);
  return [
    'This deployment keeps everything in the database of DATABASE_URL.',
    '',
    '1. Stop every process of the bot.',
    '2. Create an empty database beside the old one, on PostgreSQL 17 or newer by',
    "    CREATE DATABASE niangjia_restored TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C.UTF-8'",
    '   and let DATABASE_URL in .env name it.',
    '3. Let the shell know it, and load the dump, with the name that yours has:',
    '    set -a; . ./.env; set +a',
    `    pg_restore --no-owner --exit-on-error --dbname="$DATABASE_URL" ${quoted(file)}`,
    '4. Start the bot with the DATA_KEY that was set when the dump was made: npm start',
    '5. Compare the figures: npm run cli -- coverage',
  ];
}

function aboutKey({ databaseUrl, dataKey, dataDir }: Config): string[] {
  if (dataKey !== undefined) {
    return [
      'DATA_KEY is not in the copy. Keep it, with the rest of .env, apart from the copy:',
      'without it names and phones cannot be read again, with it anybody can read them.',
    ];
  }
  const key = join(resolve(dataDir), 'data.key');
  return databaseUrl === undefined
    ? [
        `The copy holds the key of the trial, ${key}, beside what it locks: whoever has the copy can`,
        'read names and phones. Guard it, and set DATA_KEY before real people use the bot.',
      ]
    : [
        `The key of names and phones, ${key}, is not in the dump. Keep a copy of it apart:`,
        'without it they cannot be read again.',
      ];
}

function placesOf({ dataDir, timeZone }: Config, now: Date) {
  const path = resolve(dataDir);
  const name = `niangjia-${dateIn(now, timeZone)}`;
  return { parent: dirname(path), folder: basename(path), archive: `${name}.tar.gz`, file: `${name}.dump` };
}

/** For a shell. */
function quoted(text: string): string {
  return /^[\w./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
