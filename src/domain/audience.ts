import { z } from 'zod';
import { activityKinds } from './activity.ts';
import type { Scope } from './actor.ts';
import { BuildingId, RoundId, StreetId, UnionId } from './ids.ts';
import { languages } from './language.ts';

/*
 * Whom a mass notice is for, as data: kept with the notice, and turned into SQL when its audience is frozen
 * (db/queries/audience.ts). Only people on Telegram are meant in any case. Who of them doesn't get it, and why, is
 * decided then, and no part of this.
 */

export const standings = ['active', 'retained'] as const;

/** A person who … */
const Criterion = z.union([
  /** is a member of one of these unions; */
  z.strictObject({ unions: z.array(UnionId).min(1) }),
  /** is a member of a union in one of these streets; */
  z.strictObject({ streets: z.array(StreetId).min(1) }),
  /** works in one of these buildings, as her membership or her open application says; */
  z.strictObject({ buildings: z.array(BuildingId).min(1) }),
  /** asked for one of these kinds in the needs survey, and lets us use it; */
  z.strictObject({ interests: z.array(z.enum(activityKinds)).min(1) }),
  /** reads the bot in this language, chosen or as her app says; */
  z.strictObject({ language: z.enum(languages) }),
  /** belongs to a union, waits for one to answer, or neither; */
  z.strictObject({ membership: z.enum(['member', 'applicant', 'none']) }),
  /** is a member who works here, or one retained: out of work or retired; */
  z.strictObject({ standing: z.enum(standings) }),
  /** finished this round of a survey; */
  z.strictObject({ answered: RoundId }),
  /** would rather not be asked in it. */
  z.strictObject({ declined: RoundId }),
]);
type Criterion = z.infer<typeof Criterion>;

export type AudienceRule =
  | Criterion
  | { readonly all: readonly AudienceRule[] }
  | { readonly any: readonly AudienceRule[] }
  | { readonly not: AudienceRule };

const Rule: z.ZodType<AudienceRule> = z.lazy(() =>
  z.union([
    Criterion,
    z.strictObject({ all: z.array(Rule).min(1) }),
    z.strictObject({ any: z.array(Rule).min(1) }),
    z.strictObject({ not: Rule }),
  ]),
);

/** A statement has to come of it: nobody picks more than these in a chat. */
const mostCriteria = 50;
const deepest = 6;

export const AudienceRule = Rule.refine(
  (rule) => criteriaIn(rule) <= mostCriteria && depthOf(rule) <= deepest,
  'too long to be asked at once',
);

/** Narrows a rule to the members of what somebody answers for: whatever was picked, nobody else is reached. */
export function within(rule: AudienceRule, scope: Scope): AudienceRule {
  return { all: [everybodyIn(scope), rule] };
}

function everybodyIn(scope: Scope): AudienceRule {
  switch (scope.kind) {
    case 'district':
      return { membership: 'member' };
    case 'street':
      return { streets: [scope.street] };
    case 'union':
      return { unions: [scope.union] };
  }
}

/** It asks what people said of themselves in confidence: whoever is among those it means, has said so. */
export function isSensitive(rule: AudienceRule): boolean {
  return 'interests' in rule || 'answered' in rule || 'declined' in rule || partsOf(rule).some(isSensitive);
}

function partsOf(rule: AudienceRule): readonly AudienceRule[] {
  if ('all' in rule) return rule.all;
  if ('any' in rule) return rule.any;
  return 'not' in rule ? [rule.not] : [];
}

function criteriaIn(rule: AudienceRule): number {
  const parts = partsOf(rule);
  return parts.length === 0 ? 1 : parts.reduce((sum, part) => sum + criteriaIn(part), 0);
}

function depthOf(rule: AudienceRule): number {
  return 1 + Math.max(0, ...partsOf(rule).map(depthOf));
}
