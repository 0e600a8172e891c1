import { type ActivityKind, activityKinds } from '../../domain/activity.ts';
import { type ActivityIdea, activityIdeas, type Slot } from './activity-ideas.ts';
import { shoppingQuarter } from './shopping-quarter.ts';
import { tastesOf } from './tastes.ts';
import type { DemoActivity } from './types.ts';
import { type UnionRecord, unions } from './unions.ts';

/** A calendar month; `month` from 1 to 12. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

const hours: Readonly<Record<Slot, readonly [starts: string, ends: string]>> = {
  lunch: ['12:15', '12:55'],
  evening: ['18:30', '20:00'],
  weekend: ['09:30', '11:30'],
};

const fewestInQuarter = 3;
const most = 4;

/** The first day an activity may fall on: by then every union's announcement, due on a Monday, has gone out. */
const firstDay = 8;

const twoDigits = (n: number) => String(n).padStart(2, '0');

const rotate = <T>(list: readonly T[], by: number): T[] => {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
};

/** The `week`-th such weekday (0 = Sunday) from the eighth on; always within the month for weeks 0 to 2. */
function dayOf({ year, month }: Month, weekday: number, week: number): string {
  const first = new Date(Date.UTC(year, month - 1, firstDay)).getUTCDay();
  const day = firstDay + ((weekday - first + 7) % 7) + 7 * week;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** What a union offers in a month: something its members like each time, then something for the others. */
function kindsFor(union: UnionRecord, place: number, serial: number): ActivityKind[] {
  const favourites = tastesOf(union.code);
  const others = activityKinds.filter((kind) => !favourites.includes(kind));
  const count = 1 + ((place * 7 + serial * 3) % most);
  if (union.code === shoppingQuarter) {
    return [...favourites, ...rotate(others, place + serial)].slice(0, Math.max(count, fewestInQuarter));
  }
  return [...rotate(favourites, serial).slice(0, 2), ...rotate(others, place + serial)].slice(0, count);
}

/** The fourth comes back to the first one's week, on another day. */
function weekdayOf(slot: Slot, place: number, position: number): number {
  const [sunday, tuesday, saturday] = [0, 2, 6];
  if (slot === 'weekend') return position < 3 ? saturday : sunday;
  return tuesday + ((place + position) % 4);
}

function ideaFor(union: UnionRecord, kind: ActivityKind, place: number, serial: number): ActivityIdea {
  // Shops are full at lunch: nobody there could come.
  const suits = (idea: ActivityIdea) => union.code !== shoppingQuarter || idea.slot !== 'lunch';
  const ideas = activityIdeas[kind].filter(suits);
  const idea = ideas[(place + serial) % ideas.length];
  if (!idea) throw new Error(`no idea for ${kind}`);
  return idea;
}

/**
 * One to four activities of each union in a month, in the order of the unions and, within one, of its members' tastes.
 * The same for the same month.
 */
export function demoActivities(month: Month): DemoActivity[] {
  const serial = month.year * 12 + month.month;
  return unions.flatMap((union, place) =>
    kindsFor(union, place, serial).map((kind, position): DemoActivity => {
      const idea = ideaFor(union, kind, place, serial);
      const day = dayOf(month, weekdayOf(idea.slot, place, position), position % 3);
      const [starts, ends] = hours[idea.slot];
      return {
        key: `${union.code}-${month.year}-${twoDigits(month.month)}-${position + 1}`,
        union: union.code,
        kind,
        title: idea.title,
        starts: `${day}T${starts}`,
        ends: `${day}T${ends}`,
        place: idea.place ?? union.office.place,
        capacity: idea.capacity,
      };
    }),
  );
}
