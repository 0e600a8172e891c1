import { addressOf, withoutRegion } from './address.ts';
import { beginnings, Keys, leavingOneLetterOut, leavingOneOpen, longest, typedLetters } from './keys.ts';
import { partsOf } from './parts.ts';
import {
  type Han,
  normaliseName,
  type Spelled,
  sound,
  soundings,
  spell,
  unique,
  written,
} from './spelling.ts';
import { spellBrand } from './unit-name.ts';

/*
 * What somebody typed, and the keys it may be found by. First those of what it says; only if these lead nowhere, those of
 * what it nearly says, and of the names that may stand in a sentence.
 */

/** What stands around a building's name in a message: “我在金隅大厦上班”, “I work in …”. */
const before =
  /^(?:请问|你好|您好|嗨|我是|我们|咱们|我|公司|单位|办公室|就|想|要|找|查|搜|问|帮|一下|看看|现在|目前|平时|每天)*(?:位于|在|去|到|找)?/u;
const after =
  /(?:这栋楼|那栋楼|楼里|里面|上班|工作|办公|打工|开店|干活|怎么走|在哪里|在哪儿|在哪|有没有工会|有工会吗|的工会|工会|的|呢|吗|啊|呀|哦|吧)*$/u;
/** 金隅大厦18层1801室 */
const room = /(?:[,\s]*[a-z]?\d+\s*(?:层|室|房间|房|f))+$/iu;
/** Left on in one reading: some names end so, as 新华里. */
const inside = /(?:里面|里|内|那边|这边|那里|这里)$/u;
const beforeEnglish =
  /^(?:(?:hi|hello|hey|please)\b[,\s]*)*(?:(?:i['’]?m|i am|i|we['’]?re|we are|we|my (?:office|company|firm|shop|work) is|where is|find|looking for|search for)\b\s*)?(?:(?:work|works|working)\b\s*)?(?:(?:in|at|for)\b\s*)?(?:the\b\s*)?/iu;
const afterEnglish = /[,\s]+(?:please|thanks|thank you|in beijing|beijing)[\s.!?]*$|[\s.!?]+$/iu;

/** Of what she typed, so much is read. */
const mostLetters = 60;
/** A name within a sentence stands in its first so many tokens, and has at most so many itself. */
const mostTokens = 24;
const longestSpan = 8;

export interface Query {
  /** What she may have meant: as it is typed first, then without the words around a name. Each once, none empty. */
  readonly readings: readonly Reading[];
}

export interface Reading {
  readonly text: string;
  readonly tokens: Spelled;
  /** Without city and legal form, should it be a firm. */
  readonly brand: Spelled;
}

export function readQuery(typed: string, han: Han): Query {
  const short = [...typed.normalize('NFKC').trim()].slice(0, mostLetters).join('');
  const simple = han.simplify(short);
  const bare = simple
    .replace(/[，。！？,.!?\s]+/gu, (gap) =>
      /[a-z0-9]/iu.test(simple) ? ' '.repeat(gap.length ? 1 : 0) : '',
    )
    .trim()
    .replace(before, '')
    .replace(after, '')
    .replace(room, '');
  const english = short.replace(beforeEnglish, '').replace(afterEnglish, '');
  const texts = new Map<string, string>();
  for (const text of [short, bare, bare.replace(inside, ''), english]) {
    const normalised = normaliseName(text);
    if (normalised !== '' && !texts.has(normalised)) texts.set(normalised, text);
  }
  return {
    readings: [...texts.values()].flatMap((text) => {
      const tokens = spell(withoutRegion(text), han);
      return tokens.length === 0 ? [] : [{ text, tokens, brand: spellBrand(text, han) }];
    }),
  };
}

/** Letters only, and few: it may be initials, as jydsh. */
export function asInitials({ text }: Reading): string | undefined {
  const letters = text.toLowerCase().replace(/[\s.]/gu, '');
  return /^[a-z][a-z0-9]{2,11}$/u.test(letters) ? letters : undefined;
}

