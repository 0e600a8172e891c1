import type { Pattern } from '../../domain/timing.ts';

/* Patterns and days as buttons carry them. What comes back has the form that timing-buttons.ts asks for. */

export type Nth = Extract<Pattern, { every: 'monthWeekday' }>['nth'];
export const nths: readonly Nth[] = [1, 2, 3, 4, 'last'];
const short = (nth: Nth | number) => (nth === 'last' ? 'l' : nth);

export function patternCode(pattern: Pattern): string {
  switch (pattern.every) {
    case 'week':
      return `w${pattern.weekday}`;
    case 'secondWeek':
      return `b${pattern.weekday}`;
    case 'monthWeekday':
      return `m${short(pattern.nth)}-${pattern.weekday}`;
    case 'monthDay':
      return `d${short(pattern.day)}`;
  }
}

export function patternOf(code: string): Pattern {
  const weekday = Number(code.at(-1));
  switch (code[0]) {
    case 'w':
      return { every: 'week', weekday };
    case 'b':
      return { every: 'secondWeek', weekday };
    case 'm':
      return { every: 'monthWeekday', nth: nths.find((nth) => String(short(nth)) === code[1]) ?? 1, weekday };
    default:
      return { every: 'monthDay', day: code === 'dl' ? 'last' : Number(code.slice(1)) };
  }
}

/** `2026-12-05` as `20261205`, and back. */
export const dayCode = (day: string) => day.replaceAll('-', '');
export const dayOf = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 6)}-${code.slice(6)}`;
/** `10:00` as `1000`, and back. */
export const clockCode = (time: string) => time.replace(':', '');
export const clockOf = (code: string) => `${code.slice(0, 2)}:${code.slice(2)}`;
