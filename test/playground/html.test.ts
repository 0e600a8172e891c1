import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/playground/bot-api/api-error.ts';
import { parseHtml } from '../../src/playground/bot-api/entities/html.ts';

describe('what HTML becomes', () => {
  test.each([
    { html: '没有标签', text: '没有标签', entities: [] },
    { html: '<b>娘家</b>欢迎你', text: '娘家欢迎你', entities: [{ type: 'bold', offset: 0, length: 2 }] },
    { html: '👋<i>你好</i>', text: '👋你好', entities: [{ type: 'italic', offset: 2, length: 2 }] },
    { html: '<b>👩‍👩‍👧</b>!', text: '👩‍👩‍👧!', entities: [{ type: 'bold', offset: 0, length: 8 }] },
    {
      html: '<b>外<i>内</i></b>',
      text: '外内',
      entities: [
        { type: 'italic', offset: 1, length: 1 },
        { type: 'bold', offset: 0, length: 2 },
      ],
    },
    { html: '<strong>a</strong>', text: 'a', entities: [{ type: 'bold', offset: 0, length: 1 }] },
    { html: '<em>a</em>', text: 'a', entities: [{ type: 'italic', offset: 0, length: 1 }] },
    {
      html: '<u>a</u><ins>b</ins>',
      text: 'ab',
      entities: [
        { type: 'underline', offset: 0, length: 1 },
        { type: 'underline', offset: 1, length: 1 },
      ],
    },
    {
      html: '<s>a</s><strike>b</strike><del>c</del>',
      text: 'abc',
      entities: [0, 1, 2].map((offset) => ({ type: 'strikethrough', offset, length: 1 })),
    },
    {
      html: '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
      text: 'ab',
      entities: [
        { type: 'spoiler', offset: 0, length: 1 },
        { type: 'spoiler', offset: 1, length: 1 },
      ],
    },
    { html: '<B>大写</B >', text: '大写', entities: [{ type: 'bold', offset: 0, length: 2 }] },
    { html: '<b>a</>', text: 'a', entities: [{ type: 'bold', offset: 0, length: 1 }] },
    { html: '<b></b>', text: '', entities: [] },
    {
      html: '<a href="https://a.cn/?x=1&amp;y=2">链接</a>',
      text: '链接',
      entities: [{ type: 'text_link', offset: 0, length: 2, url: 'https://a.cn/?x=1&y=2' }],
    },
    {
      html: '<a>example.com</a>',
      text: 'example.com',
      entities: [{ type: 'text_link', offset: 0, length: 11, url: 'http://example.com/' }],
    },
    { html: '<a href="nonsense">a</a>', text: 'a', entities: [] },
    {
      html: '<a href="tg://user?id=5">她</a>',
      text: '她',
      entities: [
        { type: 'text_mention', offset: 0, length: 1, user: { id: 5, is_bot: false, first_name: '' } },
      ],
    },
    { html: '<code>x</code>', text: 'x', entities: [{ type: 'code', offset: 0, length: 1 }] },
    {
      html: '<code class="language-ts">x</code>',
      text: 'x',
      entities: [{ type: 'code', offset: 0, length: 1 }],
    },
    { html: '<pre>x</pre>', text: 'x', entities: [{ type: 'pre', offset: 0, length: 1 }] },
    {
      html: '<pre><code class="language-ts">x</code></pre>',
      text: 'x',
      entities: [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    },
    {
      html: '<code class="language-ts"><pre>x</pre></code>',
      text: 'x',
      entities: [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    },
    {
      html: '<blockquote>q</blockquote>',
      text: 'q',
      entities: [{ type: 'blockquote', offset: 0, length: 1 }],
    },
    {
      html: '<blockquote expandable>q</blockquote>',
      text: 'q',
      entities: [{ type: 'expandable_blockquote', offset: 0, length: 1 }],
    },
    {
      html: '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
      text: '👍',
      entities: [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' }],
    },
    {
      html: '<tg-time unix="1647531900" format="wDT">明天</tg-time>',
      text: '明天',
      entities: [{ type: 'date_time', offset: 0, length: 2, unix_time: 1647531900, date_time_format: 'wDT' }],
    },
    {
      html: '<tg-time unix="1647531900">明天</tg-time>',
      text: '明天',
      entities: [{ type: 'date_time', offset: 0, length: 2, unix_time: 1647531900 }],
    },
    { html: '1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;x&quot;', text: '1 < 2 && 3 > 2 "x"', entities: [] },
    { html: '&#20320;&#x597D; &nbsp; & &#0;', text: '你好 &nbsp; & &#0;', entities: [] },
    { html: '&lt&gt', text: '<>', entities: [] },
  ])('$html', ({ html, text, entities }) => {
    expect(parseHtml(html)).toEqual({ text, entities });
  });
});

describe('what HTML is refused, in whose words', () => {
  test.each([
    ['<x>', 'Unsupported start tag "x" at byte offset 0'],
    ['abc<x>', 'Unsupported start tag "x" at byte offset 3'],
    ['你好<br>', 'Unsupported start tag "br" at byte offset 6'],
    ['👋<p>', 'Unsupported start tag "p" at byte offset 4'],
    ['1 < 2 and 3 > 2', 'Unsupported start tag "" at byte offset 2'],
    ['<constructor>', 'Unsupported start tag "constructor" at byte offset 0'],
    ['<b>娘家', `Can't find end tag corresponding to start tag "b"`],
    ['<b><i>a</i>', `Can't find end tag corresponding to start tag "b"`],
    ['</b>', 'Unexpected end tag at byte offset 0'],
    ['你</b>', 'Unexpected end tag at byte offset 3'],
    ['<b>你</i>', 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['你<b', 'Unclosed start tag at byte offset 3'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
    ['<a href=>x</a>', 'ok'],
    ['<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=a/b>x</a>', 'Unexpected end of name token at byte offset 8'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="x">x</tg-emoji>', 'Invalid custom emoji identifier specified'],
    ['<tg-time unix="soon">x</tg-time>', 'Invalid Unix time specified'],
    [
      '<blockquote open>x</blockquote>',
      'Expected equal sign in declaration of an attribute of the tag "blockquote" at byte offset 0',
    ],
    [
      '&#xd83d;',
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    ],
  ])('%s', (html, words) => {
    expect(refusalOf(() => parseHtml(html))).toBe(
      words === 'ok' ? 'ok' : `Bad Request: can't parse entities: ${words}`,
    );
  });
});

test('whatever it is given, it parses or refuses, and entities lie within the text', () => {
  const piece = fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<a href="https://t.me">',
    '</a>',
    '&amp;',
    '&',
    '<',
    '你',
    '😀',
    ' x',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' }))), (pieces) => {
      try {
        const { text, entities } = parseHtml(pieces.join(''));
        for (const { offset, length } of entities) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
      }
    }),
  );
});

test('escaped text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(parseHtml(escaped)).toEqual({ text, entities: [] });
    }),
  );
});

function refusalOf(parse: () => unknown): string {
  try {
    parse();
    return 'ok';
  } catch (error) {
    return error instanceof ApiError ? error.message : String(error);
  }
}
