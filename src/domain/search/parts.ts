import type { Spelled } from './spelling.ts';

/*
 * The parts of a building's name: what it is called (金隅), what kind of house it is (大厦), which of several (A座). People
 * leave the second out, and say it in another language.
 */

/** Words of one class are one word in several languages. */
type HouseClass = 'building' | 'centre' | 'plaza' | 'park' | 'shops';

const houses: Readonly<Record<HouseClass, string>> = {
  building:
    '商务大厦|科技大厦|写字楼|商务楼|办公楼|综合楼|大厦|大楼|商厦|公寓|公馆|楼|da sha|da xia|da lou|xie zi lou|shang wu lou|lou|office building|building|buildings|tower|towers|mansion|house|block|bldg',
  centre: '商务中心|中心|shang wu zhong xin|zhong xin|centre|center',
  plaza: '广场|guang chang|plaza|square',
  park: '产业园区|科技园区|产业园|科技园|创意园|园区|yuan qu|park|campus',
  shops: '购物中心|商场|百货|商城|shang chang|mall',
};
/** Left out as well by many, once the kind of house is. */
const epithets = '国际|商务|金融|guo ji|international|intl'.split('|').map(tokensOf);

interface Ending {
  readonly kind: HouseClass;
  readonly tokens: readonly string[];
}

/** Longer ones first. */
const endings: readonly Ending[] = (Object.entries(houses) as [HouseClass, string][])
  .flatMap(([kind, words]) => words.split('|').map((word) => ({ kind, tokens: tokensOf(word) })))
  .sort((one, other) => other.tokens.length - one.tokens.length);

const byLastToken = new Map<string, Ending[]>();
for (const ending of endings) {
  const last = ending.tokens.at(-1) ?? '';
  byLastToken.set(last, [...(byLastToken.get(last) ?? []), ending]);
}

function tokensOf(word: string): readonly string[] {
  return /^[a-z]/u.test(word) ? word.split(' ') : [...word];
}

export interface Parts {
  /** 金隅 of 金隅大厦A座, 鸿檀国际 of 鸿檀国际中心. */
  readonly core: Spelled;
  /** 鸿檀 of 鸿檀国际中心; as a rule the same as the core. */
  readonly stem: Spelled;
  /** 大厦, as written; empty if it isn't said. */
  readonly house: string;
  readonly houseClass: HouseClass | undefined;
  /** a of A座, 3 of 三号楼, 东 of 东区; empty if there is none. */
  readonly tower: string;
}

export function partsOf(tokens: Spelled): Parts {
  const { rest, tower } = withoutTower(tokens);
  const ending = byLastToken
    .get(rest.at(-1)?.written ?? '')
    ?.find((each) => endsWith(rest, each.tokens) && isName(rest.slice(0, -each.tokens.length)));
  const core = ending ? rest.slice(0, -ending.tokens.length) : rest;
  const epithet = epithets.find((each) => endsWith(core, each) && isName(core.slice(0, -each.length)));
  return {
    core,
    stem: epithet ? core.slice(0, -epithet.length) : core,
    house: ending?.tokens.join('') ?? '',
    houseClass: ending?.kind,
    tower,
  };
}

/** 大楼 by itself is no name, though somebody may have called a house so. */
export function isHouseWord(tokens: Spelled): boolean {
  return endings.some(({ tokens: ending }) => ending.length === tokens.length && endsWith(tokens, ending));
}

function endsWith(tokens: Spelled, end: readonly string[]): boolean {
  const start = tokens.length - end.length;
  return start >= 0 && end.every((each, index) => tokens[start + index]?.written === each);
}

/** What is left must still be a name: two characters, or a word of three letters. */
function isName(tokens: Spelled): boolean {
  const [only] = tokens;
  return tokens.length > 1 || (only?.kind === 'word' && only.written.length > 2);
}

const towerWords = new Set([
  ...['座', '栋', '幢', '塔', '区', '馆', '翼', '期', '塔楼', '座楼', '号楼', '栋楼', '号', '楼'],
  ...['zuo', 'dong', 'qu', 'tower', 'block', 'building', 'wing'],
]);
const compass: Readonly<Record<string, string>> = {
  ...{ 东: '东', 西: '西', 南: '南', 北: '北', 中: '中' },
  ...{ east: '东', west: '西', south: '南', north: '北', central: '中', middle: '中' },
};

/** Which of several towers is meant: A座, 5号楼, 东区, Tower A, A Tower, East, or a bare letter behind the name. */
function withoutTower(tokens: Spelled): { rest: Spelled; tower: string } {
  const text = (index: number) => tokens.at(index)?.written ?? '';
  const cut = (count: number, tower: string) => ({ rest: tokens.slice(0, -count), tower });
  const mark = (index: number): string | undefined => {
    const token = tokens.at(index);
    if (!token) return undefined;
    if (token.kind === 'number') return token.written;
    if (/^[a-z]$/u.test(token.written)) return token.written;
    return compass[token.written];
  };
  const first = tokens[1];
  if (tokens.length > 3 && /^(?:tower|block)$/u.test(tokens[0]?.written ?? '') && first) {
    if (/^(?:[a-h]|\d{1,2})$/u.test(first.written)) return { rest: tokens.slice(2), tower: first.written };
  }
  if (tokens.length > 3 && towerWords.has(text(-2) + text(-1))) {
    const found = mark(-3);
    if (found !== undefined && text(-1) !== text(-2)) return cut(3, found);
  }
  if (tokens.length > 2) {
    const last = mark(-1);
    const before = mark(-2);
    if (towerWords.has(text(-1)) && before !== undefined) return cut(2, before);
    if (last !== undefined && /^(?:tower|block|building|wing)$/u.test(text(-2)) && tokens.length > 2) {
      return cut(tokens.length > 3 && /^[a-z]$|^\d+$/u.test(last) ? 2 : 1, last);
    }
  }
  const bare = tokens.length > 1 ? tokens.at(-1) : undefined;
  if (bare && (/^[a-h]$/u.test(bare.written) || (bare.kind === 'word' && compass[bare.written]))) {
    return cut(1, compass[bare.written] ?? bare.written);
  }
  return { rest: tokens, tower: '' };
}
