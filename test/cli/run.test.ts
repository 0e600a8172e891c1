import { expect, test } from 'vitest';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { closedPort } from '../support/raw-server.ts';
import { terminal } from '../support/terminal.ts';

const empty = await emptyDatabase();
const latin = await emptyDatabase({ encoding: 'SQL_ASCII', locale: 'C' });
const migrated = await testDatabase();
const key = Buffer.alloc(32, 1).toString('base64');

test.each([[[]], [['help']], [['--help']], [['-h']]])('%j lists every verb', async (args) => {
  const { code, said } = await terminal({})(...args);
  expect(code).toBe(0);
  for (const verb of ['migrate', 'seed-demo', 'coverage', 'invite-staff', 'backup', 'restore']) {
    expect(said.some((line) => line.startsWith(`  ${verb}`))).toBe(true);
  }
});

test('help needs no settings, nor good ones', async () => {
  expect((await terminal({ PORT: 'nonsense' })('help')).code).toBe(0);
});

test('an unknown verb is answered with the list', async () => {
  const { code, said, complained } = await terminal({})('coverege');
  expect([code, said]).toEqual([2, []]);
  expect(complained[0]).toBe('There is no "coverege".');
  expect(complained[1]).toBe('Usage: npm run cli -- <verb>');
});

test('faulty settings are reported all at once, and never their values', async () => {
  const { code, complained } = await terminal({ PORT: 'secret-1', DATABASE_URL: 'secret-2' })('migrate');
  expect(code).toBe(2);
  const text = complained.join('\n');
  expect(text).toContain('PORT:');
  expect(text).toContain('DATABASE_URL:');
  expect(text).not.toContain('secret');
});

test.each([
  ['no server', async () => `postgresql://u:secret@127.0.0.1:${await closedPort()}/d`, 'does not answer'],
  [
    'no such database',
    async () => migrated.url.replace(/\/[^/]+$/u, '/nowhere'),
    'There is no such database',
  ],
  [
    'a wrong password',
    async () => migrated.url.replace(/:[^:@/]+@/u, ':secret@'),
    'refuses the user or the password',
  ],
  ['no tables yet', async () => empty.url, 'npm run cli -- migrate'],
])('%s is told in a sentence', async (_, address, sentence) => {
  const { code, said, complained } = await terminal({ DATABASE_URL: await address() })('coverage');
  expect([code, said]).toEqual([1, []]);
  expect(complained).toHaveLength(1);
  expect(complained[0]).toContain(sentence);
  expect(complained[0]).not.toMatch(/secret|\bat \S+:\d+/u);
});

test('without a district there are no figures, but a way to some', async () => {
  const { code, complained } = await terminal({ DATABASE_URL: migrated.url })('coverage');
  expect([code, complained]).toEqual([
    1,
    ['The database holds no district yet. For the demonstration: npm run cli -- seed-demo'],
  ]);
});

test('migrate says what it did, and that there is nothing left to do', async () => {
  const cli = terminal({ DATABASE_URL: empty.url });
  const first = await cli('migrate');
  expect(first.code).toBe(0);
  expect(first.said[0]).toBe('Applied 0000_extensions.');
  expect(await cli('migrate')).toEqual({
    code: 0,
    said: ['Nothing to do: the database has the newest schema.'],
    complained: [],
  });
});

test('a database that cannot search Chinese is noticed', async () => {
  const { code, complained } = await terminal({ DATABASE_URL: latin.url })('migrate');
  expect(code).toBe(1);
  expect(complained[0]).toContain('cannot search Chinese text');
});

test('the demonstration goes into an empty database only', async () => {
  const cli = terminal({ DATABASE_URL: empty.url, DATA_KEY: key });
  expect((await cli('seed-demo')).code).toBe(0);
  const { code, said, complained } = await cli('seed-demo');
  expect([code, said]).toEqual([1, []]);
  expect(complained[0]).toBe('This database holds a district already, so nothing was changed.');
  expect((await cli('coverage')).code).toBe(0);
});

test('how to copy a database of one’s own: the password stays out of the commands', async () => {
  const cli = terminal({ DATABASE_URL: 'postgresql://bot:secret@db.example/niangjia', DATA_KEY: key });
  const backup = (await cli('backup')).said.join('\n');
  expect(backup).toContain(
    'pg_dump --format=custom --no-owner --file=niangjia-2026-11-22.dump "$DATABASE_URL"',
  );
  expect(backup).toContain('DATA_KEY is not in the copy');
  const restore = (await cli('restore')).said.join('\n');
  expect(restore).toContain('--dbname="$DATABASE_URL" niangjia-2026-11-22.dump');
  expect(backup + restore).not.toMatch(new RegExp(`secret|${key.slice(0, 20)}`, 'u'));
});
