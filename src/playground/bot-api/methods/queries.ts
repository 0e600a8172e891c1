import { badRequest } from '../api-error.ts';
import { inlineResult, resultsButton } from '../checks/inline-result.ts';
import type { Method } from '../method.ts';

const longestAnswer = 200;
const mostResults = 50;
const longestId = 64;
const longestOffset = 64;
const usualCacheSeconds = 300;
const mostCacheSeconds = 24 * 60 * 60;
const tooOld = 'query is too old and response timeout expired or query ID is invalid';

/** Answers to a pressed button and to `@bot …`. */
export const queryMethods = {
  answerCallbackQuery: ({ world, parameters }) => {
    const text = parameters.text('text');
    if (text.length > longestAnswer) throw badRequest('MESSAGE_TOO_LONG');
    const url = parameters.text('url');
    // Only a game, or a deep link to the bot itself, may be opened by an answer.
    if (url && !isOwnLink(url, world.bot.username)) throw badRequest('URL_INVALID');
    const answered = world.queries.answerable(parameters.text('callback_query_id'), world.clock.now());
    if (!answered) throw badRequest(tooOld);
    // A second answer changes nothing, and Telegram does not complain of it.
    if (answered.first) {
      world.happen(answered.query.from.id, {
        kind: 'callback_answered',
        callback_query_id: answered.query.id,
        show_alert: parameters.flag('show_alert'),
        ...(text && { text }),
        ...(url && { url }),
      });
    }
    return true;
  },

  answerInlineQuery: ({ world, parameters }) => {
    const given = parameters.json('results', 'inline query results') ?? [];
    if (!Array.isArray(given)) throw badRequest('expected an Array of inline query results');
    if (given.length > mostResults) throw badRequest('too many inline query results specified');
    const results = given.map((result) => inlineResult(world, result));
    const button = resultsButton(parameters.json('button', 'inline query results button'));
    const next_offset = parameters.text('next_offset');
    if (Buffer.byteLength(next_offset) > longestOffset) throw badRequest('NEXT_OFFSET_INVALID');
    checkIds(results.map(({ id }) => id));
    const seconds = parameters.integer('cache_time') ?? usualCacheSeconds;
    const caching = {
      seconds: Math.min(Math.max(seconds, 0), mostCacheSeconds),
      personal: parameters.flag('is_personal'),
    };
    const answer = { results, next_offset, ...(button && { button }) };
    const id = parameters.text('inline_query_id');
    if (!world.queries.answerInline(id, world.clock.now(), answer, caching)) throw badRequest(tooOld);
    return true;
  },
} satisfies Record<string, Method>;

function isOwnLink(url: string, username: string): boolean {
  return new RegExp(`^(?:https?://)?t(?:elegram)?\\.me/${username}(?:\\?|$)`, 'i').test(url);
}

function checkIds(ids: readonly string[]): void {
  if (ids.includes('')) throw badRequest('RESULT_ID_EMPTY');
  if (ids.some((id) => Buffer.byteLength(id) > longestId)) throw badRequest('RESULT_ID_INVALID');
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
}
