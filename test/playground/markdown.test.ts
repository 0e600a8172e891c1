import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/playground/bot-api/api-error.ts';
import { parseMarkdown } from '../../src/playground/bot-api/entities/markdown.ts';
import { parseMarkdownV2 } from '../../src/playground/bot-api/entities/markdown-v2.ts';

function refusalOf(parse: () => unknown): string {
  try {
    parse();
    return 'ok';
  } catch (error) {
    return error instanceof ApiError
      ? error.message.replace("Bad Request: can't parse entities: ", '')
      : String(error);
  }
}

describe('what MarkdownV2 becomes', () => {
  test.each([
    { source: '*娘家*欢迎', text: '娘家欢迎', entities: [{ type: 'bold', offset: 0, length: 2 }] },
    { source: '👋 _你好_', text: '👋 你好', entities: [{ type: 'italic', offset: 3, length: 2 }] },
    {
      source: '__a__~b~||c||',
      text: 'abc',
      entities: [
        { type: 'underline', offset: 0, length: 1 },
        { type: 'strikethrough', offset: 1, length: 1 },
        { type: 'spoiler', offset: 2, length: 1 },
      ],
    },
    {
      source: '*a_b_*',
      text: 'ab',
      entities: [
        { type: 'italic', offset: 1, length: 1 },
        { type: 'bold', offset: 0, length: 2 },
      ],
    },
    { source: '1\\.5 \\*', text: '1.5 *', entities: [] },
    {
      source: '[链接](https://a.cn/x\\)y)',
      text: '链接',
      entities: [{ type: 'text_link', offset: 0, length: 2, url: 'https://a.cn/x)y' }],
    },
    {
      source: '[她](tg://user?id=7)',
      text: '她',
      entities: [
        { type: 'text_mention', offset: 0, length: 1, user: { id: 7, is_bot: false, first_name: '' } },
      ],
    },
    { source: '`a.b`', text: 'a.b', entities: [{ type: 'code', offset: 0, length: 3 }] },
    { source: '```\nx.y\n```', text: 'x.y\n', entities: [{ type: 'pre', offset: 0, length: 4 }] },
    {
      source: '```ts\nx\n```',
      text: 'x\n',
      entities: [{ type: 'pre', offset: 0, length: 2, language: 'ts' }],
    },
    {
      source: '![👍](tg://emoji?id=5368324170671202286)',
      text: '👍',
      entities: [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' }],
    },
    {
      source: '![明天](tg://time?unix=1647531900&format=wDT)',
      text: '明天',
      entities: [{ type: 'date_time', offset: 0, length: 2, unix_time: 1647531900, date_time_format: 'wDT' }],
    },
    { source: '>一\n>二\n三', text: '一\n二\n三', entities: [{ type: 'blockquote', offset: 0, length: 3 }] },
    {
      source: 'x\n>一\n>*二*',
      text: 'x\n一\n二',
      entities: [
        { type: 'bold', offset: 4, length: 1 },
        { type: 'blockquote', offset: 2, length: 3 },
      ],
    },
    {
      source: '>一\n>二||',
      text: '一\n二',
      entities: [{ type: 'expandable_blockquote', offset: 0, length: 3 }],
    },
    {
      source: '>一\n**>二||\n三',
      text: '一\n二\n三',
      entities: [
        { type: 'blockquote', offset: 0, length: 1 },
        { type: 'expandable_blockquote', offset: 2, length: 1 },
      ],
    },
  ])('$source', ({ source, text, entities }) => {
    expect(parseMarkdownV2(source)).toEqual({ text, entities });
  });
});

describe('what MarkdownV2 is refused', () => {
  test.each([
    ...[...']()>#+-=|{}.!'].map((character) => [
      `你${character}`,
      `Character '${character}' is reserved and must be escaped with the preceding '\\'`,
    ]),
    ['🏟 🏟_abacaba', "Can't find end of Italic entity at byte offset 9"],
    ['🏟 🏟_abac * asd ', "Can't find end of Bold entity at byte offset 15"],
    ['🏟 🏟_abac * asd _', "Can't find end of Italic entity at byte offset 21"],
    ['🏟 🏟`', "Can't find end of Code entity at byte offset 9"],
    ['🏟 🏟```', "Can't find end of Pre entity at byte offset 9"],
    ['🏟 🏟```a ', "Can't find end of PreCode entity at byte offset 9"],
    ['🏟 🏟_🏟 🏟__', "Can't find end of Underline entity at byte offset 19"],
    ['[a](https://a.cn', "Can't find end of a URL at byte offset 4"],
    ['![a]', 'Custom emoji entity must contain a tg://emoji URL'],
    ['>*a\nb', "Can't find end of Bold entity at byte offset 1"],
  ])('%s', (source, words) => {
    expect(refusalOf(() => parseMarkdownV2(source))).toBe(words);
  });
});

describe('the legacy Markdown', () => {
  test.each([
    {
      source: '*粗*_斜_`码`',
      text: '粗斜码',
      entities: [
        { type: 'bold', offset: 0, length: 1 },
        { type: 'italic', offset: 1, length: 1 },
        { type: 'code', offset: 2, length: 1 },
      ],
    },
    { source: 'a.b-c!', text: 'a.b-c!', entities: [] },
    { source: '\\_a\\*', text: '_a*', entities: [] },
    {
      source: '[网](https://a.cn/)',
      text: '网',
      entities: [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.cn/' }],
    },
    {
      source: '```py\nx\n```',
      text: 'x\n',
      entities: [{ type: 'pre', offset: 0, length: 2, language: 'py' }],
    },
  ])('$source', ({ source, text, entities }) => {
    expect(parseMarkdown(source)).toEqual({ text, entities });
  });

  test('an entity without end is refused with where it began, in bytes', () => {
    expect(refusalOf(() => parseMarkdown('你好 *粗'))).toBe(
      "Can't find end of the entity starting at byte offset 7",
    );
  });
});

test('escaping every reserved character gives the text back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const escaped = text.replaceAll(/[_*[\]()~`>#+\-=|{}.!\\]/g, '\\$&');
      expect(parseMarkdownV2(escaped)).toEqual({ text, entities: [] });
    }),
  );
});

test('whatever it is given, it parses or refuses', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '__',
    '~',
    '||',
    '`',
    '```',
    '[',
    '](',
    ')',
    '>',
    '\n',
    '\\',
    '!',
    '你',
    '😀',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      for (const parse of [parseMarkdown, parseMarkdownV2]) {
        try {
          const { text, entities } = parse(pieces.join(''));
          for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
      }
    }),
    { numRuns: 500 },
  );
});
