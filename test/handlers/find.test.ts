import { expect, test } from 'vitest';
import { BuildingId } from '../../src/domain/ids.ts';
import type { Match } from '../../src/domain/search/rank.ts';
import { matchesScreen, nothingFoundScreen } from '../../src/handlers/find/view.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const { zh, en } = createTranslations('Asia/Shanghai');
const wuhua = BuildingId.parse(1);
const names = new Map([[wuhua, { name: '物华大厦', nameEn: 'Wuhua Building' }]]);
const match = (by: Match['by'], how: Match['how'] = 'alias'): Match => ({
  building: wuhua,
  how,
  cost: 0,
  by,
});
const labels = (by: Match['by'], t = zh) =>
  (matchesScreen([match(by)], names, t).rows ?? []).flat().map(({ label }) => label);

test.each([
  [{ kind: 'name' }, '物华大厦', 'Wuhua Building'],
  [{ kind: 'street' }, '物华大厦', 'Wuhua Building'],
  [{ kind: 'alias', text: '物华楼' }, '物华大厦（别名：物华楼）', 'Wuhua Building (also 物华楼)'],
  [{ kind: 'old', text: '五栋大楼' }, '物华大厦（旧名：五栋大楼）', 'Wuhua Building (formerly 五栋大楼)'],
  [
    { kind: 'address', text: '车公庄大街甲4号' },
    '物华大厦（地址：车公庄大街甲4号）',
    'Wuhua Building (at 车公庄大街甲4号)',
  ],
  [
    { kind: 'unit', text: '禾序咖啡店' },
    '物华大厦（楼里的：禾序咖啡店）',
    'Wuhua Building (home of 禾序咖啡店)',
  ],
] as const)('a building says why it is shown: %o', (by, chinese, english) => {
  expect(labels(by)).toEqual([chinese]);
  expect(labels(by, en)).toEqual([english]);
});

test('whether they are what she wrote, or only like it, is said above them', () => {
  const said = (how: Match['how']) => matchesScreen([match({ kind: 'name' }, how)], names, zh).text.markup;
  expect(said('exact')).toBe(said('prefix'));
  expect(said('near')).toBe(said('alike'));
  expect(said('near')).not.toBe(said('exact'));
});

test('a long message that is no building is not repeated whole', () => {
  expect(nothingFoundScreen('啊'.repeat(4096), zh).text.markup.length).toBeLessThan(200);
});
