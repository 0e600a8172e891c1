import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Language, type Words, wordsFor } from './language.ts';
import { Exceptions, exceptionsFrom } from './opening-hours.ts';
import { readExceptions } from './read-exceptions.ts';
import { readHours } from './read-hours.ts';
import { writeHours } from './write-hours.ts';

/*
 * What stands in the directory's fields, and how it is read from what somebody types. Marks of direction and other signs
 * that nobody sees are left out; emoji and angle brackets are refused, since they don't belong on a card that is read
 * aloud on the phone.
 */

const unitKinds = ['firm', 'shop', 'office'] as const;
const ownerships = ['non_public', 'public'] as const;
const organisedKinds = ['independent', 'group', 'none'] as const;
const unionKinds = ['federation', 'joint', 'quarter'] as const;
const aliasKinds = ['alias', 'old'] as const;

const odd = /\p{Extended_Pictographic}|[<>{}[\]\\^`|]/u;
const letters = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => [...text].length <= max && !/[^\P{C}\n]/u.test(text) && !odd.test(withoutSigns(text)));
const wordsOf = (max: number) => z.strictObject({ zh: letters(max), en: letters(max * 2) }).partial();

/** How long each may be, in letters; English takes twice as many. */
const longest = {
  name: 40,
  english: 80,
  room: 20,
  place: 60,
  hours: 80,
  text: 300,
  phone: 20,
} as const;
export const mostFloors = 200;
export const mostWorkers = 100_000;

const Point = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type Point = z.infer<typeof Point>;

const name = letters(longest.name).refine((text) => /[\p{L}\p{N}]/u.test(text));

/** Each form of a field, with what its value may be. */
export const forms = {
  name,
  english: letters(longest.english).nullable(),
  place: wordsOf(longest.place),
  hours: wordsOf(longest.hours),
  text: wordsOf(longest.text),
  phone: z.string().max(longest.phone),
  room: letters(longest.room),
  day: z.iso.date(),
  exceptions: Exceptions,
  location: Point,
  floors: z.number().int().min(1).max(mostFloors).nullable(),
  workers: z.number().int().min(0).max(mostWorkers),
  unitKind: z.enum(unitKinds),
  ownership: z.boolean(),
  organised: z.enum(organisedKinds),
  unionKind: z.enum(unionKinds),
  aliasKind: z.enum(aliasKinds),
} as const;
export type Form = keyof typeof forms;

/** What a field holds, as the log of changes keeps it: JSON. */
export type Value = string | number | boolean | null | Words | Point | Exceptions;

export const bilingual: readonly Form[] = ['place', 'hours', 'text'];
/** May be left empty. */
export const optional: readonly Form[] = ['english', 'floors', 'exceptions'];
/** Answered by a tap. */
export const choices = {
  unitKind: unitKinds,
  ownership: ownerships,
  organised: organisedKinds,
  unionKind: unionKinds,
  aliasKind: aliasKinds,
} as const;
export type ChoiceForm = keyof typeof choices;

export function isChoice(form: Form): form is ChoiceForm {
  return Object.hasOwn(choices, form);
}

export type Problem =
  | { readonly type: 'tooLong'; readonly most: number }
  | {
      readonly type:
        | 'empty'
        | 'oddSigns'
        | 'notEnglish'
        | 'notPhone'
        | 'notDay'
        | 'dayToCome'
        | 'notExceptions'
        | 'notFloors'
        | 'notWorkers'
        | 'notLocation'
        | 'tap';
    };

export type ReadValue =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export interface Reading {
  /** The language that somebody writes a bilingual field in. */
  readonly language: Language;
  /** What stands there: the other language is kept. */
  readonly before: Value;
  /** `2026-12-05` */
  readonly today: string;
}

/** What somebody typed, as the value of a field. */
export function readValue(form: Form, typed: string, reading: Reading): ReadValue {
  const text = tidy(typed, form === 'text');
  if (text === '') return refused({ type: 'empty' });
  switch (form) {
    case 'name':
    case 'room':
      return plainText(text, longest[form]);
    case 'english':
      if (!/\p{Script=Latin}/u.test(text) || /\p{Script=Han}/u.test(text))
        return refused({ type: 'notEnglish' });
      return plainText(text, longest.english);
    case 'place':
    case 'text':
      return inLanguage(text, longest[form], reading);
    case 'hours':
      return readHoursWords(text, reading);
    case 'phone':
      return readPhone(text);
    case 'day':
      return readDay(text, reading.today);
    case 'exceptions': {
      const read = readExceptions(typed, reading.today);
      if (!read) return refused({ type: 'notExceptions' });
      return { ok: true, value: exceptionsFrom(Exceptions.parse(read), reading.today) };
    }
    case 'floors':
      return readNumber(text, 1, mostFloors, { type: 'notFloors' });
    case 'workers':
      return readNumber(text, 0, mostWorkers, { type: 'notWorkers' });
    case 'location':
      return refused({ type: 'notLocation' });
    default:
      return refused({ type: 'tap' });
  }
}

/** The value behind a tapped choice; undefined when the form has no such. */
export function chosen(form: Form, key: string): Value | undefined {
  if (!isChoice(form) || !choices[form].some((choice) => choice === key)) return undefined;
  return form === 'ownership' ? key === 'non_public' : key;
}

/** The same the other way: which of the choices a value is. */
export function choiceOf(form: ChoiceForm, value: Value): string {
  return form === 'ownership' ? ownerships[value === true ? 0 : 1] : String(value);
}

function refused(problem: Problem): ReadValue {
  return { ok: false, problem };
}

function tidy(typed: string, keepLines: boolean): string {
  const text = typed.normalize('NFC').replace(/\r\n?/gu, '\n');
  const seen = text.replace(/[^\P{C}\n]/gu, '');
  if (!keepLines) return seen.replace(/\s+/gu, ' ').trim();
  return seen
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** ©, ® and ™ count as pictures, but stand in firms' names. */
function withoutSigns(text: string): string {
  return text.replace(/[©®™]/gu, '');
}

function plainText(text: string, most: number): ReadValue {
  if (odd.test(withoutSigns(text))) return refused({ type: 'oddSigns' });
  if ([...text].length > most) return refused({ type: 'tooLong', most });
  if (!/[\p{L}\p{N}]/u.test(text)) return refused({ type: 'empty' });
  return { ok: true, value: text };
}

function inLanguage(text: string, max: number, { language, before }: Reading): ReadValue {
  const read = plainText(text, language === 'en' ? max * 2 : max);
  return read.ok ? { ok: true, value: { ...wordsIn(before), [language]: text } } : read;
}

/** Hours that are read stand in both languages. */
function readHoursWords(text: string, reading: Reading): ReadValue {
  const read = inLanguage(text, longest.hours, reading);
  const hours = readHours(text);
  if (!read.ok) return read;
  const other = reading.language === 'zh' ? 'en' : 'zh';
  const alone: Words = { [reading.language]: text };
  const both: Words = hours ? { ...alone, [other]: writeHours(hours, other) } : wordsIn(read.value);
  // Hours of before in the other language would contradict what she wrote; words that name no hours may stay.
  const agrees = hours !== null || readHours(both[other] ?? '') === null;
  return { ok: true, value: agrees && forms.hours.safeParse(both).success ? both : alone };
}

export function wordsIn(value: Value): Words {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('latitude' in value)
    ? (value as Words)
    : {};
}

/** The week that a card's hours mean, by the language that comes first. */
export function hoursMeant(words: Words) {
  return readHours(wordsFor(words, 'zh'));
}

/** Mobile, with area code, 400, a service number such as 12351, or abroad; an extension behind. */
const phones =
  /^(?:1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{2,3}-?\d{4}|400-?\d{3}-?\d{4}|1\d{4}|\+[1-9]\d{6,14})(?:(?:转|-|ext\.?)\d{1,6})?$/u;

function readPhone(typed: string): ReadValue {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:电话|tel|phone)[.:：]?/u, '')
    .replace(/[()（）]/gu, '-')
    .replace(/[\s.]/gu, '')
    .replace(/-{2,}/gu, '-')
    .replace(/^-|-$/gu, '')
    .replace(/^(?:\+|00)86-?/u, '');
  const phone = /^10-?[2-9]\d{7}/u.test(text) ? `0${text}` : text;
  return phones.test(phone) && phone.length <= longest.phone
    ? { ok: true, value: phone }
    : refused({ type: 'notPhone' });
}

const dates = [
  /^(?<year>\d{4})\s*[年./-]\s*(?<month>\d{1,2})\s*[月./-]\s*(?<day>\d{1,2})\s*[日号]?$/u,
  /^(?<day>\d{1,2})\s+(?<name>[a-z]{3})[a-z]*\.?,?\s+(?<year>\d{4})$/u,
];
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function readDay(typed: string, today: string): ReadValue {
  const text = typed.normalize('NFKC').toLowerCase();
  const found = dates.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return refused({ type: 'notDay' });
  const month = found.name ? months.indexOf(found.name) + 1 : Number(found.month);
  try {
    const day = Temporal.PlainDate.from(
      { year: Number(found.year), month, day: Number(found.day) },
      { overflow: 'reject' },
    ).toString();
    if (day < '1949-01-01') return refused({ type: 'notDay' });
    return day > today ? refused({ type: 'dayToCome' }) : { ok: true, value: day };
  } catch {
    return refused({ type: 'notDay' });
  }
}

function readNumber(text: string, least: number, most: number, problem: Problem): ReadValue {
  const figures = /^\D{0,3}(\d{1,9})\D{0,3}$/u.exec(
    text.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/gu, ''),
  )?.[1];
  const value = Number(figures);
  return figures !== undefined && value >= least && value <= most ? { ok: true, value } : refused(problem);
}

/** Whether two values are the same, whatever order their parts were kept in. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => sameValue((one as Fields)[key], (other as Fields)[key]))
  );
}

type Fields = Readonly<Record<string, unknown>>;

/** What a field holds, from a row as the database and the log of changes keep it. */
export function valueIn(row: Fields, field: string): Value {
  if (field === 'location') return { latitude: row.latitude, longitude: row.longitude } as Point;
  const value = (row[field] ?? null) as Value;
  // A union without an English name has an empty one.
  return field === 'name_en' && value === '' ? null : value;
}
