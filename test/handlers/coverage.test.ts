import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/domain/actor.ts';
import {
  type Counts,
  type CoverageOf,
  coverageOf,
  lackKeys,
  type UnionCounts,
} from '../../src/domain/coverage.ts';
import { explain, nothing, type Shift } from '../../src/domain/coverage-changes.ts';
import type { BuildingId, StreetId, UnionId } from '../../src/domain/ids.ts';
import {
  coverageButton,
  coverageCausesButton,
  coverageChangesButton,
  coverageFiguresButton,
  coverageFileButton,
  coverageLackingButton,
  coverageRowsButton,
} from '../../src/handlers/buttons.ts';
import { coverageConversation } from '../../src/handlers/coverage/index.ts';
import type { ShowCoverage } from '../../src/services/show-coverage.ts';
import { talk } from '../support/talk.ts';

const today = '2026-11-23';
const east = { id: 1 as StreetId, code: 'e', name: '东街街道', nameEn: 'East Street' };
const west = { id: 2 as StreetId, code: 'w', name: '西街街道', nameEn: 'West Street' };
const noLacks = Object.fromEntries(lackKeys.map((key) => [key, 0])) as UnionCounts['lacks'];
const raw: Counts = { unions: 1, buildings: 2, units: 10, nonPublic: 8, workers: 400, members: 100 };
const union: UnionCounts = {
  union: { id: 7 as UnionId, code: 'u', name: '<东>楼宇联合工会', nameEn: 'East Union' },
  street: east.id,
  raw,
  qualified: { ...raw, units: 7, workers: 300 },
  lacks: { ...noLacks, unitRoom: 2, unitWorkers: 1 },
  demo: true,
};
const named: Record<Scope['kind'], CoverageOf> = {
  district: { kind: 'district' },
  street: { kind: 'street', street: east },
  union: { kind: 'union', street: east, union: union.union },
};
const figuresOf = (of: Scope, day: string, unions = [union]) =>
  coverageOf(day, named[of.kind], [east, west], unions);

const shift: Shift = {
  street: east.id,
  union: union.union.id,
  building: 3 as BuildingId,
  cause: 'unitOpened',
  raw: { ...nothing, units: 2, workers: 30 },
  qualified: nothing,
};
const names = {
  streets: new Map([[east.id, east]]),
  unions: new Map([[union.union.id, union.union]]),
  buildings: new Map([[3 as BuildingId, { name: '一号楼', nameEn: 'House One' }]]),
};

/** Street staff and officers see their own; days to come are refused. */
function reading(scopes: Scope[], { language = 'zh' as 'zh' | 'en', shifts = [shift] } = {}) {
  const refusal = (of: Scope, day: string) => {
    const mine = scopes.some(
      (held) => held.kind === 'district' || JSON.stringify(held) === JSON.stringify(of),
    );
    if (!mine) return { type: 'notYours' } as const;
    return day > today ? ({ type: 'future' } as const) : null;
  };
  const showCoverage: ShowCoverage = {
    figures: async (_work, _actor, { of, day }) =>
      refusal(of, day) ?? { type: 'figures', coverage: figuresOf(of, day) },
    changes: async (_work, _actor, { of, day, from }) => {
      const before = figuresOf(of, from, [{ ...union, raw: { ...raw, units: 8, workers: 370 } }]);
      const changes = explain({ before, after: figuresOf(of, day), shifts, names });
      return refusal(of, day) ?? { type: 'changes', changes };
    },
    incomplete: async (_work, _actor, { of, day }) =>
      refusal(of, day) ?? {
        type: 'incomplete',
        coverage: figuresOf(of, day),
        incomplete: {
          total: 2,
          records: [
            {
              union: union.union,
              building: { id: 3 as BuildingId, name: '一号楼', nameEn: null },
              unit: null,
              lacks: ['buildingAddress'],
            },
            {
              union: union.union,
              building: { id: 3 as BuildingId, name: '一号楼', nameEn: null },
              unit: ' ',
              lacks: ['unitName', 'unitRoom'],
            },
          ],
        },
      },
  };
  const conversation = coverageConversation({
    scopeNames: async (_work, held) =>
      held.map((scope) => ({ scope, named: scope.kind === 'street' ? east : null })),
    showCoverage,
    timeZone: 'Asia/Shanghai',
  });
  return talk([conversation], { language, scopes });
}

const district: Scope = { kind: 'district' };
const ofDistrict = { kind: 'district', id: 0, day: today } as const;

