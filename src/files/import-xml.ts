import { UnreadableFile } from '../domain/import/file.ts';

/*
 * As much of XML as workbooks are made of, a piece at a time: tags, attributes, texts. No document types and no entities
 * but the five and the numbered ones, so nothing can expand or be fetched.
 */

export interface XmlListener {
  /** `attributes` as written; read them by `attribute`. A tag that closes itself is followed by `close`. */
  open(name: string, attributes: string): void;
  text(text: string): void;
  close(name: string): void;
}

/** A tag or a text that is longer than this isn't one. */
const longest = 4 * 1024 ** 2;

export class XmlReader {
  readonly #listener: XmlListener;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  write(bytes: Uint8Array): void {
    this.#read(this.#rest + this.#decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.#read(this.#rest + this.#decoder.decode());
    // Something was cut off in the middle of a tag.
    if (this.#rest.includes('<')) throw new UnreadableFile('broken');
  }

  #read(text: string): void {
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) this.#listener.text(decoded(text.slice(at, tag)));
      at = tag;
      const end = this.#readTag(text, tag);
      if (end < 0) break;
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longest) throw new UnreadableFile('broken');
  }

  /** Where it ends; negative when the rest of it hasn't come yet. */
  #readTag(text: string, start: number): number {
    const next = text.charCodeAt(start + 1);
    if (next === 0x21) return this.#readMarkup(text, start);
    if (next === 0x3f) return after(text, '?>', start);
    const end = endOfTag(text, start);
    if (end < 0) return -1;
    const another = text.indexOf('<', start + 1);
    if (another >= 0 && another < end) throw new UnreadableFile('broken');
    if (next === 0x2f) {
      this.#listener.close(localName(text.slice(start + 2, end - 1).trimEnd()));
      return end;
    }
    const closes = text.charCodeAt(end - 2) === 0x2f;
    const inside = text.slice(start + 1, closes ? end - 2 : end - 1);
    const space = inside.search(/\s/u);
    const name = localName(space < 0 ? inside : inside.slice(0, space));
    this.#listener.open(name, space < 0 ? '' : inside.slice(space));
    if (closes) this.#listener.close(name);
    return end;
  }

  #readMarkup(text: string, start: number): number {
    const head = text.slice(start, start + 9);
    if (head.startsWith('<!--')) return after(text, '-->', start);
    if (head === '<![CDATA[') {
      const end = after(text, ']]>', start);
      if (end >= 0) this.#listener.text(text.slice(start + 9, end - 3));
      return end;
    }
    if (head.length < 9) return -1;
    throw new UnreadableFile('broken');
  }
}

function after(text: string, sign: string, start: number): number {
  const found = text.indexOf(sign, start);
  return found < 0 ? -1 : found + sign.length;
}

/** Past the `>` that is not within quotes. */
function endOfTag(text: string, start: number): number {
  let at = start;
  for (;;) {
    const end = text.indexOf('>', at);
    if (end < 0) return -1;
    const quote = openQuote(text, start, end);
    if (quote === '') return end + 1;
    const closing = text.indexOf(quote, end);
    if (closing < 0) return -1;
    at = closing + 1;
  }
}

/** The quote that is still open at `end`, if one is. */
function openQuote(text: string, start: number, end: number): string {
  let quote = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
  }
  return quote === 0 ? '' : String.fromCharCode(quote);
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of an attribute, whatever its prefix: `id` finds `r:id`. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes[at - 1];
    if (before !== ' ' && before !== ':' && before !== '\n' && before !== '\t' && before !== '\r') continue;
    const value = quoted(attributes, at + name.length);
    if (value !== undefined) return decoded(value);
  }
  return undefined;
}

/** What follows `=`, in either kind of quotes. */
function quoted(attributes: string, at: number): string | undefined {
  let start = at;
  while (isSpace(attributes.charCodeAt(start))) start += 1;
  if (attributes.charCodeAt(start) !== 0x3d) return undefined;
  start += 1;
  while (isSpace(attributes.charCodeAt(start))) start += 1;
  const quote = attributes[start];
  if (quote !== '"' && quote !== "'") return undefined;
  const end = attributes.indexOf(quote, start + 1);
  return end < 0 ? undefined : attributes.slice(start + 1, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/giu, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '';
  });
}
