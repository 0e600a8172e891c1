import type { FormattedText, MessageEntity } from '../../world/telegram.ts';
import { entityError } from './entity-error.ts';
import { addEntity } from './html-entity.ts';
import { readReference } from './html-reference.ts';
import { readEndTag, readStartTag, whereIs } from './html-tag.ts';

interface OpenTag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Where its text begins, in the text without tags. */
  offset: number;
}

/** Telegram's HTML: a few tags, four named character references, everything else an error. */
export function parseHtml(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  for (;;) {
    const special = nextSpecial(source, at);
    text += source.slice(at, special);
    at = special;
    if (at >= source.length) break;
    if (source[at] === '&') {
      const decoded = readReference(source, at);
      text += decoded.text;
      at = decoded.end;
    } else if (source[at + 1] === '/') {
      const tag = open.pop();
      if (!tag) throw entityError(`Unexpected end tag ${whereIs(source, at)}`);
      at = readEndTag(source, at, tag.name);
      if (text.length > tag.offset) addEntity({ ...tag, text: text.slice(tag.offset) }, entities);
    } else {
      const { name, attributes, end } = readStartTag(source, at);
      open.push({ name, attributes, offset: text.length });
      at = end;
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

const specials = /[<&]/g;

function nextSpecial(source: string, at: number): number {
  specials.lastIndex = at;
  return specials.exec(source)?.index ?? source.length;
}