/** By what it says. */
export function wordKeys({ readings }: Query): number[] {
  const keys = ['street', 'building'].map((subject) => new Keys(subject as 'street' | 'building'));
  const units = new Keys('unit');
  for (const reading of readings) {
    const { core, stem, tower } = partsOf(reading.tokens);
    const address = addressOf(reading.tokens);
    const letters = asInitials(reading);
    for (const each of keys) {
      for (const part of unique([reading.tokens, core, stem])) {
        each.add('written', [written(part)]);
        each.add('sound', soundings(part, 4));
      }
      if (tower) each.add('sound', [sound(core) + tower]);
      if (letters) each.add('initials', initialsOf(letters));
      if (address) each.add('sound', [sound(address.door)]);
    }
    units.add('sound', soundings(reading.brand, 2));
    units.add('written', beginnings(reading.brand.slice(0, 2)));
  }
  return [...keys.flatMap((each) => each.list()), ...units.list()];
}

/** By what it nearly says: something in it is wrong, missing, too much, or swapped. */
export function nearKeys({ readings }: Query): number[] {
  const buildings = new Keys('building');
  const streets = new Keys('street');
  const units = new Keys('unit');
  for (const { tokens, brand } of readings) {
    const { core, stem } = partsOf(tokens);
    const address = addressOf(tokens);
    for (const keys of [buildings, streets]) {
      for (const part of unique([tokens, core])) addSlips(keys, part.slice(0, longest));
      const letters = sound(stem);
      if (letters.length > 3 && letters.length < 24) {
        keys.add('sound', leavingOneLetterOut(letters));
        keys.add('sound', [letters.slice(0, typedLetters)]);
        if (letters.length > typedLetters) keys.add('sound', [letters.slice(0, typedLetters - 1)]);
      }
    }
    if (address) {
      buildings.add('sound', [sound(address.road)]);
      buildings.add('written', leavingOneOpen(address.door.slice(0, longest)));
    }
    addSlips(units, brand.slice(0, 4));
    addSlips(units, brand.slice(0, longest));
  }
  return [...buildings.list(), ...streets.list(), ...units.list()];
}

function addSlips(keys: Keys, tokens: Spelled): void {
  const without = (left: number) => tokens.filter((_, index) => index !== left);
  // Wrong: open in both. Missing: open where it may be missing.
  if (tokens.length > 2) keys.add('written', leavingOneOpen(tokens));
  if (tokens.length > 1) {
    keys.add(
      'written',
      [...tokens.keys(), tokens.length].map(
        (gap) => `${written(tokens.slice(0, gap))}_${written(tokens.slice(gap))}`,
      ),
    );
  }
  // Too much, or swapped: as it should be.
  if (tokens.length > 2)
    keys.add(
      'sound',
      [...tokens.keys()].map((left) => sound(without(left))),
    );
  keys.add(
    'sound',
    [...tokens.keys()].slice(1).map((right) => {
      const back = [...tokens];
      back.splice(right - 1, 2, ...tokens.slice(right - 1, right + 1).reverse());
      return sound(back);
    }),
  );
}

/** By the names that may stand somewhere in it. */
export function sentenceKeys({ readings: [first] }: Query): number[] {
  const tokens = first?.tokens.slice(0, mostTokens) ?? [];
  const buildings = new Keys('building');
  const units = new Keys('unit');
  for (let start = 0; start < tokens.length; start++) {
    const end = Math.min(start + longestSpan, tokens.length);
    for (let stop = start + 2; stop <= end; stop++) {
      const spoken = sound(tokens.slice(start, stop));
      buildings.add('sound', [spoken]);
      if (stop - start > 2) units.add('sound', [spoken]);
    }
  }
  return [...buildings.list(), ...units.list()];
}

function initialsOf(letters: string): string[] {
  return [letters.replace(/([zcs])h/gu, '$1')];
}
