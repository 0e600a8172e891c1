import type { FormattedText, MessageEntity } from '../../world/telegram.ts';
import { byteOffset, entityError } from './entity-error.ts';
import { readFence } from './fence.ts';
import { linkEntity } from './links.ts';

const types: Readonly<Record<string, string>> = { _: 'italic', '*': 'bold', '`': 'code' };

/** The legacy "Markdown" mode: four marks, no nesting, a backslash only before a mark. */
export function parseMarkdown(source: string): FormattedText {
  let text = '';
  const entities: MessageEntity[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source[at] ?? '';
    if (character === '\\' && /[_*`[]/.test(source[at + 1] ?? '')) {
      text += source[at + 1];
      at += 2;
    } else if (!/[_*`[]/.test(character)) {
      text += character;
      at += 1;
    } else {
      const offset = text.length;
      const part = readEntity(source, at);
      text += part.text;
      const range = { offset, length: part.text.length };
      const entity = part.entity(range);
      if (part.text && entity) entities.push(entity);
      at = part.end;
    }
  }
  return { text, entities };
}

interface Part {
  text: string;
  end: number;
  entity: (range: { offset: number; length: number }) => MessageEntity | undefined;
}

function readEntity(source: string, begin: number): Part {
  const mark = source[begin] ?? '';
  if (source.startsWith('```', begin)) return readBlock(source, begin);
  const close = source.indexOf(mark === '[' ? ']' : mark, begin + 1);
  if (close < 0) throw endless(source, begin);
  const text = source.slice(begin + 1, close);
  if (mark !== '[')
    return { text, end: close + 1, entity: (range) => ({ type: types[mark] ?? '', ...range }) };
  if (source[close + 1] !== '(') return { text, end: close + 1, entity: (range) => linkEntity(text, range) };
  const closed = source.indexOf(')', close + 2);
  const end = closed < 0 ? source.length : closed;
  const url = source.slice(close + 2, end);
  return { text, end: end + 1, entity: (range) => linkEntity(url, range) };
}

function readBlock(source: string, begin: number): Part {
  const { language, textBegin } = readFence(source, begin + 3);
  const close = source.indexOf('```', textBegin);
  if (close < 0) throw endless(source, begin);
  return {
    text: source.slice(textBegin, close),
    end: close + 3,
    entity: (range) => ({ type: 'pre', ...range, ...(language && { language }) }),
  };
}

function endless(source: string, begin: number) {
  return entityError(`Can't find end of the entity starting at byte offset ${byteOffset(source, begin)}`);
}
