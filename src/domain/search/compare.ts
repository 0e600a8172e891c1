import { addressOf, withoutRegion } from './address.ts';
import { distance } from './distance.ts';
import { isHouseWord, type Parts, partsOf } from './parts.ts';
import { type Han, initials, type Spelled, sayings, spell, type Token, written } from './spelling.ts';

/*
 * How a name is like what somebody typed. The keys brought it here; this looks at both and says what they have in common.
 */

/**
 * In this order the matches are shown.
 * - exact, alias: the same, but for script, width, and who writes 五 as 5
 * - core: the same without 大厦, or in pinyin
 * - street: it stands there; unit: it houses the firm
 * - prefix: the name, or the road, begins so
 * - part: the name stands in the sentence
 * - initials: jydsh
 * - alike: it sounds the same, or is of the same name but another house
 * - near: something is wrong, missing, too much, or swapped
 */
const hows = [
  ...(['exact', 'alias', 'core', 'street', 'unit', 'prefix', 'part', 'initials', 'alike', 'near'] as const),
] as const;
export type How = (typeof hows)[number];

export interface Likeness {
  readonly how: How;
  /** Of two with the same `how`, the smaller is the better. */
  readonly cost: number;
}

/** A name or a reading of a query, taken apart once. */
export interface Known {
  readonly tokens: Spelled;
  readonly parts: Parts;
  readonly written: string;
  /** Without Chinese characters, so that its letters can be compared. */
  readonly inLetters: boolean;
  /** How a part of it may be said; worked out once. */
  said(part: Spelled): readonly string[];
}

export function known(tokens: Spelled): Known {
  const worked = new Map<Spelled, readonly string[]>();
  return {
    said(part) {
      const before = worked.get(part);
      if (before) return before;
      const all = sayings(part, 6);
      worked.set(part, all);
      return all;
    },
    tokens,
    parts: partsOf(tokens),
    written: written(tokens),
    inLetters: tokens.every(({ kind }) => kind !== 'han'),
  };
}

/** How a building's name is like the query. */
export function compareNames(query: Known, name: Known, letters: string | undefined): Likeness | undefined {
  if (query.written === name.written) return { how: 'exact', cost: 0 };
  if (saysTheSame(query, name)) return { how: 'core', cost: 0.1 };
  return (
    sameCore(query, name) ??
    beginsSo(query, name) ??
    standsIn(query, name) ??
    (letters === undefined ? undefined : sameInitials(letters, name)) ??
    nearly(query, name)
  );
}

/** 0 is the same, 1 altogether different; between lie characters, and pinyin, that sound alike. */
function unlikeness(asked: Token, named: Token): number {
  if (asked.written === named.written) return 0;
  if (asked.kind === 'number' && named.kind === 'number') return 1;
  // Her characters say more than a name in pinyin: 金鱼 is not Jinyu, nor 五华 物华; they only sound so.
  if (asked.kind === 'han' || (asked.kind === 'number' && named.kind === 'han'))
    return shareSound(asked, named) ? 0.4 : 1;
  if (named.sounds.some((each) => asked.sounds.includes(each))) return 0;
  return shareSound(asked, named) ? 0.3 : 1;
}

function shareSound(one: Token, other: Token): boolean {
  return one.folded.some((each) => other.folded.includes(each));
}

/** The sum over tokens that stand at the same place; nothing if one of them is altogether different. */
function together(asked: Spelled, named: Spelled): number | undefined {
  if (asked.length !== named.length || asked.length === 0) return undefined;
  let sum = 0;
  for (const [index, token] of asked.entries()) {
    const other = named[index];
    const cost = other ? unlikeness(token, other) : 1;
    if (cost === 1) return undefined;
    sum += cost;
  }
  return sum;
}

function saysTheSame(query: Known, name: Known): boolean {
  if (together(query.tokens, name.tokens) === 0) return true;
  return query.inLetters && name.said(name.tokens).includes(query.said(query.tokens)[0] ?? '');
}

function sameCore(query: Known, name: Known): Likeness | undefined {
  const asked = query.parts;
  const named = name.parts;
  let best: Likeness | undefined;
  for (const [one, askedLess] of [[asked.core, 0] as const, [asked.stem, 0.3] as const]) {
    if (askedLess && one === asked.core) continue;
    for (const [other, namedLess] of [[named.core, 0] as const, [named.stem, 0.2] as const]) {
      if (namedLess && other === named.core) continue;
      const differs =
        together(one, other) ??
        (query.inLetters && name.said(other).includes(query.said(one)[0] ?? '') ? 0 : undefined);
      if (differs === undefined) continue;
      const found = judgeCore(query, name, differs, 0.2 + askedLess + namedLess);
      if (!best || compareLikeness(found, best) < 0) best = found;
    }
  }
  return best;
}

