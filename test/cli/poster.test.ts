import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVault } from '../../src/db/vault.ts';
import { silentLog } from '../../src/log.ts';
import { prepareDistrict } from '../../src/prepare-district.ts';
import { testDatabase } from '../support/database.ts';
import { terminal } from '../support/terminal.ts';

const { url, db } = await testDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const folder = await mkdtemp(join(tmpdir(), 'niangjia-poster-'));
const cli = terminal({ DATABASE_URL: url }, now);

beforeAll(() =>
  prepareDistrict({
    db,
    vault: createVault(Buffer.alloc(32, 1)),
    timeZone: 'Asia/Shanghai',
    now,
    adminIds: [],
    cast: false,
    log: silentLog,
  }),
);
afterAll(() => rm(folder, { recursive: true }));

test.each([['金隅大厦'], ['Jinyu Building'], ['p7g8n']])(
  'a poster of %s, to print and to pass on',
  async (name) => {
    const out = join(folder, 'new', name);
    expect(await cli('poster', name, '--out', out)).toEqual({
      code: 0,
      said: [join(out, '金隅大厦海报.pdf'), join(out, '金隅大厦海报.png')],
      complained: [],
    });
    expect((await readdir(out)).sort()).toEqual(['金隅大厦海报.pdf', '金隅大厦海报.png']);
    const starts = await Promise.all((await readdir(out)).sort().map((file) => readFile(join(out, file))));
    expect(starts.map((bytes) => bytes.subarray(1, 4).toString())).toEqual(['PDF', 'PNG']);
  },
);

test('words of a name need no quotation marks, and a folder none either', async () => {
  const { code } = await cli('poster', 'Jinyu', 'Building', '--out', folder, '--bot', '@another_bot');
  expect(code).toBe(0);
});

describe('what it can’t do', () => {
  test('a name that fits several is answered with these', async () => {
    const { code, complained } = await cli('poster', '五栋大楼', '--out', folder);
    expect(code).toBe(1);
    expect(complained[0]).toContain('"五栋大楼" may be any of these');
    expect(complained.length).toBeGreaterThan(2);
  });

  test.each(['王府井', '%', "'; drop table buildings; --"])('no building is called %s', async (name) => {
    const { code, complained } = await cli('poster', name, '--out', folder);
    expect([code, complained]).toEqual([1, [`There is no building called "${name}".`]]);
  });

  test('a folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { code, complained } = await cli('poster', '金隅大厦', '--out', file);
    expect([code, complained]).toEqual([1, [`The folder ${file} can't be written to (EEXIST).`]]);
  });

  test('a bot that Telegram doesn’t name', async () => {
    const offline = terminal({
      DATABASE_URL: url,
      BOT_TOKEN: '1:abcdefghijklmnopqrstuvwxyzabcdefghi',
      DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    });
    const { code, complained } = await offline('poster', '金隅大厦', '--out', folder);
    expect([code, complained.at(-1)]).toEqual([
      1,
      'Telegram does not say what the bot of BOT_TOKEN is called. Give its name: --bot <username>',
    ]);
  });

  test.each([
    [[], '--building is missing: the name or the code of a building'],
    [['金隅大厦', '--bot', 'x y'], '--bot must be the bot’s username, such as niangjia_bot'],
    [['金隅大厦', '--out', ' '], '--out must be a folder'],
  ])('%j', async (args, fault) => {
    const { code, complained } = await cli('poster', ...args);
    expect([code, complained[0]]).toEqual([2, fault]);
  });
});
