import { z } from 'zod';
import { activityKinds } from './activity.ts';
import { type AudienceRule, standings } from './audience.ts';
import { BuildingId, RoundId, StreetId, UnionId } from './ids.ts';
import { languages } from './language.ts';
import { fewest } from './results.ts';

/*
 * What an officer has picked under “给谁”, before it becomes a rule. Of one sort any will do (crafts or films), and all
 * sorts must hold (crafts or films, and reads English). Places are one sort, whatever they are: a street and a building of
 * another are both meant.
 */

export const mostPlaces = 20;

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
  const picks = rule.all.reduce<Partial<Picks> | null>((sum, part) => {
    const picked = pickedFor(part);
    return sum && picked ? { ...sum, ...picked } : null;
  }, {});
  const read = picks && Picks.safeParse({ ...noPicks, ...picks });
  // Said twice, or in another order, it would not come back as it was.
  return read?.success && JSON.stringify(ruleOf(read.data)) === JSON.stringify(rule) ? read.data : null;
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
function stepBelow(people: number): number {
  const tens = 10 ** Math.floor(Math.log10(people));
  return Math.max(...[1, 2, 5].map((times) => times * tens).filter((one) => one <= people));
}
