import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadHan } from '../../../src/db/han.ts';
import {
  initials,
  normaliseName,
  sound,
  soundings,
  spell,
  splitPinyin,
  written,
} from '../../../src/domain/search/spelling.ts';

const han = await loadHan();
const tokens = (text: string) => spell(text, han).map((token) => token.written);

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

describe('a name is taken apart the same way whoever wrote it', () => {
  test.each([
    ['金隅大廈', ['金', '隅', '大', '厦']],
    ['ＪＩＮＹＵ　大厦', ['jin', 'yu', '大', '厦']],
    ['jinyudasha', ['jin', 'yu', 'da', 'sha']],
    ['Jīn yú', ['jin', 'yu']],
    ['Ping’anhuai Building', ['ping', 'an', 'huai', 'building']],
    ['五栋大楼A座', ['5', '栋', '大', '楼', 'a', '座']],
    ['5栋大樓Ａ座', ['5', '栋', '大', '楼', 'a', '座']],
    ['甲一百二十九号', ['甲', '129', '号']],
    ['甲一二九号', ['甲', '129', '号']],
    ['００7', ['7']],
    ['zzzzqqqq', ['zzzzqqqq']],
    ['😀', []],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe('names that sound the same have a sound in common', () => {
  test.each([
    ['金隅大厦', 'jinyudasha'],
    ['金隅大厦', 'jin yu da xia'],
    ['金隅', '金鱼'],
    ['金隅', 'jingyu'],
    ['大栅栏', 'dashilan'],
    ['大栅栏', 'da zha lan'],
    ['五栋', 'wudong'],
    ['五栋', '5dong'],
    ['长安', 'changan'],
    ['绿地', 'lvdi'],
    ['绿地', 'ludi'],
  ])('%s and %s', (one, other) => {
    const all = new Set(soundings(spell(one, han), 6));
    expect(soundings(spell(other, han), 6).some((each) => all.has(each))).toBe(true);
  });
});

test.each([
  ['金隅大厦', 'jyds'],
  ['鸿檀国际中心', 'htgjzx'],
  ['上海中心', 'shzx'],
])('the first letters of %s', (name, expected) => {
  expect(initials(spell(name, han), 6)).toContain(expected);
});

test.each([
  ['xizhimen', ['xi', 'zhi', 'men']],
  ['hongtan', ['hong', 'tan']],
  ['jingu', ['jin', 'gu']],
  ['tower', undefined],
  ['building', undefined],
  ['zzz', undefined],
])('%s as pinyin', (letters, syllables) => {
  expect(splitPinyin(letters)).toEqual(syllables);
});

test('whatever is spelled has letters and figures only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const spelled = spell(text, han);
      expect(written(spelled)).toMatch(/^[\p{L}\p{N}]*$/u);
      expect(sound(spelled)).toMatch(/^[\p{L}\p{N}]*$/u);
    }),
  );
});
