/** What a key leads to; keys of different kinds never meet, so that many units can't crowd out a building. */
export type Subject = 'street' | 'building' | 'unit';
/** By its sound, by its first letters, or as it is written, perhaps with one character open: 金_大厦. */
export type KeyKind = 'sound' | 'initials' | 'written';

const salts: Readonly<Record<`${Subject} ${KeyKind}`, number>> = {
  'street sound': 0x1d872b41,
  'street initials': 0x6a09e667,
  'building sound': 0x3c6ef372,
  'building initials': 0x510e527f,
  'unit sound': 0x1f83d9ab,
  'unit initials': 0x5be0cd19,
  'street written': 0x428a2f98,
  'building written': 0x71374491,
  'unit written': 0x3956c25b,
};

/**
 * A key as the database's integer: FNV-1a, with its bits mixed once more. Two texts may fall on the same; what is found
 * is compared again by what is written there, so that costs a look and nothing else.
 */
export function keyOf(subject: Subject, kind: KeyKind, text: string): number {
  let hash = salts[`${subject} ${kind}`] ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
