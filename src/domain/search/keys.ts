import { addressOf, withoutRegion } from './address.ts';
import { type KeyKind, keyOf, type Subject } from './hash.ts';
import { partsOf } from './parts.ts';
import { type Han, initials, type Spelled, sound, soundings, spell, unique, written } from './spelling.ts';
import { spellBrand } from './unit-name.ts';

/*
 * The keys a place is found by. Whatever somebody may type for it, spelled, is turned into a few sounds, and each into a
 * number; the place has the same numbers, computed when its names were written. So finding is looking up numbers in an
 * index: equality, however large the directory. A slip is equality as well. A character that is wrong or missing in a query
 * is left open in it and, beforehand, in the name; one that is too much is left out of the query, two are swapped back.
 *
 * Raise this when any of it changes: what was written before is written anew at the next start.
 */
export const keysVersion = 3;

/** Of a longer name nobody types all; its first part is what leads to it. */
const longest = 12;
const mostSoundings = 6;
/** A name's first letters in sound, of which one may be left out: a typing error further on is found by its beginning. */
const typedLetters = 9;

export interface BuildingNames {
  readonly name: string;
  readonly nameEn: string | null;
  /** Aliases and old names. */
  readonly others: readonly string[];
  readonly addresses: readonly string[];
}

export function buildingKeys({ name, nameEn, others, addresses }: BuildingNames, han: Han): number[] {
  const keys = new Keys('building');
  for (const each of [name, nameEn ?? '', ...others]) keys.addName(spell(each, han));
  for (const each of addresses) keys.addAddress(spell(withoutRegion(each), han));
  return keys.list();
}

export function streetKeys(names: readonly string[], han: Han): number[] {
  const keys = new Keys('street');
  for (const name of names) {
    keys.addName(spell(name, han));
    keys.addName(spell(bareStreet(name), han));
  }
  return keys.list();
}

/** Few, because units are many: how it sounds, how it begins, and that with one of the first two characters open. */
export function unitKeys(name: string, han: Han): number[] {
  const keys = new Keys('unit');
  const brand = spellBrand(name, han).slice(0, longest);
  keys.add('sound', soundings(brand, 2));
  keys.add('written', beginnings(brand));
  if (brand.length > 2) keys.add('written', leavingOneOpen(brand.slice(0, 4)).slice(0, 2));
  return keys.list();
}

/** What a firm is often called for short: its first two characters, or its first word. */
export function beginnings(brand: Spelled): string[] {
  const [first] = brand;
  return [
    written(brand.slice(0, 2)),
    ...(first?.kind === 'word' && first.written.length > 2 ? [first.written] : []),
  ];
}

/** 金融街 of 金融街街道. */
export function bareStreet(name: string): string {
  return name.replace(/(?<=..)(?:街道(?:办事处|办)?|地区|镇|乡)$|\s+(?:subdistrict|street|township)$/iu, '');
}

/** 金_大厦 and the like: as it is written, each token open once. */
export function leavingOneOpen(tokens: Spelled): string[] {
  return tokens.map((_, open) =>
    tokens.map(({ written: each }, index) => (index === open ? '_' : each)).join(''),
  );
}

/** All ways to leave one letter out of a sound's beginning. */
export function leavingOneLetterOut(letters: string): readonly string[] {
  const beginning = letters.slice(0, typedLetters);
  return unique([...beginning].map((_, at) => beginning.slice(0, at) + beginning.slice(at + 1)));
}

export { longest, typedLetters };

/** The keys of one subject, each once. */
export class Keys {
  private readonly subject: Subject;
  private readonly all = new Set<number>();

  constructor(subject: Subject) {
    this.subject = subject;
  }

  add(kind: KeyKind, texts: readonly string[]): void {
    for (const text of texts) if (text.length > 1) this.all.add(keyOf(this.subject, kind, text));
  }

  addName(name: Spelled): void {
    const whole = name.slice(0, longest);
    if (whole.length === 0) return;
    const { core, stem, tower } = partsOf(whole);
    for (const part of unique([whole, core, stem])) {
      this.add('written', [written(part)]);
      this.add('sound', soundings(part, mostSoundings));
      if (tower && part !== whole) this.add('sound', [sound(part) + tower]);
    }
    for (let length = 2; length < whole.length; length++) this.add('sound', [sound(whole.slice(0, length))]);
    for (const part of unique([whole, core])) if (part.length > 2) this.add('written', leavingOneOpen(part));
    const letters = sound(stem);
    if (letters.length > 3) {
      this.add('sound', leavingOneLetterOut(letters));
      if (letters.length > typedLetters) this.add('sound', [letters.slice(0, typedLetters)]);
    }
    for (const part of [whole, core])
      if (part.length > 2) this.add('initials', initials(part, mostSoundings));
  }

  addAddress(tokens: Spelled): void {
    const address = addressOf(tokens);
    if (!address) return;
    this.add('sound', [sound(address.road), sound(address.door)]);
    this.add('written', leavingOneOpen(address.door.slice(0, longest)));
  }

  list(): number[] {
    return [...this.all];
  }
}
