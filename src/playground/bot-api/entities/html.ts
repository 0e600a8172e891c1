import type { FormattedText, MessageEntity } from '../../world/telegram.ts';
import { dateTimeEntity } from './date-time.ts';
import { byteOffset, entityError } from './entity-error.ts';
import { linkEntity } from './links.ts';

const plainTags: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};
const otherTags = new Set(['a', 'code', 'pre', 'blockquote', 'tg-emoji', 'tg-time']);

interface OpenTag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Where its text begins, in the text without tags. */
  offset: number;
}

/** Telegram's HTML: a few tags, four named entities, everything else an error. */
export function parseHtml(source: string): FormattedText {
  if (!source.includes('<') && !source.includes('&')) return { text: source, entities: [] };
  let text = '';
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let at = 0;
  while (at < source.length) {
    const special = source.slice(at).search(/[<&]/);
    if (special < 0) {
      text += source.slice(at);
      break;
    }
    text += source.slice(at, at + special);
    at += special;
    if (source[at] === '&') {
      const reference = readReference(source, at);
      text += reference.text;
      at = reference.end;
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, open, text, entities);
    } else {
      const tag = readTag(source, at);
      open.push({ ...tag, offset: text.length });
      at = tag.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw entityError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  if (/\p{Surrogate}/u.test(text)) {
    throw entityError(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    );
  }
  return { text, entities };
}

function closeTag(
  source: string,
  begin: number,
  open: OpenTag[],
  text: string,
  entities: MessageEntity[],
): number {
  const tag = open.pop();
  if (!tag) throw entityError(`Unexpected end tag at byte offset ${byteOffset(source, begin)}`);
  const match = /^<\/([^\s>]*)\s*(>?)/.exec(source.slice(begin));
  const name = (match?.[1] ?? '').toLowerCase();
  if (!match?.[2]) throw entityError(`Unclosed end tag at byte offset ${byteOffset(source, begin)}`);
  if (name !== '' && name !== tag.name) {
    const where = `at byte offset ${byteOffset(source, begin)}`;
    throw entityError(`Unmatched end tag ${where}, expected "</${tag.name}>", found "</${name}>"`);
  }
  if (text.length > tag.offset) addEntity(tag, text, entities);
  return begin + match[0].length;
}

function readTag(
  source: string,
  begin: number,
): { name: string; attributes: Map<string, string>; end: number } {
  const where = () => `at byte offset ${byteOffset(source, begin)}`;
  const name = /^[^\s>]*/.exec(source.slice(begin + 1))?.[0] ?? '';
  let at = begin + 1 + name.length;
  if (at >= source.length) throw entityError(`Unclosed start tag ${where()}`);
  const tag = name.toLowerCase();
  if (!(tag in plainTags) && !otherTags.has(tag))
    throw entityError(`Unsupported start tag "${tag}" ${where()}`);
  const attributes = new Map<string, string>();
  for (;;) {
    at += leadingSpace(source, at);
    if (source[at] === '>') break;
    if (at >= source.length) throw entityError(`Unclosed start tag "${tag}" ${where()}`);
    const attribute = /^[^\s=>]*/.exec(source.slice(at))?.[0] ?? '';
    if (!attribute) throw entityError(`Empty attribute name in the tag "${tag}" ${where()}`);
    at += attribute.length;
    at += leadingSpace(source, at);
    if (source[at] !== '=') {
      // `<blockquote expandable>` is the one attribute that stands without a value.
      if (tag === 'blockquote' && attribute === 'expandable') {
        attributes.set(attribute, '');
        continue;
      }
      throw entityError(`Expected equal sign in declaration of an attribute of the tag "${tag}" ${where()}`);
    }
    at += 1 + leadingSpace(source, at + 1);
    if (at >= source.length) throw entityError(`Unclosed start tag "${tag}" ${where()}`);
    const value = readValue(source, at);
    if (value.end >= source.length) throw entityError(`Unclosed start tag ${where()}`);
    attributes.set(attribute, value.text);
    at = value.end;
  }
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw entityError(`Tag "span" must have class "tg-spoiler" ${where()}`);
  }
  return { name: tag, attributes, end: at + 1 };
}

function readValue(source: string, begin: number): { text: string; end: number } {
  const quote = source[begin];
  if (quote !== '"' && quote !== "'") {
    const token = /^[A-Za-z0-9.-]*/.exec(source.slice(begin))?.[0] ?? '';
    const end = begin + token.length;
    if (end < source.length && !/[\s>]/.test(source[end] ?? '')) {
      throw entityError(`Unexpected end of name token at byte offset ${byteOffset(source, begin)}`);
    }
    return { text: token.toLowerCase(), end };
  }
  let text = '';
  let at = begin + 1;
  while (at < source.length && source[at] !== quote) {
    const reference =
      source[at] === '&' ? readReference(source, at) : { text: source[at] ?? '', end: at + 1 };
    text += reference.text;
    at = reference.end;
  }
  return { text, end: at + 1 };
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** A character reference; what is none stays an ampersand. The semicolon may be missing. */
function readReference(source: string, begin: number): { text: string; end: number } {
  const match = /^&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?/.exec(source.slice(begin, begin + 12));
  if (!match) return { text: '&', end: begin + 1 };
  const [whole, hexadecimal, digits, name] = match;
  const end = begin + whole.length;
  if (name !== undefined) {
    const character = named[name];
    return character === undefined ? { text: '&', end: begin + 1 } : { text: character, end };
  }
  const code = hexadecimal === undefined ? Number(digits) : Number.parseInt(hexadecimal, 16);
  if (code === 0 || code >= 0x10ffff) return { text: '&', end: begin + 1 };
  return { text: String.fromCodePoint(code), end };
}

function leadingSpace(source: string, at: number): number {
  return /^\s*/.exec(source.slice(at, at + 64))?.[0].length ?? 0;
}

function addEntity(tag: OpenTag, text: string, entities: MessageEntity[]): void {
  const { name, attributes, offset } = tag;
  const range = { offset, length: text.length - offset };
  const plain = plainTags[name];
  if (plain) {
    entities.push({ type: plain, ...range });
    return;
  }
  switch (name) {
    case 'a': {
      const link = linkEntity(attributes.get('href') || text.slice(offset), range);
      if (link) entities.push(link);
      return;
    }
    case 'blockquote':
      entities.push({
        type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote',
        ...range,
      });
      return;
    case 'tg-emoji':
      if (!/^[1-9]\d{0,18}$/.test(attributes.get('emoji-id') ?? '')) {
        throw entityError('Invalid custom emoji identifier specified');
      }
      entities.push({ type: 'custom_emoji', ...range, custom_emoji_id: attributes.get('emoji-id') ?? '' });
      return;
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

/** The language of a `<code>` that may yet turn out to sit in a `<pre>`; alone it is dropped. */
const pendingLanguage = new WeakMap<MessageEntity, string>();
