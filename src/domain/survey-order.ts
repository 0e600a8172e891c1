import type { Option, Question } from './survey.ts';

/*
 * Options in an order of one person's own, the same whenever she looks: no option gains by standing first. What clears the
 * others stays last, where it is looked for.
 */

export function optionsFor(question: Question & { type: 'one' | 'many' }, seed: string): readonly Option[] {
  if (!question.shuffle) return question.options;
  const place = (option: Option) => hash(`${seed}:${question.key}:${option.key}`);
  return question.options.toSorted(
    (a, b) => Number(a.exclusive ?? false) - Number(b.exclusive ?? false) || place(a) - place(b),
  );
}

/** FNV-1a, and a last stir: of texts that differ in one letter only, too. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}
