import { type ActivityKind, activityKinds } from '../../domain/activity.ts';
import { type Frequency, frequencies, type PreferredTime, preferredTimes } from '../../domain/survey.ts';
import { apportion } from './apportion.ts';
import { demoPlaces } from './places.ts';
import { seeded } from './seeded.ts';
import { shoppingQuarter } from './shopping-quarter.ts';
import { tastesOf } from './tastes.ts';
import type { DemoSurveyAnswer } from './types.ts';

/** How many of the district's members have answered. */
const respondents = 1200;

/** Where the survey began, people answered more. */
const surveyedFirstWeight = 4;

/** How likely a member is to tick her union's first, second and third favourite, and any other kind. */
const likingByPlace = [0.68, 0.56, 0.45];
const likingOtherwise = 0.14;
const mostTicks = 4;

const frequencyWeights: Readonly<Record<Frequency, number>> = {
  weekly: 6,
  biweekly: 18,
  monthly: 54,
  quarterly: 16,
  rarely: 6,
};

/** Offices like a lunch break; shops are busy then, and at weekends. */
const officeTimes: Readonly<Record<PreferredTime, number>> = {
  lunch: 0.62,
  evening: 0.38,
  saturday: 0.27,
  sunday: 0.12,
};
const shopTimes: Readonly<Record<PreferredTime, number>> = {
  lunch: 0.12,
  evening: 0.34,
  saturday: 0.08,
  sunday: 0.06,
};

type Dice = () => number;

function interestsIn(union: string, dice: Dice): ActivityKind[] {
  const tastes = tastesOf(union);
  const liking = (kind: ActivityKind) => likingByPlace[tastes.indexOf(kind)] ?? likingOtherwise;
  const ticked = activityKinds.filter((kind) => dice() < liking(kind));
  // A form with nothing ticked doesn't count as an answer: she meant the favourite.
  return ticked.length > 0 ? ticked.slice(0, mostTicks) : [tastes[0]];
}

function frequencyFrom(dice: Dice): Frequency {
  const sum = frequencies.reduce((total, frequency) => total + frequencyWeights[frequency], 0);
  let left = dice() * sum;
  for (const frequency of frequencies) {
    left -= frequencyWeights[frequency];
    if (left < 0) return frequency;
  }
  return 'monthly';
}

function timesIn(union: string, dice: Dice): PreferredTime[] {
  const liking = union === shoppingQuarter ? shopTimes : officeTimes;
  const ticked = preferredTimes.filter((time) => dice() < liking[time]);
  return ticked.length > 0 ? ticked : [union === shoppingQuarter ? 'evening' : 'lunch'];
}

/**
 * What 1,200 invented members said in the needs survey, union by union. Every union has enough of them for its results
 * to be shown, and never more than it has members. The same each time.
 */
export function demoSurveyAnswers(): DemoSurveyAnswer[] {
  const { unions, units } = demoPlaces();
  const unionOf = new Map(unions.flatMap((union) => union.buildings.map((code) => [code, union.code])));
  const members = new Map<string, number>();
  for (const unit of units) {
    const union = unionOf.get(unit.building);
    if (union) members.set(union, (members.get(union) ?? 0) + unit.members);
  }
  const shares = apportion(
    respondents,
    unions.map(({ code }) => (members.get(code) ?? 0) * (code === shoppingQuarter ? surveyedFirstWeight : 1)),
  );

  const dice = seeded(20200930);
  let respondent = 0;
  return unions.flatMap(({ code: union }, place) =>
    Array.from({ length: shares[place] ?? 0 }, (): DemoSurveyAnswer => {
      respondent += 1;
      return {
        respondent,
        union,
        interests: interestsIn(union, dice),
        frequency: frequencyFrom(dice),
        times: timesIn(union, dice),
      };
    }),
  );
}
