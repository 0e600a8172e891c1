import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptText, type GivenEntity, hostsIn, mostEntities } from '../../src/domain/formatted-text.ts';
import { readTags } from '../../src/domain/typed-tags.ts';
import { formatted } from '../../src/i18n/formatted.ts';
import { parseHtml } from '../../src/playground/bot-api/entities/html.ts';

const entity = (
  type: string,
  offset: number,
  length: number,
  more: Partial<GivenEntity> = {},
): GivenEntity => ({
  type,
  offset,
  length,
  ...more,
});
const htmlOf = (text: string, given: readonly GivenEntity[]) => {
  const read = acceptText(text, given);
  return read.ok ? formatted(read.text).markup : read.fault;
};

describe('what an officer wrote', () => {
  test.each([
    ['is kept as it is', '周五 3 < 5 & “好”', [], '周五 3 &lt; 5 &amp; “好”'],
    ['keeps its bold', '停水通知：周五', [entity('bold', 0, 4)], '<b>停水通知</b>：周五'],
    [
      'keeps what is within what',
      'abcdef',
      [entity('italic', 2, 2), entity('bold', 0, 6)],
      '<b>ab<i>cd</i>ef</b>',
    ],
    [
      'is cut where stretches cross',
      'abcdef',
      [entity('bold', 0, 4), entity('italic', 2, 4)],
      '<b>ab<i>cd</i></b><i>ef</i>',
    ],
    [
      'has nothing within code',
      'abcd',
      [entity('code', 0, 3), entity('bold', 1, 3)],
      '<code>abc</code><b>d</b>',
    ],
    [
      'keeps a link',
      '报名表',
      [entity('text_link', 0, 3, { url: 'example.com' })],
      '<a href="https://example.com/">报名表</a>',
    ],
    [
      'keeps a program',
      'ls',
      [entity('pre', 0, 2, { language: 'sh' })],
      '<pre><code class="language-sh">ls</code></pre>',
    ],
    [
      'keeps a quote that unfolds',
      '长',
      [entity('expandable_blockquote', 0, 1)],
      '<blockquote expandable>长</blockquote>',
    ],
    ['leaves to apps what they find', '#活动 12345', [entity('hashtag', 0, 3)], '#活动 12345'],
    ['cuts no letter in half', '😀ab', [entity('bold', 1, 2)], '<b>😀a</b>b'],
    ['has nothing beyond its end', 'ab', [entity('bold', 1, 99), entity('bold', 7, 2)], 'a<b>b</b>'],
  ] as const)('%s', (_what, text, given, html) => {
    expect(htmlOf(text, given)).toBe(html);
  });

  test.each([
    ['小李来', [entity('text_mention', 0, 2)], { type: 'mention', words: '小李' }],
    ['找 @xiaoli_w 报名', [entity('mention', 2, 9)], { type: 'mention', words: '@xiaoli_w' }],
    ['好的👍', [entity('custom_emoji', 2, 2)], { type: 'customEmoji', words: '👍' }],
    ['明天', [entity('date_time', 0, 2)], { type: 'unknownFormat', words: '明天' }],
    [
      '点这里',
      [entity('text_link', 0, 3, { url: 'tg://user?id=7' })],
      { type: 'link', words: '点这里', refusal: 'scheme' },
    ],
    [
      '看 https://a:b@example.com/x 哦',
      [],
      { type: 'link', words: 'https://a:b@example…', refusal: 'credentials' },
    ],
    ['去 tg://resolve?domain=x', [], { type: 'link', words: 'tg://resolve?domain…', refusal: 'scheme' }],
    [
      'www.bank.cn',
      [entity('text_link', 0, 11, { url: 'https://evil.com' })],
      { type: 'disguised', words: 'www.bank.cn', host: 'evil.com' },
    ],
    [' \u200b ', [], { type: 'empty' }],
    [
      'a'.repeat(99),
      Array.from({ length: mostEntities + 1 }, (_, at) => entity('bold', at, 1)),
      { type: 'tooManyStretches' },
    ],
  ] as const)('%s is refused, with the place', (text, given, fault) => {
    expect(acceptText(text, given)).toEqual({ ok: false, fault });
  });

  test('an e-mail address is nobody’s account', () => {
    expect(acceptText('写到 gonghui@example.com', [])).toMatchObject({ ok: true });
  });

  test('says where its links lead, in letters that look like no others', () => {
    const read = acceptText('看 https://例子.cn/a，或者这里', [
      entity('text_link', 20, 2, { url: 'https://example.com' }),
    ]);
    expect(read.ok && hostsIn(read.text)).toEqual(['xn--fsqu00a.cn', 'example.com']);
  });
});

