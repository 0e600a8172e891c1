/*
 * When what was handed in anonymously is mixed. Never so few at once that whoever watches the database from one hour to the
 * next could tell whose they are.
 */

/** Fewer than this don't hide one another. */
const fewestMixed = 5;

export function mixingOf({
  waiting,
  mixed,
  closed,
}: {
  /** In the box. */
  readonly waiting: number;
  /** Mixed before. */
  readonly mixed: number;
  /** No more will come. */
  readonly closed: boolean;
}): 'mix' | 'wait' | 'discard' {
  if (waiting >= fewestMixed) return 'mix';
  if (!closed) return 'wait';
  return waiting + mixed >= fewestMixed ? 'mix' : 'discard';
}
