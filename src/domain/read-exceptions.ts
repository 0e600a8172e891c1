import { Temporal } from 'temporal-polyfill';
import type { Exception } from './opening-hours.ts';
import { readHours } from './read-hours.ts';

/*
 * Days that are not as usual, as staff write them: 12月25日关门；1月1日至1月3日休息, 24 Dec 9:00–12:00. One after the other,
 * with a semicolon or on lines of their own.
 */

const year = '(?:(?<year>\\d{4})\\s*[年./-]\\s*)?';
const figures = `${year}(?<month>\\d{1,2})\\s*[月./-]\\s*(?<day>\\d{1,2})\\s*[日号]?(?![\\d:])`;
const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const named = `(?<day>\\d{1,2})\\s*(?<name>${names.join('|')})[a-z]*\\.?(?:,?\\s*(?<year>\\d{4})(?!\\d|:))?`;
const dates = [new RegExp(`^\\s*${figures}`, 'u'), new RegExp(`^\\s*${named}`, 'u')];
const range = /^\s*(?:至|到|[-–—~]|to\b)\s*/u;
/** “1月1日–3日” names the month once. */
const bareDay = /^(?<day>\d{1,2})\s*[日号]/u;

/**
 * @param today without a year it is the next such day from this one on (`2026-12-05`)
 * @returns null when any part can't be read
 */
export function readExceptions(typed: string, today: string): readonly Exception[] | null {
  const parts = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[;；\n。]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 20) return null;
  const read = parts.map((part) => readOne(part, today));
  return read.every((exception) => exception !== null) ? read : null;
}

function readOne(text: string, today: string): Exception | null {
  const first = takeDate(text, today);
  if (!first) return null;
  let rest = first.rest;
  let to = first.date;
  const between = range.exec(rest);
  if (between) {
    const after = rest.slice(between[0].length);
    const last = takeDate(after, first.date) ?? takeBareDay(after, first.date);
    if (!last || last.date < first.date) return null;
    rest = last.rest;
    to = last.date;
  }
  const hours = readHours(rest);
  const spans = hours?.[0];
  // “12月25日 周一 9:00–12:00” names a weekday that may be wrong.
  if (!hours || !spans || hours.some((day) => JSON.stringify(day) !== JSON.stringify(spans))) return null;
  return { from: first.date, to, spans: [...spans] };
}

interface Taken {
  readonly date: string;
  readonly rest: string;
}

function takeDate(text: string, notBefore: string): Taken | null {
  for (const form of dates) {
    const found = form.exec(text);
    const groups = found?.groups;
    if (!found || !groups) continue;
    const month = groups.name ? names.indexOf(groups.name) + 1 : Number(groups.month);
    const day = Number(groups.day);
    const thisYear = Number(notBefore.slice(0, 4));
    const years = groups.year ? [Number(groups.year)] : [thisYear, thisYear + 1];
    for (const of of years) {
      const date = dateOf(of, month, day);
      if (date && (groups.year || date >= notBefore)) return { date, rest: text.slice(found[0].length) };
    }
  }
  return null;
}

function takeBareDay(text: string, first: string): Taken | null {
  const found = bareDay.exec(text);
  const date =
    found && dateOf(Number(first.slice(0, 4)), Number(first.slice(5, 7)), Number(found.groups?.day));
  return found && date ? { date, rest: text.slice(found[0].length) } : null;
}

/** Null on the 30th of February. */
function dateOf(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