describe('tags that were typed', () => {
  test.each([
    ['<b>停水</b>通知', '<b>停水</b>通知'],
    ['<STRONG>a</strong> &lt;b&gt; &amp;', '<b>a</b> &lt;b&gt; &amp;'],
    [
      '<a href="https://example.com/x?a=1&amp;b=2">看</a>',
      '<a href="https://example.com/x?a=1&amp;b=2">看</a>',
    ],
    ['<blockquote expandable>a</blockquote>', '<blockquote expandable>a</blockquote>'],
    ['  <i>a</i>  ', '<i>a</i>'],
    // No tag of Telegram's.
    ['<b>a</b> <font>b</font>', '<b>a</b> &lt;font&gt;b&lt;/font&gt;'],
  ])('%s', (typed, html) => {
    const read = readTags(typed);
    expect(read?.ok && formatted(read.text).markup).toBe(html);
  });

  test.each([['3 < 5 且 7 > 6'], ['<font>a</font>'], ['<bold>']])('%s has none', (typed) => {
    expect(readTags(typed)).toBeNull();
  });

  test.each([
    ['一\n<b>停水', { type: 'notClosed', tag: 'b', line: 2, words: '<b>停水' }],
    ['<b><i>停水</b></i>', { type: 'notClosed', tag: 'i', line: 1, words: '<i>停水</b></i>' }],
    ['停水</b>', { type: 'notOpened', tag: 'b', line: 1, words: '</b>' }],
    ['<a href="javascript:x">a</a>', { type: 'link', words: 'a', refusal: 'scheme' }],
    ['<a>a</a>', { type: 'link', words: 'a', refusal: 'unreadable' }],
    ['<b></b>', { type: 'empty' }],
  ])('%s is refused, with the place', (typed, fault) => {
    expect(readTags(typed)).toEqual({ ok: false, fault });
  });

  test('in what was formatted in the app are what it is about', () => {
    expect(readTags('写 <b> 就行', [entity('bold', 0, 1)])).toBeNull();
  });
});

describe('whatever is formatted, however', () => {
  const kinds = [
    'bold',
    'italic',
    'underline',
    'strikethrough',
    'spoiler',
    'code',
    'pre',
    'blockquote',
    'expandable_blockquote',
    'text_link',
  ];
  const odd = [...kinds, 'mention', 'url', 'text_mention', 'custom_emoji', 'date_time', 'nobody_knows'];
  const letters = fc.constantFrom(
    '停',
    '水',
    'a',
    '<',
    '&',
    '"',
    '😀',
    '\n',
    ' ',
    '@abcde',
    'https://a.cn',
    '</b>',
  );
  const text = fc.array(letters, { minLength: 1, maxLength: 30 }).map((all) => all.join(''));
  const given = (types: readonly string[]) =>
    fc.array(
      fc.record({
        type: fc.constantFrom(...types),
        offset: fc.integer({ min: -3, max: 40 }),
        length: fc.integer({ min: -3, max: 40 }),
        url: fc.constantFrom('https://example.com/"<', 'example.cn', 'javascript:x'),
        language: fc.constantFrom(undefined, 'ts', '"><b>'),
      }),
      { maxLength: 8 },
    );

  test('it is refused, or Telegram reads the same text, every stretch within it', () => {
    fc.assert(
      fc.property(text, given(odd), (words, entities) => {
        const read = acceptText(words, entities);
        if (!read.ok) return;
        const parsed = parseHtml(formatted(read.text).markup);
        expect(parsed.text).toBe(words);
        for (const { offset, length } of parsed.entities)
          expect(offset >= 0 && length > 0 && offset + length <= words.length).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('every letter looks as it did, but for what stands in code', () => {
    fc.assert(
      fc.property(text, given(['bold', 'italic', 'underline', 'spoiler']), (words, entities) => {
        const read = acceptText(words, entities);
        if (!read.ok) return;
        const looks = (all: readonly GivenEntity[], at: number) =>
          [
            ...new Set(
              all
                .filter(({ offset, length }) => offset <= at && at < offset + length)
                .map(({ type }) => type),
            ),
          ].sort();
        const { entities: parsed } = parseHtml(formatted(read.text).markup);
        for (let at = 0; at < words.length; at += 1)
          expect(looks(parsed, at)).toEqual(looks(read.text.entities, at));
      }),
      { numRuns: 100 },
    );
  });

  test('typed with tags, it is refused with a place, or read whole', () => {
    const pieces = fc.constantFrom(
      '<b>',
      '</b>',
      '<i>',
      '</i>',
      '<a href="https://a.cn">',
      '</a>',
      '停',
      '&lt;',
      '<',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const read = readTags(parts.join(''));
        if (read?.ok) expect(() => parseHtml(formatted(read.text).markup)).not.toThrow();
        if (read && !read.ok && read.fault.type === 'notClosed') expect(read.fault.words).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });
});
