import type { MessageEntity } from './telegram.ts';

/** One alternative per kind that Telegram finds in plain text by itself. */
const patterns: readonly { type: string; pattern: RegExp; hint: string }[] = [
  {
    type: 'bot_command',
    pattern: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu,
    hint: '/',
  },
  {
    type: 'email',
    pattern: /(?<![\w.%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g,
    hint: '@',
  },
  {
    type: 'url',
    pattern: /(?<![\w@.-])(?:https?:\/\/|tg:\/\/)[^\s<>"'，。！？；：、）】」』]+/gi,
    hint: '://',
  },
  {
    type: 'url',
    pattern:
      /(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|cn|me|gov|edu|io|info)(?:\/[^\s<>"'，。！？；：、）】」』]*)?(?![\w-])/gi,
    hint: '.',
  },
  {
    type: 'mention',
    pattern: /(?<![\p{L}\p{N}_@.])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\p{L}\p{N}_])/gu,
    hint: '@',
  },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#&])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/gu, hint: '#' },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{3,8}(?![\p{L}\p{N}_])/gu, hint: '$' },
  { type: 'phone_number', pattern: /(?<![\p{L}\p{N}_.+-])\+\d[\d -]{8,17}\d(?![\p{L}\p{N}_])/gu, hint: '+' },
];

/** What Telegram recognises without being told: commands, links, addresses, mentions, tags. In order of offset. */
export function detectEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const { type, pattern, hint } of patterns) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].replace(/[.,;:!?)]+$/, '').length };
      if (entity.length > 0 && !found.some((other) => overlap(entity, other))) found.push(entity);
    }
  }
  return found.sort((one, other) => one.offset - other.offset);
}

export function overlap(one: MessageEntity, other: MessageEntity): boolean {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}
