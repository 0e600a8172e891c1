import { beforeAll, expect, test } from 'vitest';
import { buildings } from '../../src/db/schema.ts';
import { createVault } from '../../src/db/vault.ts';
import { inWork } from '../../src/db/work.ts';
import { silentLog } from '../../src/log.ts';
import { prepareDistrict } from '../../src/prepare-district.ts';
import { createEditField } from '../../src/services/directory/edit-field.ts';
import { testDatabase } from '../support/database.ts';
import { terminal } from '../support/terminal.ts';
import { someone } from '../support/two-streets.ts';

const { url, db } = await testDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const timeZone = 'Asia/Shanghai';
const cli = terminal({ DATABASE_URL: url }, now);

beforeAll(async () => {
  const vault = createVault(Buffer.alloc(32, 1));
  await prepareDistrict({ db, vault, timeZone, now, adminIds: [], cast: false, log: silentLog });
  const district = await someone(db, { kind: 'district' });
  const [building] = (await db.select().from(buildings)).filter(({ name }) => name === '金隅大厦');
  const edit = {
    kind: 'building',
    id: building?.id ?? 0,
    field: 'floors',
    seen: building?.floors ?? null,
    to: 19,
  };
  await inWork(db, now, (work) =>
    createEditField({ timeZone })(work, district, { ...edit, kind: 'building' }),
  );
});

test('says what was changed, and by which office, but nobody’s name', async () => {
  const { code, said } = await cli('history', '金隅大厦');
  expect(code).toBe(0);
  expect(said.at(-1)).toBe('11月22日（周日）10:00 区总工会：把“金隅大厦”的层数从“18”改成“19”');
  expect((await cli('history', 'p7g8n', '--language', 'en')).said.at(-1)).toContain('the district: changed');
  expect((await cli('history', '金隅阳光')).said).toEqual(['金隅阳光楼宇工会联合会还没有改动记录。']);
});

test('asks back when it may be several, or none', async () => {
  expect((await cli('history', '没有这栋楼')).complained).toEqual(['There is no union called "没有这栋楼".']);
  expect((await cli('history', '大厦')).complained.length).toBeGreaterThan(3);
  expect((await cli('history')).code).toBe(2);
});
