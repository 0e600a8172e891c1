import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { inWork } from '../../db/work.ts';
import type { Scope } from '../../domain/actor.ts';
import { mayAskFor } from '../../domain/coverage.ts';
import { languages } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { createTranslations } from '../../i18n/index.ts';
import { makeCoverage } from '../../make-coverage.ts';
import { coverageChangesFor } from '../../services/explain-coverage.ts';
import { coverageFor, scopeCalled } from '../../services/read-coverage.ts';
import { changesLines, coverageLines } from '../coverage-lines.ts';
import { save } from '../file.ts';
import { type Desk, type ExitCode, verb } from '../verb.ts';
import { askWhich } from '../which.ts';
import { withDatabase } from '../with-database.ts';

const day = z.iso.date('must be a day such as 2026-12-05').optional();
const place = (what: string) =>
  z.string().trim().min(1, `must be the name or the code of a ${what}`).optional();

const options = z.object({
  'as-of': day,
  street: place('street'),
  union: place('union'),
  compare: day,
  qualified: z.boolean().default(false),
  out: z
    .string()
    .regex(/\.(xlsx|png)$/iu, 'must end in .xlsx or .png')
    .optional(),
  language: z.enum(languages, `must be ${languages.join(' or ')}`).optional(),
  json: z.boolean().default(false),
});
type Options = z.output<typeof options>;

export const coverage = verb({
  name: 'coverage',
  usage: `[--as-of YYYY-MM-DD] [--street <name or code> | --union <name or code>] [--compare YYYY-MM-DD] [--qualified] [--out file.xlsx|file.png] [--language ${languages.join('|')}] [--json]`,
  summary: 'The figures of the district, a street or a union; with --compare, what changed and why.',
  options,
  run(desk, given) {
    const today = dateIn(desk.now, desk.config.timeZone);
    const asked = [given['as-of'], given.compare].filter((each) => each !== undefined);
    if (!asked.every((each) => mayAskFor(each, today))) {
      desk.complain(`There are no figures for days to come; today is ${today}.`);
      return 1;
    }
    if (given.compare !== undefined && given.out?.toLowerCase().endsWith('.png')) {
      desk.complain('A picture shows one day. Leave --compare out, or write to an .xlsx file.');
      return 1;
    }
    return withDatabase(desk, (db) => answer(desk, db, given['as-of'] ?? today, given));
  },
});

async function answer(desk: Desk, db: Db, asOf: string, given: Options): Promise<ExitCode> {
  const { street, union, compare, out } = given;
  const { now } = desk;
  const called = await inWork(db, now, (work) => scopeCalled(work, { street, union }));
  if (called.type === 'whichStreet') return which(desk, 'street', street, called.streets);
  if (called.type === 'whichUnion') return which(desk, 'union', union, called.unions);
  const { of } = called;
  if (out !== undefined) return writeOut(desk, db, { of, day: asOf, from: compare ?? null, out, given });
  return inWork(db, now, (work) =>
    compare === undefined
      ? tellFigures(desk, work, of, asOf, given)
      : tellChanges(desk, work, of, [compare, asOf], given),
  );
}

async function tellFigures(
  desk: Desk,
  work: Work,
  of: Scope,
  asOf: string,
  { json, qualified, language }: Options,
): Promise<ExitCode> {
  const coverage = await coverageFor(work, of, asOf);
  if (!coverage || (of.kind === 'district' && coverage.rows.length === 0)) return noDistrict(desk);
  const { timeZone } = desk.config;
  const lines = json
    ? [JSON.stringify(coverage, null, 2)]
    : coverageLines(coverage, wordsOf(desk, language), timeZone, { qualified });
  for (const line of lines) desk.say(line);
  return 0;
}

async function tellChanges(
  desk: Desk,
  work: Work,
  of: Scope,
  [from, to]: readonly [string, string],
  { json, language }: Options,
): Promise<ExitCode> {
  const changes = await coverageChangesFor(work, of, from, to);
  if (!changes) return noDistrict(desk);
  const { timeZone } = desk.config;
  const lines = json
    ? [JSON.stringify(changes, null, 2)]
    : changesLines(changes, wordsOf(desk, language), timeZone);
  for (const line of lines) desk.say(line);
  return 0;
}

async function writeOut(
  desk: Desk,
  db: Db,
  order: { of: Scope; day: string; from: string | null; out: string; given: Options },
): Promise<ExitCode> {
  const { out, given, of, day: asOf, from } = order;
  const as = out.toLowerCase().endsWith('.png') ? 'png' : 'xlsx';
  const t = wordsOf(desk, given.language);
  const tools = { db, timeZone: desk.config.timeZone, now: desk.now };
  const made = await makeCoverage(tools, { kind: 'coverage', of, day: asOf, from, as }, t);
  if (!made) return noDistrict(desk);
  return save(desk, out, made.data);
}

function which(
  desk: Desk,
  kind: 'street' | 'union',
  text: string | undefined,
  places: Parameters<typeof askWhich>[3],
): ExitCode {
  askWhich(desk, kind, text ?? '', places);
  return 1;
}

function noDistrict(desk: Desk): ExitCode {
  desk.complain('The database holds no district yet. For the demonstration: npm run cli -- seed-demo');
  return 1;
}

function wordsOf(desk: Desk, language: Options['language']) {
  return createTranslations(desk.config.timeZone)[language ?? desk.config.languageDefault];
}
