import { type Spelled, written } from './spelling.ts';

/** 宣武门西大街甲129号A座, taken apart; the number is what tells two doors of a road from each other. */
export interface Address {
  readonly road: Spelled;
  /** 甲129; empty where there is none. */
  readonly number: string;
  /** Road and number without 号. */
  readonly door: Spelled;
}

const region = /^(?:北京|上海|天津|重庆)市?|^.{2,3}(?:省|市)|^.{2,3}区(?=.{4})/u;
const heavenly = new Set([...'甲乙丙丁戊']);

/** Without the city and the district before a road: nobody says them, everybody's papers do. */
export function withoutRegion(text: string): string {
  let rest = text;
  for (let cut = rest.replace(region, ''); cut !== rest && cut.length > 3; cut = rest.replace(region, ''))
    rest = cut;
  return rest;
}

/** An address by its tokens, Chinese or English; nothing if there is no number in it. */
export function addressOf(tokens: Spelled): Address | undefined {
  const at = positionOfNumber(tokens);
  if (at < 0) return undefined;
  // Tower A, 129A Xuanwumen West Street
  const letter = /^[a-e]$/u.test(tokens[at + 1]?.written ?? '') ? 1 : 0;
  const behind = tokens.slice(at + 1 + letter);
  if (tokens[at - 1]?.kind !== 'han' && behind.length > 1 && behind[0]?.kind === 'word') {
    return { road: behind, number: written(tokens.slice(at, at + 1 + letter)), door: tokens.slice(at) };
  }
  const stem = heavenly.has(tokens[at - 1]?.written ?? '') ? at - 1 : at;
  const road = tokens.slice(0, stem);
  if (road.length < 2) return undefined;
  const door = tokens.slice(0, at + 1);
  return { road, number: written(tokens.slice(stem, at + 1)), door };
}

/** Not the 四 of 西四北大街155号: a door's number stands before 号, or last, or first in English. */
function positionOfNumber(tokens: Spelled): number {
  const numbers = [...tokens.keys()].filter((index) => tokens[index]?.kind === 'number');
  const before = numbers.find((index) => index > 1 && /^[号弄]$/u.test(tokens[index + 1]?.written ?? ''));
  const english = numbers.find(
    (index) => tokens[index + 1]?.kind === 'word' && tokens[index - 1]?.kind !== 'han',
  );
  return before ?? english ?? numbers.at(-1) ?? -1;
}
