import type { MessageEntity } from '../../world/telegram.ts';
import { dateTimeEntity } from './date-time.ts';
import { entityError } from './entity-error.ts';
import { linkEntity } from './links.ts';

const plainTypes: ReadonlyMap<string, string> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
]);
const otherTags = new Set(['a', 'code', 'pre', 'blockquote', 'tg-emoji', 'tg-time']);

export function isKnownTag(name: string): boolean {
  return plainTypes.has(name) || otherTags.has(name);
}

export interface ClosedTag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  offset: number;
  /** What stood between the tags, without tags. */
  text: string;
}

/** Adds what a pair of tags makes of the text between them; `entities` are in order of closing. */
export function addEntity({ name, attributes, offset, text }: ClosedTag, entities: MessageEntity[]): void {
  const range = { offset, length: text.length };
  const plain = plainTypes.get(name);
  if (plain) {
    entities.push({ type: plain, ...range });
    return;
  }
  switch (name) {
    case 'a': {
      const link = linkEntity(attributes.get('href') || text, range);
      if (link) entities.push(link);
      return;
    }
    case 'blockquote': {
      const type = attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote';
      entities.push({ type, ...range });
      return;
    }
    case 'tg-emoji': {
      const id = attributes.get('emoji-id') ?? '';
      if (!/^[1-9]\d{0,18}$/.test(id)) throw entityError('Invalid custom emoji identifier specified');
      entities.push({ type: 'custom_emoji', ...range, custom_emoji_id: id });
      return;
    }
    case 'tg-time':
      entities.push(dateTimeEntity(attributes.get('unix') ?? '', attributes.get('format') ?? '', range));
      return;
    default:
      addCode(name, codeLanguage(attributes), range, entities);
  }
}

function codeLanguage(attributes: ReadonlyMap<string, string>): string {
  const given = attributes.get('class') ?? '';
  return given.startsWith('language-') ? given.slice('language-'.length) : '';
}

/** The language of a `<code>` that may yet turn out to sit in a `<pre>`; alone it is dropped. */
const pendingLanguage = new WeakMap<MessageEntity, string>();

/** `<pre><code class="language-x">` around the same text is one block in language x. */
function addCode(
  name: string,
  language: string,
  range: { offset: number; length: number },
  entities: MessageEntity[],
): void {
  const last = entities.at(-1);
  const same = last && last.offset === range.offset && last.length === range.length ? last : undefined;
  if (name === 'pre' && same?.type === 'code' && pendingLanguage.has(same)) {
    entities.pop();
    entities.push({ type: 'pre', ...range, language: pendingLanguage.get(same) ?? '' });
  } else if (name === 'code' && same?.type === 'pre' && language) {
    entities.pop();
    entities.push({ type: 'pre', ...range, language });
  } else {
    const entity: MessageEntity = { type: name, ...range };
    if (name === 'code' && language) pendingLanguage.set(entity, language);
    entities.push(entity);
  }
}