function judgeCore(query: Known, name: Known, differs: number, cost: number): Likeness {
  const asked = query.parts;
  const named = name.parts;
  const otherTower = asked.tower !== '' && asked.tower !== named.tower;
  const sounds = 1.5 * differs;
  if (otherTower) return { how: 'alike', cost: cost + sounds + (named.tower === '' ? 0.5 : 2) };
  const otherHouse = !sameHouse(query, name);
  if (differs > 0 || otherHouse) {
    const stranger = asked.houseClass !== named.houseClass ? 0.2 : 0;
    return { how: 'alike', cost: cost + sounds + (otherHouse ? 0.3 + stranger : 0) };
  }
  if (named.tower !== asked.tower) return { how: 'prefix', cost };
  // 鸿檀中心 may be another house than 鸿檀国际中心.
  if (cost > 0.3) return { how: asked.house === '' ? 'prefix' : 'alike', cost };
  return { how: 'core', cost };
}

/** Whether the kind of house she says, if any, is the name's: in her own words, or in those of another language. */
function sameHouse(query: Known, name: Known): boolean {
  const asked = query.parts;
  const named = name.parts;
  if (asked.house === '' || asked.house === named.house) return true;
  const translated =
    /^[a-z]/u.test(asked.house) !== /^[a-z]/u.test(named.house) || /^[a-z]/u.test(asked.house);
  return translated && named.house !== '' && asked.houseClass === named.houseClass;
}

function beginsSo(query: Known, name: Known): Likeness | undefined {
  const { tokens } = query;
  if (tokens.length < 2 || tokens.length >= name.tokens.length) {
    return query.inLetters ? beginsWithLetters(query, name) : undefined;
  }
  const differs = together(tokens, name.tokens.slice(0, tokens.length));
  if (differs === undefined) return query.inLetters ? beginsWithLetters(query, name) : undefined;
  const left = 1 - tokens.length / name.tokens.length;
  if (differs === 0) return { how: 'prefix', cost: 0.3 + left };
  return tokens.length > 2 ? { how: 'near', cost: 1 + differs + left } : undefined;
}

function beginsWithLetters(query: Known, name: Known): Likeness | undefined {
  const [letters = ''] = query.said(query.tokens);
  if (letters.length < 4) return undefined;
  const longer = name.said(name.tokens).find((each) => each.startsWith(letters));
  return longer ? { how: 'prefix', cost: 0.5 + 1 - letters.length / longer.length } : undefined;
}

/** A name in the middle of a sentence: not for two characters, which stand in many a sentence by chance. */
function standsIn(query: Known, name: Known): Likeness | undefined {
  const asked = query.tokens;
  for (const part of [name.tokens, name.parts.core]) {
    const long = part.length > 2 || (part.length === 2 && part.length * 2 >= asked.length);
    if (!long || part.length >= asked.length || isHouseWord(part) || /^\d+$/u.test(written(part))) continue;
    for (let start = 0; start + part.length <= asked.length; start++) {
      const differs = together(asked.slice(start, start + part.length), part);
      if (differs === undefined) continue;
      const cost = 1 - part.length / asked.length;
      if (differs === 0) return { how: 'part', cost };
      if (part.length > 3) return { how: 'near', cost: 1.5 + differs + cost };
    }
  }
  return undefined;
}

function sameInitials(letters: string, { tokens, parts }: Known): Likeness | undefined {
  const folded = letters.replace(/([zcs])h/gu, '$1');
  if (tokens.length > 2 && initials(tokens, 6).includes(folded)) return { how: 'initials', cost: 0 };
  return parts.core.length > 2 && initials(parts.core, 6).includes(folded)
    ? { how: 'initials', cost: 0.5 }
    : undefined;
}

function nearly(query: Known, name: Known): Likeness | undefined {
  if (query.parts.tower !== '' && name.parts.tower !== '' && query.parts.tower !== name.parts.tower)
    return undefined;
  const pairs: readonly (readonly [Spelled, Spelled, number])[] = [
    [query.tokens, name.tokens, 0],
    [query.parts.core, name.parts.core, sameHouse(query, name) ? 0.2 : 0.9],
  ];
  let best: Likeness | undefined;
  for (const [one, other, more] of pairs) {
    const cost =
      stepsBetween(one, other) ??
      (query.inLetters ? lettersBetween(query.said(one)[0] ?? '', name.said(other)) : undefined);
    if (cost !== undefined && (!best || cost + more < best.cost)) best = { how: 'near', cost: cost + more };
  }
  return best;
}

