/** What follows three backticks: perhaps a language, perhaps one line break that does not count. */
export function readFence(source: string, at: number): { language: string; textBegin: number } {
  const word = /^[^\s`]*/.exec(source.slice(at, at + 256))?.[0] ?? '';
  const after = at + word.length;
  const isLanguage = word !== '' && after < source.length && source[after] !== '`';
  const begin = isLanguage ? after : at;
  const lineBreak = /^(?:\r\n|\n\r|\n|\r)/.exec(source.slice(begin, begin + 2))?.[0] ?? '';
  return { language: isLanguage ? word : '', textBegin: begin + lineBreak.length };
}
