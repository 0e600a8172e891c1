import { expect, test } from 'vitest';
import { columns, displayWidth } from '../../src/cli/columns.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['金融街', 6],
  ['（87%）', 7],
  ['Xichang’anjie', 13],
  ['한국', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['🏢', 2],
  ['𠮷', 2],
])('%s takes %i columns of a terminal', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('figures stand beneath each other, whatever the script before them', () => {
  const lines = columns([
    ['街道', '单位', '占比'],
    ['什刹海街道', '139'],
    ['Desheng', '1,247', '86%'],
  ]);
  expect(lines).toEqual(['街道         单位  占比', '什刹海街道    139', 'Desheng     1,247   86%']);
});
