import { matchAt } from './match-at.ts';

const pattern = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]{2,4}));?/y;
/** The only four that Telegram knows by name. */
const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

/** A character reference; what is none stays an ampersand. The semicolon may be missing. */
export function readReference(source: string, begin: number): { text: string; end: number } {
  const literal = { text: '&', end: begin + 1 };
  const match = matchAt(pattern, source, begin);
  if (!match) return literal;
  const [whole, hexadecimal, digits, name] = match;
  const end = begin + whole.length;
  if (name !== undefined) {
    const text = named.get(name);
    return text === undefined ? literal : { text, end };
  }
  const code = hexadecimal === undefined ? Number(digits) : Number.parseInt(hexadecimal, 16);
  return code === 0 || code >= 0x10ffff ? literal : { text: String.fromCodePoint(code), end };
}
