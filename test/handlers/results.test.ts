import { expect, test } from 'vitest';
import type { RoundId, UnionId } from '../../src/domain/ids.ts';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import type { Results } from '../../src/domain/results.ts';
import type { Summed } from '../../src/domain/suppression/sum.ts';
import { questionScreen } from '../../src/handlers/results/view.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const { zh, en } = createTranslations('Asia/Shanghai');
const shown: Summed = {
  people: 40,
  members: 100,
  on: '2026-11-23',
  axes: { 'interests.crafts': { yes: { count: 12, of: 40 }, no: { count: 28, of: 40 } } },
  crosses: {},
  measures: {},
};
const results = (figures: Summed | null, more: Partial<Results['round']> = {}): Results => ({
  round: {
    id: 1 as RoundId,
    kind: 'standing',
    status: 'open',
    anonymous: false,
    scope: { kind: 'district' },
    definition: needsSurvey.definition,
    opensAt: new Date('2026-11-01T02:00:00Z'),
    closesAt: null,
    ...more,
  },
  place: { kind: 'union', union: 7 as UnionId },
  named: { name: '北京坊商圈楼宇工会联合会', nameEn: 'Beijing Fun' },
  figures,
  parts: [],
});
const read = (...of: Parameters<typeof questionScreen>) => questionScreen(...of).text.markup;

test('what is shown is a bar and a number; what isn’t, is said', () => {
  const text = read(results(shown), undefined, zh);
  expect(text).toContain('100 位会员里，算进 40 份（40%）');
  expect(text).toContain('手工制作 12（30%）');
  expect(text).toContain('不显示：体育运动、绿色公益');
  expect(read(results(shown), undefined, en)).toContain('40 of 100 members counted (40%)');
});

test('where almost everybody has answered, there is no share', () => {
  expect(read(results({ ...shown, members: 43 }), undefined, zh)).toContain('算进 40 份，截至');
});

test('a button for a question that isn’t asked any more shows the first', () => {
  expect(read(results(shown), 'gone', zh)).toContain('哪些活动你会想来');
});

test.each([
  [{}, '还没有结果'],
  [{ kind: 'once' as const }, '还开着'],
  [{ kind: 'once' as const, status: 'closed' as const, anonymous: true }, '匿名问卷'],
  [
    {
      kind: 'once' as const,
      status: 'closed' as const,
      anonymous: true,
      scope: { kind: 'union' as const, union: 7 as UnionId },
    },
    '不到 5 个人',
  ],
  [{ kind: 'once' as const, status: 'closed' as const }, '不到 5 个人'],
])('nothing to show, and why: %j', (round, why) => {
  expect(read(results(null, round), undefined, zh)).toContain(why);
});