describe('the figures', () => {
  test('of the whole district, both ways of counting, and what is missing', async () => {
    const shown = await reading([district]).press(coverageButton.press({}));
    expect(shown.text).toMatchInlineSnapshot(`
      "<b>全区 · 截至2026年11月23日</b>
      楼宇工会 1 家，覆盖 1 个街道、2 栋楼
      单位 10 家，其中非公 8 家（80%）
      职工 400 人，其中会员 100 人（25%）

      只算资料齐全、不重复的：
      楼宇 2 栋，单位 7 家，职工 300 人，会员 100 人
      缺 3 条：房间号 2、职工人数 1

      演示数据，楼宇、单位和人员均为虚构。"
    `);
  });

  test('in English', async () => {
    const shown = await reading([district], { language: 'en' }).press(coverageButton.press({}));
    expect(shown.text).toMatchInlineSnapshot(`
      "<b>The district · on 23 Nov 2026</b>
      Building unions: 1 · streets: 1 · buildings: 2
      Units: 10, of them 8 non-public (80%)
      Workers: 400, of them 100 members (25%)

      Only complete records, each counted once:
      buildings 2, units 7, workers 300, members 100
      3 records lack something: room 2, head count 1

      Demonstration data: buildings, firms and people are invented."
    `);
  });

  test('street by street, and on to one of them and back', async () => {
    const she = reading([district, { kind: 'street', street: east.id }]);
    await she.press(coverageButton.press({}));
    expect((await she.tap('看各街道')).text).toMatchInlineSnapshot(`
      "<b>全区 · 2026年11月23日 · 入会率</b>
      东街街道 25%（100/400）
      西街街道 还没有覆盖职工"
    `);
    expect((await she.tap('东街街道')).text).toContain('楼宇工会 1 家，覆盖 2 栋楼');
    expect((await she.tap('回到全区')).text).toContain('全区');
  });

  test('an officer sees her union at once; one who looks after several says which', async () => {
    const one = await reading([{ kind: 'union', union: union.union.id }]).press(coverageButton.press({}));
    expect(one.text).toContain('&lt;东&gt;楼宇联合工会');
    expect(one.buttons.has('发一张图')).toBe(false);
    const several = reading([
      { kind: 'street', street: east.id },
      { kind: 'union', union: union.union.id },
    ]);
    expect((await several.press(coverageButton.press({}))).text).toBe('看哪里的覆盖情况？');
    expect((await several.tap('东街街道')).text).toContain('东街街道');
  });

  test('nobody’s to see without a role', async () => {
    expect((await reading([]).press(coverageButton.press({}))).text).toContain('请区里给你加一下权限');
  });

  test('what lacks something, building by building, never a member', async () => {
    const shown = await reading([district]).press(coverageLackingButton.press({ ...ofDistrict, page: 0 }));
    expect(shown.text).toMatchInlineSnapshot(`
      "<b>全区</b>
      缺 3 条：房间号 2、职工人数 1

      资料不全的楼宇和单位 2 条：
      一号楼：楼宇地址
      一号楼 · 没写名称的单位：单位名称、房间号"
    `);
  });
});

describe('the day', () => {
  test('typed: a past one is shown, one to come or nonsense asked for again', async () => {
    const she = reading([district]);
    await she.press(coverageButton.press({}));
    await she.tap('换一天');
    expect((await she.write('哪天都行')).text).toContain('没看懂这个日期');
    expect((await she.write('2027-01-01')).text).toContain(
      '还没到的日子没有数字，最近可以看今天（2026年11月23日）',
    );
    expect((await she.write('9月30日')).text).toContain('截至2026年9月30日');
    expect(she.dialogues.size).toBe(0);
  });

  test('tapped', async () => {
    const she = reading([district]);
    await she.press(coverageButton.press({}));
    await she.tap('换一天');
    expect((await she.tap('上月底（2026年10月31日）')).text).toContain('截至2026年10月31日');
  });
});

describe('between two days', () => {
  test('what changed, why, and where', async () => {
    const she = reading([district]);
    await she.press(coverageButton.press({}));
    await she.tap('和另一天比');
    expect((await she.write('2026年10月31日')).text).toMatchInlineSnapshot(`
      "<b>全区 · 2026年10月31日到2026年11月23日</b>
      楼宇单位 8 → 10（+2）
      覆盖职工 370 → 400（+30）

      为什么：
      · 新增单位：楼宇单位 +2、覆盖职工 +30"
    `);
    expect((await she.tap('看变在哪里')).text).toMatchInlineSnapshot(`
      "<b>全区 · 2026年10月31日到2026年11月23日</b>
      变在哪里，一条一条看：
      &lt;东&gt;楼宇联合工会 一号楼 · 新增单位：楼宇单位 +2、覆盖职工 +30"
    `);
  });

  test('nothing', async () => {
    const pressed = coverageChangesButton.press({ ...ofDistrict, from: '2026-11-22' });
    const shown = await reading([district], { shifts: [] }).press(pressed);
    expect(shown.text).not.toContain('为什么');
  });
});

describe('files', () => {
  test.each(['xlsx', 'png'] as const)('are ordered: %s', async (as) => {
    const { replies, toasts } = await reading([district]).press(
      coverageFileButton.press({ ...ofDistrict, as }),
    );
    expect(replies.find(({ type }) => type === 'file')).toMatchObject({
      order: { kind: 'coverage', of: { kind: 'district' }, day: today, from: null, as },
    });
    expect(toasts).toEqual(['好，正在做，马上发给你。']);
  });
});

test.each([
  ['figures', coverageFiguresButton.press(ofDistrict)],
  ['rows', coverageRowsButton.press({ ...ofDistrict, page: 0 })],
  ['what is missing', coverageLackingButton.press({ ...ofDistrict, page: 0 })],
  ['changes', coverageChangesButton.press({ ...ofDistrict, from: '2026-11-01' })],
  ['causes', coverageCausesButton.press({ ...ofDistrict, from: '2026-11-01', page: 3 })],
  ['a table', coverageFileButton.press({ ...ofDistrict, as: 'xlsx' })],
  ['a street that can’t be', coverageFiguresButton.press({ kind: 'street', id: 0, day: today })],
])('a forged button gets a street’s staff nothing of the district: %s', async (_, payload) => {
  const { text, toasts, replies } = await reading([{ kind: 'street', street: east.id }]).press(payload);
  expect(toasts).toEqual(['这里的覆盖情况不归你管，看不了。']);
  expect(text).not.toMatch(/\d/u);
  expect(replies.some(({ type }) => type === 'file')).toBe(false);
});
