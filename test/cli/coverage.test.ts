import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { memberships, unionBuildings, unions, units } from '../../src/db/schema.ts';
import { createVault } from '../../src/db/vault.ts';
import { inWork } from '../../src/db/work.ts';
import type { Coverage } from '../../src/domain/coverage.ts';
import { silentLog } from '../../src/log.ts';
import { prepareDistrict } from '../../src/prepare-district.ts';
import { coverageFor, scopeCalled } from '../../src/services/read-coverage.ts';
import { testDatabase } from '../support/database.ts';
import { terminal } from '../support/terminal.ts';

const { db, url } = await testDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const cli = terminal({ DATABASE_URL: url }, now);

beforeAll(() =>
  prepareDistrict({
    db,
    vault: createVault(Buffer.alloc(32, 1)),
    timeZone: 'Asia/Shanghai',
    now,
    adminIds: [],
    cast: true,
    log: silentLog,
  }),
);

function figuresOn(day: string, street?: string): Promise<Coverage> {
  return inWork(db, now, async (work) => {
    const called = await scopeCalled(work, { street });
    const coverage = called.type === 'found' ? await coverageFor(work, called.of, day) : null;
    if (!coverage) throw new Error(`no figures for ${street}`);
    return coverage;
  });
}

describe('the figures of the newspaper', () => {
  test('to the digit, on the day they were taken and ever since', async () => {
    for (const day of ['2020-09-30', '2026-11-22']) {
      const { streets, total } = await figuresOn(day);
      expect({ streets, ...total }).toEqual({
        unions: 23,
        streets: 10,
        buildings: 49,
        units: 2349,
        nonPublic: 2052,
        nonPublicShare: 0.87,
        workers: 57116,
        members: 27305,
        memberShare: 0.478,
      });
    }
  });

  test('in Chinese, with a row for each street', async () => {
    const { code, said, complained } = await cli('coverage', '--as-of', '2020-09-30');
    expect([code, complained]).toEqual([0, []]);
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "楼宇工会覆盖情况，截至2020年9月30日

      楼宇工会      23
      覆盖街道      10
      商务楼宇      49
      楼宇单位   2,349
      其中非公   2,052    87%
      覆盖职工  57,116
      其中会员  27,305  47.8%

      街道          楼宇工会  商务楼宇  楼宇单位  其中非公  占比  覆盖职工  其中会员   占比
      金融街街道           1        11       438       379   87%    14,936     7,320    49%
      椿树街道             2         5       179       155   87%     3,856     1,938  50.3%
      展览路街道           3         7       346       298   86%     8,451     4,072  48.2%
      大栅栏街道           1         3        97        97  100%     1,286       608  47.3%
      西长安街街道         3         4       210       186   89%     4,670     2,234  47.8%
      月坛街道             3         4       241       207   86%     5,305     2,381  44.9%
      德胜街道             3         4       247       212   86%     5,619     2,737  48.7%
      什刹海街道           2         3       139       118   85%     2,905     1,323  45.5%
      新街口街道           3         4       220       195   89%     5,001     2,286  45.7%
      广安门内街道         2         4       232       205   88%     5,087     2,406  47.3%

      演示数据：总数与报道一致，楼宇、单位、人员和联系方式均为虚构。"
    `);
  });

  test('in English, with a row for each union of a street', async () => {
    const { said } = await cli('coverage', '--as-of=2020-09-30', '--street=椿树', '--language=en');
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "Building unions in Chunshu Subdistrict (椿树街道) and what they cover, 30 Sept 2020

      Building unions      2
      Buildings            5
      Units              179
      Non-public         155    87%
      Workers covered  3,856
      Members          1,938  50.3%

      Union                                  Buildings  Units  Non-public  Share  Workers covered  Members  Share
      Chunshu Federation of Building Unions          3    118         101    86%            2,604    1,367  52.5%
      Chunshu Joint Building Union                   2     61          54    89%            1,252      571  45.6%

      Demonstration data: the totals are those published; buildings, firms, people and contacts are invented."
    `);
  });

  test('as data', async () => {
    const { code, said } = await cli('coverage', '--json', '--as-of', '2020-09-30');
    expect(code).toBe(0);
    expect(JSON.parse(said.join('\n'))).toEqual(await figuresOn('2020-09-30'));
  });

  test('the rows add up to the whole', async () => {
    const { total, rows } = await figuresOn('2026-11-22');
    expect(rows).toHaveLength(10);
    for (const figure of ['unions', 'buildings', 'units', 'nonPublic', 'workers', 'members'] as const) {
      expect(rows.reduce((sum, row) => sum + row.figures[figure], 0)).toBe(total[figure]);
    }
  });
});

