import { beforeEach, expect, test } from 'vitest';
import type { Method, Update } from '../../src/bot/api-types.ts';
import { createBot } from '../../src/bot/create-bot.ts';
import type { InlineOffers, InlineQuestion } from '../../src/bot/inline.ts';
import { ApiError, NetworkError } from '../../src/bot/telegram-error.ts';
import { BotApi } from '../../src/bot/transport.ts';
import { createTranslations, escaped } from '../../src/i18n/index.ts';
import { createLog } from '../../src/log.ts';

/** What Telegram is told, and how it takes it. */
class ToldApi extends BotApi {
  readonly told: { method: Method; payload: object }[] = [];
  refusal: Error | undefined;

  override async call(method: Method, payload: object): Promise<never> {
    this.told.push({ method, payload });
    if (this.refusal) throw this.refusal;
    return true as never;
  }
}

let api: ToldApi;
let warned: string[];
let asked: InlineQuestion[];
let offers: () => Promise<InlineOffers>;
let nextUpdate = 0;

beforeEach(() => {
  api = new ToldApi({ token: '1:unused', apiRoot: 'http://localhost:1' });
  warned = [];
  asked = [];
  offers = async () => ({
    offers: [
      {
        id: 'p7g8n',
        title: '金隅大厦',
        description: '金隅阳光楼宇工会联合会',
        card: { text: escaped('a <card>'), rows: [[{ label: 'open', url: 'https://t.me/b?start=b_p7g8n' }]] },
      },
    ],
    lead: 'open the bot',
  });
});

/** Types it; a turn would be an error: nobody is written down for what she types in other chats. */
async function types(query: Partial<NonNullable<Update['inline_query']>>): Promise<void> {
  const bot = createBot({
    api,
    me: {
      ...{ id: 1, is_bot: true, first_name: '娘家', username: 'niangjia_bot' },
      ...{ can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: true },
    },
    conversations: [],
    otherwise: () => undefined,
    resumeCard: () => ({ text: escaped('') }),
    turns: {
      run: () => Promise.reject(new Error('a turn was begun')),
      answered: () => undefined,
      unanswered: async () => [],
    },
    makeFile: async () => null,
    reachable: async () => undefined,
    inline: (question) => {
      asked.push(question);
      return offers();
    },
    translations: createTranslations('Asia/Shanghai'),
    languageDefault: 'zh',
    now: () => new Date(0),
    log: createLog({ level: 'warn', write: (line) => warned.push(line), now: () => new Date(0) }),
  });
  nextUpdate += 1;
  const from = { id: 42, is_bot: false, first_name: '路人', language_code: 'en' };
  await bot.handle({
    update_id: nextUpdate,
    inline_query: { id: 'q1', from, query: '金隅', offset: '', ...query },
  });
  await bot.idle();
}

test('what is typed is asked in the reader’s language, and answered without a turn', async () => {
  await types({});
  expect(asked.map(({ typed, bot, t }) => [typed, bot, t.language])).toEqual([
    ['金隅', 'niangjia_bot', 'en'],
  ]);
  expect(api.told).toEqual([
    {
      method: 'answerInlineQuery',
      payload: {
        inline_query_id: 'q1',
        results: [
          {
            type: 'article',
            id: 'p7g8n',
            title: '金隅大厦',
            description: '金隅阳光楼宇工会联合会',
            input_message_content: {
              message_text: 'a &lt;card&gt;',
              parse_mode: 'HTML',
              link_preview_options: { is_disabled: true },
            },
            reply_markup: { inline_keyboard: [[{ text: 'open', url: 'https://t.me/b?start=b_p7g8n' }]] },
          },
        ],
        button: { text: 'open the bot', start_parameter: 'f_inline' },
        cache_time: 300,
        is_personal: true,
      },
    },
  ]);
});

test('there is no second page', async () => {
  await types({ offset: '50' });
  expect(api.told[0]?.payload).toMatchObject({ results: [] });
});

test('an answer that comes too late is nobody’s fault', async () => {
  api.refusal = new ApiError({
    method: 'answerInlineQuery',
    code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  });
  await types({});
  expect(api.told).toHaveLength(1);
  expect(warned).toEqual([]);
});

test.each([
  ['a database that is away', () => (offers = () => Promise.reject(new Error('no database')))],
  [
    'a network that is away',
    () =>
      (api.refusal = new NetworkError({
        method: 'answerInlineQuery',
        kind: 'ambiguous',
        reason: 'ECONNRESET',
      })),
  ],
])('%s costs one line of the log, and no second try', async (_what, breaks) => {
  breaks();
  await types({});
  expect(warned.map((line) => JSON.parse(line).event)).toEqual(['inline query not answered']);
  expect(warned.join('')).not.toContain('金隅');
});
