import type { MessageEntity } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { checkUrl } from '../checks/url.ts';
import { isObject } from '../parameters.ts';
import { mentioned, mentionedId } from './links.ts';

const plain = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
]);
/** Telegram finds these itself and takes no bot's word for them. */
const detected = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

/** The `entities` parameter: entities that the bot measured itself. */
export function givenEntities(given: unknown): MessageEntity[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((entity) => givenEntity(entity) ?? []);
}

function givenEntity(given: unknown): MessageEntity | undefined {
  if (!isObject(given)) throw refusal('expected an Object');
  const range = { offset: integer(given, 'offset'), length: integer(given, 'length') };
  const type = given.type;
  if (typeof type !== 'string') throw refusal(`Can't find field "type"`);
  if (detected.has(type)) return undefined;
  if (plain.has(type)) return { type, ...range };
  switch (type) {
    case 'pre':
      return { type, ...range, ...(typeof given.language === 'string' && { language: given.language }) };
    case 'text_link':
      return givenLink(String(given.url ?? ''), range);
    case 'text_mention': {
      const id = isObject(given.user) ? given.user.id : undefined;
      if (typeof id !== 'number') throw refusal(`Can't find field "user"`);
      return { type, ...range, user: mentioned(id) };
    }
    case 'custom_emoji':
      if (!/^\d{1,19}$/.test(String(given.custom_emoji_id))) {
        throw badRequest('invalid custom emoji identifier specified');
      }
      return { type, ...range, custom_emoji_id: String(given.custom_emoji_id) };
    case 'date_time': {
      const format = given.date_time_format;
      const entity = { type, ...range, unix_time: integer(given, 'unix_time') };
      return typeof format === 'string' && format ? { ...entity, date_time_format: format } : entity;
    }
    default:
      throw refusal('Unsupported type specified');
  }
}

function givenLink(url: string, range: { offset: number; length: number }): MessageEntity {
  const id = mentionedId(url);
  if (id !== undefined) return { type: 'text_mention', ...range, user: mentioned(id) };
  const checked = checkUrl(url);
  if (!checked.ok) throw badRequest(`entity URL '${url}' is invalid: ${checked.reason}`);
  return { type: 'text_link', ...range, url: checked.url };
}

function integer(given: Record<string, unknown>, field: string): number {
  const value = Number(given[field]);
  if (given[field] === undefined) throw refusal(`Can't find field "${field}"`);
  if (!Number.isSafeInteger(value)) throw refusal(`Field "${field}" must be a valid Number`);
  return value;
}

function refusal(reason: string) {
  return badRequest(`can't parse MessageEntity: ${reason}`);
}
