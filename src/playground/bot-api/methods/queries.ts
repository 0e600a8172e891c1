import { badRequest } from '../api-error.ts';
import type { Method } from '../method.ts';
import { isObject } from '../parameters.ts';

const longestAnswer = 200;
const mostResults = 50;
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
    const results = parameters.json('results', 'inline query results');
    if (!Array.isArray(results)) throw badRequest('expected an Array of inline query results');
    if (results.length > mostResults) throw badRequest('RESULTS_TOO_MUCH');
    checkResults(results);
    const button = parameters.json('button', 'inline query results button');
    const answer = {
      results,
      next_offset: parameters.text('next_offset'),
      ...(button !== undefined && { button }),
    };
    if (!world.queries.answerInline(parameters.text('inline_query_id'), world.clock.now(), answer)) {
      throw badRequest(tooOld);
    }
    return true;
  },
} satisfies Record<string, Method>;

function isOwnLink(url: string, username: string): boolean {
  return new RegExp(`^(?:https?://)?t(?:elegram)?\\.me/${username}(?:\\?|$)`, 'i').test(url);
}

function checkResults(results: readonly unknown[]): void {
  const seen = new Set<string>();
  for (const result of results) {
    if (!isObject(result) || typeof result.type !== 'string') {
      throw badRequest('can\'t parse inline query result: Can\'t find field "type"');
    }
    const id = String(result.id ?? '');
    if (id === '' || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
    if (seen.has(id)) throw badRequest('RESULT_ID_DUPLICATE');
    seen.add(id);
  }
}
