import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuildingId } from '../../src/domain/ids.ts';
import {
  type Candidate,
  clearMatch,
  normaliseName,
  rankMatches,
  readQuery,
} from '../../src/domain/place-search.ts';

const candidate = (id: number, name: string, rest: Partial<Candidate> = {}): Candidate => ({
  building: BuildingId.parse(id),
  name,
  normalised: normaliseName(name),
  similarity: 0,
  workers: 100,
  ...rest,
});
const ranked = (typed: string, candidates: readonly Candidate[]) =>
  rankMatches(readQuery(typed), candidates).map(({ name, kind }) => `${name} ${kind}`);

test.each([
  ['Jinyu Building', 'jinyubuilding'],
  ['ＪＩＮＹＵ　大厦', 'jinyu大厦'],
  ['宣武门西大街甲129号', '宣武门西大街甲129号'],
  ['北京坊（B座）', '北京坊b座'],
  ['“金隅”·大厦！', '金隅大厦'],
  ['😀 % _ \\', ''],
  ['\u0000\u202E\uFEFF', ''],
])('one spelling for all: %s', (text, spelling) => {
  expect(normaliseName(text)).toBe(spelling);
});

describe('what stands around a name is left out', () => {
  test.each([
    ['金隅大厦', '金隅大厦'],
    ['我在金隅大厦上班', '金隅大厦'],
    ['我们公司在金隅大厦办公的', '金隅大厦'],
    ['你好，我在金隅大厦里面工作呢。', '金隅大厦'],
    ['请问 金隅大厦 吗？', '金隅大厦'],
    ['就在新华里上班', '新华里'],
    ['五栋大楼', '五栋大楼'],
    ['I work in Jinyu Building', 'jinyubuilding'],
    ['Hi, I’m at the Jinyu Building', 'jinyubuilding'],
    ["we're", 'were'],
    ['Iceland Tower', 'icelandtower'],
    ['Jinyu', 'jinyu'],
  ])('%s', (typed, name) => {
    expect(readQuery(typed)).toContain(name);
  });

  test('what she typed is tried as it is, before anything is left out', () => {
    expect(readQuery('我在上班')[0]).toBe('我在上班');
    expect(readQuery('新华里')[0]).toBe('新华里');
  });
});

describe('anything may be typed', () => {
  test.each(['', '   ', '😀😀', '%_%', '\u0000', '---'])('%j is no query', (typed) => {
    expect(readQuery(typed)).toEqual([]);
  });

  test('spellings are few, short, and letters and figures only, so that no pattern or SQL is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4096 }), (typed) => {
        const spellings = readQuery(typed);
        expect(spellings.length).toBeLessThanOrEqual(4);
        // Normalising may make several letters of one: ﷺ becomes eighteen.
        for (const spelling of spellings) expect(spelling).toMatch(/^[\p{L}\p{N}]{1,1080}$/u);
      }),
    );
  });

  test.each(['的', '我', '里', '我在', 'i ', '上班的'])('4,096 letters of %s take no time', (unit) => {
    const began = performance.now();
    readQuery(unit.repeat(4096 / unit.length));
    expect(performance.now() - began).toBeLessThan(50);
  });
});

describe('which comes first', () => {
  test('the same name, then one that starts so, then one it is part of, then what is near', () => {
    expect(
      ranked('金隅', [
        candidate(1, '金玉', { similarity: 0.4 }),
        candidate(2, '新金隅中心'),
        candidate(3, '金隅大厦'),
        candidate(4, '金隅'),
      ]),
    ).toEqual(['金隅 exact', '金隅大厦 prefix', '新金隅中心 part', '金玉 near']);
  });

  test('a name within the sentence', () => {
    expect(ranked('中午去五栋大楼吃饭怎么走', [candidate(1, '五栋大楼')])).toEqual(['五栋大楼 part']);
  });

  test('of two equal matches the more alike, then the larger', () => {
    expect(
      ranked('金隅', [
        candidate(1, '金隅商务楼', { similarity: 0.5 }),
        candidate(2, '金隅大厦', { similarity: 0.6 }),
        candidate(3, '金隅中心', { similarity: 0.5, workers: 900 }),
      ]),
    ).toEqual(['金隅大厦 prefix', '金隅中心 prefix', '金隅商务楼 prefix']);
  });

  test('a building stands once, under the name that fits best', () => {
    expect(ranked('jinyu tower', [candidate(1, 'Jinyu Tower Beijing'), candidate(1, 'Jinyu Tower')])).toEqual(
      ['Jinyu Tower exact'],
    );
  });

  test('what is alike by chance is not found, nor by a single letter', () => {
    expect(ranked('金', [candidate(1, '金隅大厦', { similarity: 0.2 })])).toEqual([]);
    expect(ranked('随便写点什么', [candidate(1, '金隅大厦', { similarity: 0.33 })])).toEqual([]);
  });

  test('the order does not depend on the order the candidates come in', () => {
    const names = ['金隅', '金隅大厦', '金隅中心', '新金隅', '金玉大厦'];
    const some = fc.array(
      fc.record({
        building: fc.integer({ min: 1, max: 4 }),
        name: fc.constantFrom(...names),
        similarity: fc.constantFrom(0, 0.4, 0.8),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, (drawn) => {
        const all = drawn.map(({ building, name, similarity }) => candidate(building, name, { similarity }));
        const forwards = rankMatches(['金隅'], all);
        expect(rankMatches(['金隅'], all.toReversed()).map(({ building }) => building)).toEqual(
          forwards.map(({ building }) => building),
        );
        expect(new Set(forwards.map(({ building }) => building)).size).toBe(forwards.length);
      }),
    );
  });
});

describe('which is meant', () => {
  const match = (kind: 'exact' | 'prefix' | 'part' | 'near', id = 1) => ({
    building: BuildingId.parse(id),
    name: 'x',
    kind,
  });
  test.each([
    ['the only exact one', [match('exact'), match('prefix', 2)], true],
    ['none of two exact ones', [match('exact'), match('exact', 2)], false],
    ['the only one there is', [match('part')], true],
    ['none of several', [match('prefix'), match('part', 2)], false],
    ['not one that is merely near: she is asked', [match('near')], false],
    ['nothing', [], false],
  ] as const)('%s', (_, matches, clear) => {
    expect(clearMatch(matches)).toEqual(clear ? matches[0] : undefined);
  });
});
