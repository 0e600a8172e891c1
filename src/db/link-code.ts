import { randomInt } from 'node:crypto';

// As printed on posters: letters and digits in turn, without those that look alike, so that no code is a word.
const letters = 'abcdefghjkmnpqrstuvwxyz';
const digits = '23456789';

/** A code for a link, by chance; whether something has it already is for the caller to see. */
export function freshLinkCode(): string {
  return [letters, digits, letters, digits, letters]
    .map((signs) => signs.charAt(randomInt(signs.length)))
    .join('');
}
