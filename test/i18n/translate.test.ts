import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { bold, createTranslations, escaped, type Html, lines, type Translate } from '../../src/i18n/index.ts';
import { nameIn, shortNameIn } from '../../src/i18n/named.ts';

const { zh, en } = createTranslations('Asia/Shanghai');
/** As a caller that the compiler does not check. */
const unchecked = (t: Translate) => t as unknown as (key: string, params?: Record<string, unknown>) => Html;

describe('what fills a hole', () => {
  test('is escaped in messages and left alone in labels', () => {
    const typed = '<b>"金隅" & co</b>';
    expect(zh('find.none', { typed }).markup).toContain('&lt;b&gt;&quot;金隅&quot; &amp; co&lt;/b&gt;');
    expect(zh.plain('find.none', { typed })).toContain(typed);
  });

  test.each(['{{typed}}', '{{count}}', '$t(common.back)', '$&', '$1', '{{', '%s', '__proto__'])(
    'is never read as a template: %s',
    (typed) => {
      expect(zh.plain('find.none', { typed })).toBe(
        `还没找到“${typed}”。换个叫法试试：楼的大名、门口牌子上写的，或者写得短一点。`,
      );
    },
  );

  test('whatever it is, it stands in the message once and as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(...languages),
        (typed, language) => {
          const t = { zh, en }[language];
          const [before = '', after = ''] = t.plain('find.none', { typed: '\uE000' }).split('\uE000');
          expect(t.plain('find.none', { typed })).toBe(before + typed + after);
          expect(t('find.none', { typed }).markup.replace(/&(amp|lt|gt|quot);/gu, '')).not.toMatch(/[<>"&]/u);
        },
      ),
    );
  });

  test('markup that we made stays markup, and cannot slip into a label', () => {
    expect(zh('find.none', { typed: bold('<金>') }).markup).toContain('“<b>&lt;金&gt;</b>”');
    expect(() => zh.plain('find.none', { typed: bold('金') })).toThrow(TypeError);
  });

  test('must be there', () => {
    expect(() => unchecked(zh)('find.none', {})).toThrow(TypeError);
    expect(() => unchecked(zh)('find.none')).toThrow(TypeError);
  });

  test('no key, no text: it is a mistake of ours, and loud', () => {
    expect(() => unchecked(zh)('find.nothingOfTheKind')).toThrow(TypeError);
  });
});

describe('numbers and plurals', () => {
  test('English tells one from many, Chinese does not', () => {
    expect(en.plain('common.tooLong', { count: 1 })).toBe('That is a little long: 1 character at most.');
    expect(en.plain('common.tooLong', { count: 2 })).toBe('That is a little long: 2 characters at most.');
    expect(en.plain('common.tooLong', { count: 0 })).toBe('That is a little long: 0 characters at most.');
    expect(zh.plain('common.tooLong', { count: 1 })).toBe('写得有点长，1 个字以内就好。');
  });

  test('are grouped', () => {
    expect(zh.plain('common.tooLong', { count: 27305 })).toContain('27,305 个字');
  });
});

describe('dates, in the deployment’s time zone', () => {
  /** 14:00 on a Saturday in Shanghai. */
  const instant = new Date('2026-12-05T06:00:00Z');

  test.each([
    ['day', '12月5日（周六）', 'Sat 5 Dec'],
    ['date', '2026年12月5日', '5 Dec 2026'],
    ['moment', '12月5日（周六）14:00', 'Sat 5 Dec, 14:00'],
    ['time', '14:00', '14:00'],
    ['month', '12月', 'December'],
    ['monthYear', '2026年12月', 'December 2026'],
  ] as const)('%s', (format, chinese, english) => {
    expect(zh.format[format](instant)).toBe(chinese);
    expect(en.format[format](instant)).toBe(english);
  });

  test('midnight is 00:00, and belongs to the day that begins', () => {
    const midnight = new Date('2026-12-04T16:00:00Z');
    expect(zh.format.moment(midnight)).toBe('12月5日（周六）00:00');
    expect(createTranslations('America/New_York').en.format.moment(midnight)).toBe('Fri 4 Dec, 11:00');
  });

  test('in a text', () => {
    expect(zh.plain('find.founded', { when: instant })).toBe('2026年12月成立。');
    expect(en.plain('find.founded', { when: instant })).toBe('Founded in December 2026.');
  });
});

test('shares are written as they are published', () => {
  expect([0.478, 0.87, 1, 0, 0.8736].map(zh.format.percent)).toEqual(['47.8%', '87%', '100%', '0%', '87.4%']);
});

test('lists', () => {
  expect(zh.format.list(['甲', '乙', '丙'])).toBe('甲、乙、丙');
  expect(en.format.list(['a', 'b', 'c'])).toBe('a, b, c');
  expect([zh.format.list([]), en.format.list(['a'])]).toEqual(['', 'a']);
});

describe('composing', () => {
  test('lines escape what is no markup, and leave out what there is not', () => {
    expect(lines('<a>', null, '', bold('b'), escaped('&')).markup).toBe('&lt;a&gt;\n\n<b>b</b>\n&amp;');
  });
});

describe('names of places', () => {
  const building = { name: '金隅大厦', nameEn: 'Jinyu Building' };
  const hutong = { name: '丰栎商务楼', nameEn: null };

  test('in English its own form, with the characters once', () => {
    expect([nameIn(building, en), shortNameIn(building, en)]).toEqual([
      'Jinyu Building (金隅大厦)',
      'Jinyu Building',
    ]);
    expect([nameIn(hutong, en), shortNameIn(hutong, en)]).toEqual(['丰栎商务楼', '丰栎商务楼']);
    expect([nameIn(building, zh), shortNameIn(building, zh)]).toEqual(['金隅大厦', '金隅大厦']);
  });
});
