import { expect, test } from 'vitest';
import { loadHan } from '../../../src/db/han.ts';
import { pickUnits } from '../../../src/domain/search/unit-list.ts';

const han = await loadHan();
const units = [
  '北京禾序信息技术有限公司',
  '槐舟咖啡店',
  '北京合旭商贸有限公司',
  '砚野律师事务所',
  '老禾序面馆',
].map((name) => ({ name }));
const picked = (typed: string) => pickUnits(typed, units, han).map(({ name }) => name);

test.each([
  ['禾序', ['北京禾序信息技术有限公司', '老禾序面馆']],
  ['北京禾', ['北京禾序信息技术有限公司']],
  ['硯野', ['砚野律师事务所']],
  ['hexu xinxi', ['北京禾序信息技术有限公司']],
  ['和序信息技术', ['北京禾序信息技术有限公司']],
  ['禾序信息枝术', ['北京禾序信息技术有限公司']],
  ['hzkfd', ['槐舟咖啡店']],
  ['没有这家', []],
])('%s', (typed, expected) => {
  expect(picked(typed)).toEqual(expected);
});

test('nothing typed is all of them', () => {
  expect(picked(' 😀 ')).toHaveLength(units.length);
});