describe('which street', () => {
  test.each(['r2e8', 'R2E8', '展览路街道', '展览路', 'zhanlanlu', 'Zhanlanlu Subdistrict'])(
    '%s',
    async (name) => {
      const { street, rows } = await figuresOn('2026-11-22', name);
      expect(street?.name).toBe('展览路街道');
      expect(rows.map((row) => row.name)).toEqual([
        '物华大厦楼宇工会联合会',
        '五栋大楼楼宇工会联合会',
        '金贸大厦楼宇工会联合会',
      ]);
    },
  );

  test('a name that fits several is answered with these', async () => {
    const { code, said, complained } = await cli('coverage', '--street', '街');
    expect([code, said]).toEqual([1, []]);
    expect(complained[0]).toContain('"街" may be any of these');
    expect(complained).toContain('  r6u9  金融街街道  Jinrongjie Subdistrict');
  });

  test.each(['王府井', '%', '_', "'; drop table streets; --"])('none is called %s', async (name) => {
    expect(await cli('coverage', '--street', name)).toEqual({
      code: 1,
      said: [],
      complained: [`There is no street called "${name}".`],
    });
  });
});

describe('what was asked wrongly', () => {
  test.each([
    [['--as-of', '2020-02-30'], '--as-of must be a day such as 2026-12-05'],
    [['--as-of', 'yesterday'], '--as-of must be a day such as 2026-12-05'],
    [['--language', 'fr'], '--language must be zh or en'],
    [['--street', ' '], '--street must be the name or the code of a street'],
    [['--colour'], "Unknown option '--colour'"],
    [['2020-09-30'], "Unexpected argument '2020-09-30'"],
  ])('%j', async (args, fault) => {
    const { code, said, complained } = await cli('coverage', ...args);
    expect([code, said]).toEqual([2, []]);
    expect(complained[0]).toContain(fault);
    expect(complained[1]).toMatch(/^Usage: npm run cli -- coverage /u);
  });
});

/** Last, because these change the district. */
describe('as it was on a day', () => {
  const before = '2026-11-29';
  const on = '2026-11-30';
  const totals = async () => [(await figuresOn(before)).total, (await figuresOn(on)).total] as const;

  test('before the first union there is nothing, and no share of it', async () => {
    const { total, streets, rows } = await figuresOn('1949-10-01');
    expect([streets, total.unions, total.workers, total.members]).toEqual([0, 0, 0, 0]);
    expect([total.nonPublicShare, total.memberShare]).toEqual([null, null]);
    expect(rows).toHaveLength(10);
  });

  test('a union counts from the day it was founded', async () => {
    const names = async (day: string) => (await figuresOn(day, '金融街')).rows.map((row) => row.name);
    expect(await names('2020-09-27')).toEqual([]);
    expect(await names('2020-09-28')).toEqual(['金隅阳光楼宇工会联合会']);
  });

  test('a unit that closes counts to the day before', async () => {
    const [unit] = await db.select().from(units).limit(1);
    await db
      .update(units)
      .set({ closedOn: on })
      .where(eq(units.id, unit?.id ?? (0 as never)));
    const [then, now] = await totals();
    expect([then.units, now.units]).toEqual([2349, 2348]);
    expect(then.workers - now.workers).toBe(unit?.workers);
  });

  test('a member who leaves counts to the day before, one who joins from that day', async () => {
    const [leaver] = await db.select().from(memberships).limit(1);
    if (!leaver) throw new Error('no member');
    await db.update(memberships).set({ until: on, status: 'left' }).where(eq(memberships.id, leaver.id));
    expect((await totals()).map((total) => total.members)).toEqual([27305, 27304]);
    await db.insert(memberships).values({ person: leaver.person, union: leaver.union, since: on });
    expect((await totals()).map((total) => total.members)).toEqual([27305, 27305]);
  });

  test('a building that moves to another union takes its units along', async () => {
    const union = async (name: string) => {
      const [row] = await db.select({ id: unions.id }).from(unions).where(eq(unions.name, name));
      if (!row) throw new Error(`no union ${name}`);
      return row.id;
    };
    const to = await union('物华大厦楼宇工会联合会');
    const from = await union('金贸大厦楼宇工会联合会');
    const [moved] = await db
      .update(unionBuildings)
      .set({ until: on })
      .where(and(eq(unionBuildings.union, from), sql`${unionBuildings.until} is null`))
      .returning();
    if (!moved) throw new Error('no building');
    await db.insert(unionBuildings).values({ union: to, building: moved.building, since: on });

    const row = async (day: string, name: string) =>
      (await figuresOn(day, '展览路')).rows.find((candidate) => candidate.name === name)?.figures;
    expect(await row(before, '物华大厦楼宇工会联合会')).toMatchObject({ buildings: 1, units: 72 });
    expect(await row(on, '物华大厦楼宇工会联合会')).toMatchObject({ buildings: 2, units: 136 });
    expect(await row(on, '金贸大厦楼宇工会联合会')).toMatchObject({
      unions: 1,
      buildings: 0,
      units: 0,
      nonPublicShare: null,
    });
    expect((await figuresOn(on)).total).toMatchObject({ unions: 23, buildings: 49 });
  });
});