/** At most one step, in a name of three or more; two in one of seven. */
function stepsBetween(asked: Spelled, named: Spelled): number | undefined {
  const longer = Math.max(asked.length, named.length);
  if (longer < 3) return undefined;
  const most = longer > 6 ? 2 : 1;
  const steps = distance(asked, named, unlikeness, most + 0.4);
  return steps <= most + 0.4 ? steps : undefined;
}

function lettersBetween(letters: string, named: readonly string[]): number | undefined {
  if (letters.length < 4) return undefined;
  const most = letters.length > 9 ? 2 : 1;
  let least: number | undefined;
  for (const saying of named.slice(0, 3)) {
    if (!mayBeNear(letters, saying, most)) continue;
    const steps = distance([...letters], [...saying], (left, right) => (left === right ? 0 : 1), most);
    if (steps <= most && steps < (least ?? most + 1)) least = steps;
  }
  return least === undefined ? undefined : least + 0.1;
}

/** A quick look before a long one: how many letters of one the other lacks. */
function mayBeNear(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most + 1) return false;
  let lacking = 0;
  let rest = other;
  for (const letter of one) {
    const at = rest.indexOf(letter);
    if (at < 0) lacking += 1;
    else rest = rest.slice(0, at) + rest.slice(at + 1);
    if (lacking > most) return false;
  }
  return true;
}

function isRoad(tokens: Spelled): boolean {
  return tokens.some(({ written: each }) => /^(?:street|st|road|rd|avenue|hutong|jie|lu|tong)$/u.test(each));
}

/** How an address is like the query. */
export function compareAddresses(query: Known, text: string, han: Han): Likeness | undefined {
  // Neither its number nor how the query begins is in it: most addresses go no further.
  const { tokens: said } = query;
  const mayBe = said.some(({ kind, written: each }) => kind === 'number' && text.includes(each));
  const begins = query.inLetters
    ? isRoad(said)
    : said.slice(0, 2).some(({ written: each }) => text.includes(each));
  if (!mayBe && !(said.length > 2 && begins)) return undefined;
  const tokens = spell(withoutRegion(text), han, { apart: true });
  if (query.written === written(tokens)) return { how: 'alias', cost: 0.1 };
  const named = addressOf(tokens);
  if (!named) return undefined;
  const asked = addressOf(query.tokens);
  if (!asked) {
    return query.tokens.length > 2 && together(query.tokens, named.road) === 0
      ? { how: 'prefix', cost: 0.9 }
      : undefined;
  }
  const road = together(asked.road, named.road) ?? stepsBetween(asked.road, named.road);
  if (road === undefined) return undefined;
  if (asked.number !== named.number) return { how: 'near', cost: 2 + road };
  if (road > 0) return { how: 'near', cost: 0.5 + road };
  // Another tower of the same door, or something behind the number that isn't in the address.
  const rest = query.written.slice(written(asked.door).length).replace(/^(?:号院|号楼|号|院)/u, '');
  const hers = written(tokens)
    .slice(written(named.door).length)
    .replace(/^(?:号院|号楼|号|院)/u, '');
  if (rest === hers) return { how: 'alias', cost: 0.2 };
  return rest === '' ? { how: 'prefix', cost: 0.1 } : { how: 'alike', cost: 0.5 };
}

/** How a firm's name is like the query; both without city and legal form. */
export function compareBrands(query: Spelled, name: Spelled): Likeness | undefined {
  const differs = together(query, name);
  if (differs === 0) return { how: 'unit', cost: 0.2 };
  if (differs !== undefined && query.length > 1) return { how: 'alike', cost: 0.6 + differs };
  if (query.length > 1 && query.length < name.length) {
    const begins = together(query, name.slice(0, query.length));
    if (begins === 0) return { how: 'prefix', cost: 1.3 + 1 - query.length / name.length };
  }
  const steps = query.length > 2 ? stepsBetween(query, name) : undefined;
  return steps === undefined ? undefined : { how: 'near', cost: 0.4 + steps };
}

/** Smaller is better. What sounds the same and what has a slip are weighed by their cost alone. */
export function rankOf(how: How): number {
  return Math.min(hows.indexOf(how), hows.indexOf('alike'));
}

export function compareLikeness(one: Likeness, other: Likeness): number {
  return rankOf(one.how) - rankOf(other.how) || one.cost - other.cost;
}
