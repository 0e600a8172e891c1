import { z } from 'zod';
import { type ActivityKind, activityKinds } from './activity.ts';
import { type AudienceRule, standings } from './audience.ts';
import { BuildingId, RoundId, StreetId, UnionId } from './ids.ts';
import { languages } from './language.ts';
import { fewest } from './results.ts';

/*
 * What an officer has picked under “给谁”, before it becomes a rule. Of one sort any will do (crafts or films), and all
 * sorts must hold (crafts or films, and reads English). Places are one sort, whatever they are: a street and a building of
 * another are both meant.
 */

const mostPlaces = 20;

export const Picks = z.strictObject({
  streets: z.array(StreetId).max(mostPlaces),
  unions: z.array(UnionId).max(mostPlaces),
  buildings: z.array(BuildingId).max(mostPlaces),
  interests: z.array(z.enum(activityKinds)),
  language: z.enum(languages).nullable(),
  standing: z.enum(standings).nullable(),
  /** Whether she has answered it. */
  answered: z.strictObject({ round: RoundId, yes: z.boolean() }).nullable(),
});
export type Picks = z.infer<typeof Picks>;

/** Everybody of the scope. */
export const noPicks: Picks = {
  streets: [],
  unions: [],
  buildings: [],
  interests: [],
  language: null,
  standing: null,
  answered: null,
};

/** One tap: what it is to be, never that it changes, so that a second tap does no harm. */
export type Pick =
  | { readonly what: 'street'; readonly id: StreetId; readonly on: boolean }
  | { readonly what: 'union'; readonly id: UnionId; readonly on: boolean }
  | { readonly what: 'building'; readonly id: BuildingId; readonly on: boolean }
  | { readonly what: 'interest'; readonly kind: ActivityKind; readonly on: boolean }
  | { readonly what: 'only'; readonly only: Only; readonly on: boolean }
  | { readonly what: 'everybody' };

/** What excludes its opposite: who reads Chinese or who reads English, … */
export const onlies = ['zh', 'en', 'active', 'retained', 'answered', 'unanswered'] as const;
export type Only = (typeof onlies)[number];

/** @returns null when there are more places than anybody picks in a chat */
export function pickInto(picks: Picks, pick: Pick, round: RoundId): Picks | null {
  const next = changed(picks, pick, round);
  const places = [next.streets, next.unions, next.buildings];
  return places.some((list) => list.length > mostPlaces) ? null : next;
}

function changed(picks: Picks, pick: Pick, round: RoundId): Picks {
  switch (pick.what) {
    case 'everybody':
      return noPicks;
    case 'street':
      return { ...picks, streets: set(picks.streets, pick.id, pick.on) };
    case 'union':
      return { ...picks, unions: set(picks.unions, pick.id, pick.on) };
    case 'building':
      return { ...picks, buildings: set(picks.buildings, pick.id, pick.on) };
    case 'interest': {
      const interests = set(picks.interests, pick.kind, pick.on);
      return { ...picks, interests: activityKinds.filter((kind) => interests.includes(kind)) };
    }
    case 'only':
      return pickOnly(picks, pick.only, pick.on, round);
  }
}

function pickOnly(picks: Picks, only: Only, on: boolean, round: RoundId): Picks {
  if (!on && !isOnly(picks, only)) return picks;
  switch (only) {
    case 'zh':
    case 'en':
      return { ...picks, language: on ? only : null };
    case 'active':
    case 'retained':
      return { ...picks, standing: on ? only : null };
    case 'answered':
    case 'unanswered':
      return { ...picks, answered: on ? { round, yes: only === 'answered' } : null };
  }
}

export function isOnly({ language, standing, answered }: Picks, only: Only): boolean {
  return (
    language === only ||
    standing === only ||
    (answered !== null &&
      answered.yes === (only === 'answered') &&
      (only === 'answered' || only === 'unanswered'))
  );
}

function set<T>(list: readonly T[], one: T, on: boolean): T[] {
  const others = list.filter((other) => other !== one);
  return on ? [...others, one] : others;
}

const everybody: AudienceRule = { membership: 'member' };

export function ruleOf(picks: Picks): AudienceRule {
  const { streets, unions, buildings, interests, language, standing, answered } = picks;
  const places: AudienceRule[] = [
    ...(streets.length > 0 ? [{ streets }] : []),
    ...(unions.length > 0 ? [{ unions }] : []),
    ...(buildings.length > 0 ? [{ buildings }] : []),
  ];
  const all: AudienceRule[] = [
    ...(places.length > 0 ? [{ any: places }] : []),
    ...(interests.length > 0 ? [{ interests }] : []),
    ...(language ? [{ language }] : []),
    ...(standing ? [{ standing }] : []),
    ...(answered ? [hasAnswered(answered)] : []),
  ];
  return all.length === 0 ? everybody : { all };
}

function hasAnswered({ round, yes }: { readonly round: RoundId; readonly yes: boolean }): AudienceRule {
  return yes ? { answered: round } : { not: { answered: round } };
}

/** What was picked for a rule to come of it; null for a rule that nobody picks like this. */
export function picksOf(rule: AudienceRule): Picks | null {
  if (isEverybody(rule)) return noPicks;
  if (!('all' in rule)) return null;
  const parts = rule.all.map(pickedFor);
  if (parts.includes(null)) return null;
  const read = Picks.safeParse(Object.assign({}, noPicks, ...parts));
  // Said twice, or in another order, it would not come back as it was.
  return read.success && JSON.stringify(ruleOf(read.data)) === JSON.stringify(rule) ? read.data : null;
}

function isEverybody(rule: AudienceRule): boolean {
  return 'membership' in rule && rule.membership === 'member';
}

function pickedFor(part: AudienceRule): Partial<Picks> | null {
  if ('any' in part) return Object.assign({}, ...part.any);
  if ('not' in part)
    return 'answered' in part.not ? { answered: { round: part.not.answered, yes: false } } : null;
  if ('answered' in part) return { answered: { round: part.answered, yes: true } };
  if ('interests' in part || 'language' in part || 'standing' in part) return part as Partial<Picks>;
  return null;
}

/** The same without what people said in confidence: whom one would have to know of to learn something from a count. */
export function withoutAnswers(picks: Picks): Picks {
  return { ...picks, interests: [], answered: null };
}

export function asksAnswers({ interests, answered }: Picks): boolean {
  return interests.length > 0 || answered !== null;
}

/** How many are meant, as far as it may be told. */
export type Told =
  | { readonly type: 'exactly'; readonly people: number }
  /** In large steps: by picking with somebody and without, her answer would come out of exact numbers. */
  | { readonly type: 'atLeast'; readonly people: number }
  /** Fewer than five, or all but fewer than five: who it is that said so, could be found out. */
  | { readonly type: 'tooFew' };

/**
 * @param among how many are meant when nothing is asked of their answers
 */
export function tellCount(people: number, among: number, sensitive: boolean): Told {
  if (!sensitive) return { type: 'exactly', people };
  if (people < fewest || among - people < fewest) return { type: 'tooFew' };
  return { type: 'atLeast', people: stepBelow(people) };
}

/** 5, 10, 20, 50, 100 … */
export function stepBelow(people: number): number {
  if (people < 1) return 0;
  const tens = 10 ** Math.floor(Math.log10(people));
  return Math.max(...[1, 2, 5].map((times) => times * tens).filter((one) => one <= people));
}

const longestName = 20;

/** What a saved audience may be called: a line that fits a button; null for anything else. */
export function tidyAudienceName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim();
  return name !== '' && [...name].length <= longestName ? name : null;
}
