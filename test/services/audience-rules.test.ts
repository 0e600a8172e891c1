import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { matches } from '../../src/db/queries/audience.ts';
import { ensureNeedsSurvey, keepAnswers } from '../../src/db/queries/surveys.ts';
import { applications, consents, memberships, people, surveyResponses } from '../../src/db/schema.ts';
import type { AudienceRule } from '../../src/domain/audience.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { testDatabase } from '../support/database.ts';
import { monday, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const survey = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));

/** Somebody with a name for this test, and how she stands. */
const cast = new Map<PersonId, string>();
let telegramId = 80_000;

async function person(name: string, given: Partial<typeof people.$inferInsert> = {}): Promise<PersonId> {
  telegramId += 1;
  const [row] = await db
    .insert(people)
    .values({ telegramId, createdAt: monday, ...given })
    .returning({ id: people.id });
  if (!row) throw new Error('nobody');
  cast.set(row.id, name);
  return row.id;
}

async function joins(who: PersonId, place: typeof north, unit: boolean): Promise<void> {
  const membership = { person: who, union: place.union, since: '2026-01-01' };
  await db.insert(memberships).values({ ...membership, unit: unit ? place.unit : null });
}

const sealed = Buffer.from('x');
async function applies(who: PersonId, place: typeof north, status: 'submitted' | 'approved'): Promise<void> {
  const form = { name: sealed, phone: sealed, phoneIndex: sealed, submittedAt: monday, dueOn: '2026-12-01' };
  const { union, building } = place;
  await db.insert(applications).values({ person: who, union, building, status: 'submitted', ...form });
  if (status !== 'submitted')
    await db.update(applications).set({ status }).where(eq(applications.person, who));
}

const inUnit = await person('north, in a unit', { language: 'en' });
await joins(inUnit, north, true);
const without = await person('north, no unit', { telegramLanguage: 'zh-hans' });
await applies(without, north, 'approved');
await joins(without, north, false);
const neighbour = await person('south', { telegramLanguage: 'en-GB' });
await joins(neighbour, south, true);
const waiting = await person('applicant', { telegramLanguage: 'fr' });
await applies(waiting, south, 'submitted');
await person('stranger');

for (const [who, interests, agrees] of [
  [inUnit, ['crafts'], true],
  [neighbour, ['crafts', 'sports'], true],
  [without, ['crafts'], false],
] as const) {
  await db.transaction(async (tx) => {
    if (agrees)
      await tx.insert(consents).values({ person: who, purpose: 'survey', version: 1, givenAt: monday });
    await keepAnswers(tx, {
      round: survey,
      person: who,
      answers: { interests: [...interests] },
      setAside: {},
      answeredAt: {},
      completed: false,
      now: monday,
    });
  });
}
await db.update(surveyResponses).set({ completedAt: monday }).where(eq(surveyResponses.person, neighbour));

async function meant(rule: AudienceRule): Promise<string[]> {
  const rows = await db.execute<{ id: PersonId }>(
    sql`select p.id from people p where ${matches(rule, 'zh')} order by p.id`,
  );
  return rows.map(({ id }) => cast.get(id) ?? '?');
}

const all = [...cast.values()];
const but = (...names: string[]) => all.filter((name) => !names.includes(name));

describe('a rule means', () => {
  test.each<[string, AudienceRule, string[]]>([
    ['a union’s members', { unions: [north.union] }, ['north, in a unit', 'north, no unit']],
    ['those of several', { unions: [north.union, south.union] }, but('applicant', 'stranger')],
    ['a street’s', { streets: [south.street] }, ['south']],
    [
      'a building’s: by unit, or by the application',
      { buildings: [north.building] },
      ['north, in a unit', 'north, no unit'],
    ],
    ['… and who applies from it', { buildings: [south.building] }, ['south', 'applicant']],
    ['who asked for it, and lets us know', { interests: ['crafts'] }, ['north, in a unit', 'south']],
    ['… in any of several', { interests: ['sports', 'film'] }, ['south']],
    ['readers of English: chosen, said, or nearest', { language: 'en' }, but('north, no unit', 'stranger')],
    ['readers of Chinese, and who said nothing', { language: 'zh' }, ['north, no unit', 'stranger']],
    ['members', { membership: 'member' }, but('applicant', 'stranger')],
    ['applicants', { membership: 'applicant' }, ['applicant']],
    ['neither', { membership: 'none' }, ['stranger']],
    ['who answered', { answered: survey }, ['south']],
    [
      'members who have not',
      { all: [{ membership: 'member' }, { not: { answered: survey } }] },
      all.slice(0, 2),
    ],
    [
      'one or the other',
      { any: [{ membership: 'none' }, { streets: [south.street] }] },
      ['south', 'stranger'],
    ],
    ['nobody', { all: [{ membership: 'none' }, { unions: [north.union] }] }, []],
  ])('%s', async (_what, rule, names) => {
    expect(await meant(rule)).toEqual(names);
  });
});
