import { byteOffset, entityError } from './entity-error.ts';
import { isKnownTag } from './html-entity.ts';
import { readReference } from './html-reference.ts';
import { matchAt } from './match-at.ts';

export interface StartTag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  end: number;
}

const tagName = /[^\s>]*/y;
const endTag = /<\/([^\s>]*)\s*(>?)/y;
const attributeName = /[^\s=>]*/y;
const nameToken = /[A-Za-z0-9.-]*/y;
const blanks = /\s*/y;
const noAttributes: ReadonlyMap<string, string> = new Map();

/** The tag that begins here; every way it can be wrong has its own words. */
export function readStartTag(source: string, begin: number): StartTag {
  const written = matchAt(tagName, source, begin + 1)?.[0] ?? '';
  const end = begin + 1 + written.length;
  if (end >= source.length) throw entityError(`Unclosed start tag ${whereIs(source, begin)}`);
  const name = written.toLowerCase();
  if (!isKnownTag(name)) throw entityError(`Unsupported start tag "${name}" ${whereIs(source, begin)}`);
  const tag =
    source[end] === '>' ? { attributes: noAttributes, end } : readAttributes(source, begin, name, end);
  if (name === 'span' && tag.attributes.get('class') !== 'tg-spoiler') {
    throw entityError(`Tag "span" must have class "tg-spoiler" ${whereIs(source, begin)}`);
  }
  return { name, attributes: tag.attributes, end: tag.end + 1 };
}

/** @param expected the name of the tag that is open; a bare `</>` closes it too */
export function readEndTag(source: string, begin: number, expected: string): number {
  const match = matchAt(endTag, source, begin);
  const name = (match?.[1] ?? '').toLowerCase();
  if (!match?.[2]) throw entityError(`Unclosed end tag ${whereIs(source, begin)}`);
  if (name !== '' && name !== expected) {
    throw entityError(
      `Unmatched end tag ${whereIs(source, begin)}, expected "</${expected}>", found "</${name}>"`,
    );
  }
  return begin + match[0].length;
}

export function whereIs(source: string, index: number): string {
  return `at byte offset ${byteOffset(source, index)}`;
}

/** @returns the attributes and where the closing `>` stands */
function readAttributes(source: string, begin: number, tag: string, from: number) {
  const attributes = new Map<string, string>();
  const unclosed = () => entityError(`Unclosed start tag "${tag}" ${whereIs(source, begin)}`);
  let at = from;
  for (;;) {
    at = skipBlanks(source, at);
    if (source[at] === '>') return { attributes, end: at };
    if (at >= source.length) throw unclosed();
    const attribute = matchAt(attributeName, source, at)?.[0] ?? '';
    if (!attribute) throw entityError(`Empty attribute name in the tag "${tag}" ${whereIs(source, begin)}`);
    at = skipBlanks(source, at + attribute.length);
    if (source[at] !== '=') {
      // `<blockquote expandable>` is the one attribute that stands without a value.
      if (tag !== 'blockquote' || attribute !== 'expandable') {
        throw entityError(
          `Expected equal sign in declaration of an attribute of the tag "${tag}" ${whereIs(source, begin)}`,
        );
      }
      attributes.set(attribute, '');
      continue;
    }
    at = skipBlanks(source, at + 1);
    if (at >= source.length) throw unclosed();
    const value = readValue(source, at);
    if (value.end >= source.length) throw entityError(`Unclosed start tag ${whereIs(source, begin)}`);
    attributes.set(attribute, value.text);
    at = value.end;
  }
}

function readValue(source: string, begin: number): { text: string; end: number } {
  const quote = source[begin];
  if (quote !== '"' && quote !== "'") {
    const token = matchAt(nameToken, source, begin)?.[0] ?? '';
    const end = begin + token.length;
    if (end < source.length && !/[\s>]/.test(source[end] ?? '')) {
      throw entityError(`Unexpected end of name token ${whereIs(source, begin)}`);
    }
    return { text: token.toLowerCase(), end };
  }
  let text = '';
  let at = begin + 1;
  while (at < source.length && source[at] !== quote) {
    const decoded = source[at] === '&' ? readReference(source, at) : { text: source[at] ?? '', end: at + 1 };
    text += decoded.text;
    at = decoded.end;
  }
  return { text, end: at + 1 };
}

function skipBlanks(source: string, at: number): number {
  return at + (matchAt(blanks, source, at)?.[0].length ?? 0);
}
