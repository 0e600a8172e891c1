import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadHan } from '../../../src/db/han.ts';
import { buildingKeys, unitKeys } from '../../../src/domain/search/keys.ts';
import { nearKeys, readQuery, sentenceKeys, wordKeys } from '../../../src/domain/search/query.ts';
import { written } from '../../../src/domain/search/spelling.ts';

const han = await loadHan();
const readings = (typed: string) => readQuery(typed, han).readings.map(({ tokens }) => written(tokens));

describe('what stands around a name is left out', () => {
  test.each([
    ['金隅大厦', '金隅大厦'],
    ['我在金隅大厦上班', '金隅大厦'],
    ['我们公司在金隅大厦办公的', '金隅大厦'],
    ['你好，我在金隅大厦里面工作呢。', '金隅大厦'],
    ['请问 金隅大厦 有没有工会？', '金隅大厦'],
    ['就在新华里上班', '新华里'],
    ['金隅大厦18层1801室', '金隅大厦'],
    ['I work in Jinyu Building', 'jinyubuilding'],
    ['Hi, I’m at the Jinyu Building', 'jinyubuilding'],
    ['Iceland Tower', 'icelandtower'],
  ])('%s', (typed, name) => {
    expect(readings(typed)).toContain(name);
  });

  test('what she typed is read as it is, before anything is left out', () => {
    expect(readings('我在上班')[0]).toBe('我在上班');
    expect(readings('新华里')[0]).toBe('新华里');
  });
});

describe('a query and what it means have a key in common', () => {
  const jinyu = new Set(
    buildingKeys(
      { name: '金隅大厦', nameEn: 'Jinyu Building', others: ['金隅楼'], addresses: ['宣武门西大街甲129号'] },
      han,
    ),
  );
  test.each([
    ['金隅大厦', wordKeys],
    ['金隅大廈', wordKeys],
    ['jinyudasha', wordKeys],
    ['jydsh', wordKeys],
    ['JYDS', wordKeys],
    ['金隅', wordKeys],
    ['jinyu bldg', wordKeys],
    ['宣武门西大街甲129', wordKeys],
    ['北京市西城区宣武门西大街甲129号', wordKeys],
    ['金鱼大夏', wordKeys],
    ['金隅大', wordKeys],
    ['金偶大厦', nearKeys],
    ['金大厦', nearKeys],
    ['金小隅大厦', nearKeys],
    ['隅金大厦', nearKeys],
    ['Jinuy Building', nearKeys],
    ['jnyu', nearKeys],
    ['轩武们西大街甲129号', nearKeys],
    ['听说金隅大厦旁边新开了一家面馆', sentenceKeys],
  ])('%s', (typed, keysOf) => {
    expect(keysOf(readQuery(typed, han)).some((key) => jinyu.has(key))).toBe(true);
  });

  const firm = new Set(unitKeys('北京禾序信息技术有限公司', han));
  test.each([
    ['禾序信息技术', wordKeys],
    ['北京禾序信息技术有限公司', wordKeys],
    ['禾序', wordKeys],
    ['禾序网络', wordKeys],
    ['禾X序信息技术', nearKeys],
    ['和旭信息技术', wordKeys],
  ])('the firm by %s', (typed, keysOf) => {
    expect(keysOf(readQuery(typed, han)).some((key) => firm.has(key))).toBe(true);
  });
});

describe('anything may be typed', () => {
  test.each(['', '   ', '😀😀', '%_%', '\u0000', '---'])('%j is no query', (typed) => {
    expect(readQuery(typed, han).readings).toEqual([]);
  });

  test('keys are few, however long the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const query = readQuery(typed, han);
        expect(query.readings.length).toBeLessThanOrEqual(4);
        const keys = [...wordKeys(query), ...nearKeys(query), ...sentenceKeys(query)];
        expect(keys.length).toBeLessThan(1_500);
        for (const key of keys) expect(key | 0).toBe(key);
      }),
      { numRuns: 50 },
    );
  });

  test.each(['的', '我', '里', '我在', 'i ', '上班的', '金', 'gan'])(
    '4,096 letters of %s take no time',
    (unit) => {
      const began = performance.now();
      const query = readQuery(unit.repeat(4096 / unit.length), han);
      sentenceKeys(query);
      nearKeys(query);
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );
});
