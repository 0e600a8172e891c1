import type { InlineResult, ResultsButton } from '../../world/queries.ts';
import type { World } from '../../world/world.ts';
import { ApiError, badRequest } from '../api-error.ts';
import { isObject, Parameters } from '../parameters.ts';
import { inlineKeyboard } from './keyboard.ts';
import { messageText } from './text.ts';

const longestStartParameter = 64;

/**
 * One InlineQueryResult with the message it becomes. Of the twenty kinds Telegram has there are articles here, and of what
 * an article may become, text.
 */
export function inlineResult(world: World, given: unknown): InlineResult {
  if (!isObject(given)) throw unfit('expected an Object');
  const type = field(given, 'type').toLowerCase();
  const id = field(given, 'id');
  if (type !== 'article') throw unfit(`type "${type}" is unsupported for the inline query result`);
  const title = field(given, 'title').trim();
  const content = given.input_message_content;
  if (!isObject(content)) throw unfit('can\'t find field "input_message_content"');
  const { message_text: text, ...options } = content;
  const words = inside(() => messageText(world, new Parameters({ ...options, text })));
  const reply_markup = inside(() => inlineKeyboard(new Parameters({ reply_markup: given.reply_markup })));
  if (title === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  const description = typeof given.description === 'string' ? given.description.trim() : '';
  return {
    type,
    id,
    title,
    ...(description && { description }),
    content: words,
    ...(reply_markup && { reply_markup }),
  };
}

export function resultsButton(given: unknown): ResultsButton | undefined {
  if (given === undefined) return undefined;
  if (!isObject(given)) throw badRequest("can't parse inline query results button: expected an Object");
  const text = typeof given.text === 'string' ? given.text.trim() : '';
  if (text === '') throw badRequest('SWITCH_PM_TEXT_EMPTY');
  if (isObject(given.web_app)) return { text, web_app: { url: String(given.web_app.url) } };
  const parameter = given.start_parameter;
  if (typeof parameter !== 'string' || parameter === '') throw badRequest("can't use empty start_parameter");
  if (parameter.length > longestStartParameter) throw badRequest('too long start_parameter specified');
  if (!/^[A-Za-z0-9_-]+$/.test(parameter)) {
    throw badRequest('unallowed characters in start_parameter are used');
  }
  return { text, start_parameter: parameter };
}

/** A number will do for a text, as everywhere in the Bot API. */
function field(given: Record<string, unknown>, name: string): string {
  const value = given[name];
  if (value === undefined || value === null) throw unfit(`can't find field "${name}"`);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw unfit(`field "${name}" must be of type String`);
  return String(value);
}

const unfit = (reason: string) => badRequest(`can't parse InlineQueryResult: ${reason}`);

/** What can't be read of a result is said to be so; what Telegram's core refuses has its own code. */
function inside<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof ApiError ? error.message.replace(/^Bad Request: /, '') : '';
    if (reason === '' || /^[A-Z_]+$/.test(reason)) throw error;
    if (reason === 'message is too long') throw badRequest('MESSAGE_TOO_LONG');
    throw unfit(reason);
  }
}
