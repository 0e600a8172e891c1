import { and, eq, inArray, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureNeedsSurvey } from '../../src/db/queries/surveys.ts';
import {
  memberships,
  surveyFigures,
  surveyResponses,
  surveyRoundFigures,
  surveyRounds,
} from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { RoundId, UnionId } from '../../src/domain/ids.ts';
import type { ResultsPlace } from '../../src/domain/results.ts';
import type { Answers } from '../../src/domain/survey.ts';
import { silentLog } from '../../src/log.ts';
import { readResults } from '../../src/services/results/read-results.ts';
import { createTakeFigures } from '../../src/services/results/take-figures.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const take = createTakeFigures({ db, timeZone, log: silentLog });

let places: Awaited<ReturnType<typeof twoStreets>>;
let round: RoundId;
let district: Actor;
let members: Actor[];
beforeAll(async () => {
  places = await twoStreets(db);
  round = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
  district = await someone(db, { kind: 'district' });
  members = await Promise.all(Array.from({ length: 60 }, () => someone(db)));
  await db
    .insert(memberships)
    .values(members.map(({ person }) => ({ person, union: places.south.union, since: '2026-11-01' })));
});
beforeEach(async () => {
  for (const table of [surveyFigures, surveyRoundFigures, surveyResponses]) await db.delete(table);
  await db.delete(surveyRounds).where(eq(surveyRounds.kind, 'once'));
});

const hour = (n: number) => new Date(monday.getTime() + n * 3_600_000);
const said = (interests: string[], more: Answers = {}): Answers => ({
  interests,
  frequency: ['monthly'],
  times: ['lunch'],
  suggestion: null,
  ...more,
});

/** So many members, from a place on, have finished it by then. */
async function answered(from: number, n: number, answers: Answers, when: Date, of = round) {
  await db.insert(surveyResponses).values(
    members.slice(from, from + n).map(({ person }) => ({
      round: of,
      person,
      answers,
      startedAt: when,
      completedAt: when,
    })),
  );
}

const south = (): ResultsPlace => ({ kind: 'union', union: places.south.union });
const read = (actor: Actor, place: ResultsPlace, of = round) =>
  at(db, hour(9), (work) => readResults.results(work, actor, { round: of, place }));
async function figures(place = south(), of = round) {
  const outcome = await read(district, place, of);
  return outcome.type === 'results' ? outcome.results.figures : null;
}

describe('the survey that is always open', () => {
  test('is counted ten at a time at least; who was counted is not counted again, whatever she says afterwards', async () => {
    await answered(0, 9, said(['crafts']), hour(0));
    await take(hour(1));
    expect(await figures()).toBeNull();

    await answered(9, 6, said(['film']), hour(1));
    await take(hour(2));
    expect(await figures()).toMatchObject({ people: 15, members: 60 });
    expect((await figures())?.axes['interests.crafts']?.yes).toEqual({ count: 9, of: 15 });

    await db
      .update(surveyResponses)
      .set({ answers: said(['film']) })
      .where(
        inArray(
          surveyResponses.person,
          members.slice(0, 3).map(({ person }) => person),
        ),
      );
    await answered(15, 9, said(['crafts']), hour(2));
    await take(hour(3));
    expect(await figures()).toMatchObject({ people: 15 });

    await answered(24, 7, said(['film']), hour(3));
    await take(hour(4));
    expect((await figures())?.axes['interests.crafts']?.yes).toEqual({ count: 18, of: 31 });
  });

  test('two processes count nobody twice', async () => {
    await answered(0, 12, said(['crafts']), hour(0));
    await Promise.all([take(hour(1)), take(hour(1)), take(hour(1))]);
    expect(await figures()).toMatchObject({ people: 12 });
  });

  test('where almost everybody has answered, some are left out by lot', async () => {
    await answered(0, 58, said(['crafts']), hour(0));
    await take(hour(1));
    expect(await figures()).toMatchObject({ people: 55, members: 60 });
  });

  test('who took her consent back, or left the union, is not counted', async () => {
    await answered(0, 14, said(['crafts']), hour(0));
    await db.execute(sql`insert into consents (person_id, purpose, version, given_at, withdrawn_at)
      values (${members[0]?.person}, 'survey', 1, ${hour(0).toISOString()}, ${hour(0).toISOString()})`);
    const gone = and(
      eq(memberships.person, members[1]?.person as never),
      eq(memberships.union, places.south.union),
    );
    await db.execute(sql`update memberships set union_id = ${places.north.union} where ${gone}`);
    await take(hour(1));
    expect(await figures()).toMatchObject({ people: 12 });
    await db.execute(sql`delete from consents`);
    await db
      .update(memberships)
      .set({ union: places.south.union })
      .where(eq(memberships.person, members[1]?.person as never));
  });

  test('what was written is shown with that of four others', async () => {
    await answered(0, 4, said(['crafts'], { suggestion: '=多开课' }), hour(0));
    await answered(4, 8, said(['film']), hour(0));
    await take(hour(1));
    const texts = (now: Date) =>
      at(db, now, (work) => readResults.texts(work, district, { round, place: south() }, 'suggestion'));
    expect(await texts(hour(1))).toMatchObject({ type: 'texts', texts: [] });
    await answered(12, 5, said(['crafts'], { suggestion: '要周末' }), hour(1));
    await answered(17, 6, said(['film']), hour(1));
    await take(hour(2));
    expect(await texts(hour(2))).toMatchObject({ texts: Array.from({ length: 5 }, () => '要周末') });
  });
});

describe('a survey for a time', () => {
  async function once(anonymous: boolean): Promise<RoundId> {
    const [standing] = await db.select().from(surveyRounds).where(eq(surveyRounds.id, round));
    if (!standing) throw new Error('no survey');
    const { id: _id, ...like } = standing;
    const [row] = await db
      .insert(surveyRounds)
      .values({
        ...like,
        code: anonymous ? 'anon' : 'once',
        kind: 'once',
        anonymous,
        status: 'open',
        closesAt: hour(2),
      })
      .returning({ id: surveyRounds.id });
    return row?.id as RoundId;
  }
  const close = (id: RoundId) =>
    db.update(surveyRounds).set({ status: 'closed' }).where(eq(surveyRounds.id, id));

  test('is counted once, when it is closed, from five on', async () => {
    const id = await once(false);
    await answered(0, 5, said(['crafts']), hour(0), id);
    await answered(5, 2, said(['crafts', 'film']), hour(0), id);
    await take(hour(1));
    expect(await figures(south(), id)).toBeNull();
    await close(id);
    expect(await take(hour(3))).toMatchObject({ unions: 1, rounds: 1 });
    expect(await figures(south(), id)).toMatchObject({ people: 7 });
    expect(await take(hour(4))).toMatchObject({ unions: 0, rounds: 0 });
  });

  test('anonymous: all of it, and of no place within', async () => {
    const id = await once(true);
    await db.execute(sql`insert into anonymous_answers (round_id, answers)
      select ${id}, ${JSON.stringify(said(['crafts'], { suggestion: '要周末' }))}::jsonb from generate_series(1, 6)`);
    const written = (place: ResultsPlace) =>
      at(db, hour(3), (work) => readResults.texts(work, district, { round: id, place }, 'suggestion'));
    expect(await written({ kind: 'district' })).toMatchObject({ texts: [] });
    await close(id);
    await take(hour(3));
    expect(await figures({ kind: 'district' }, id)).toMatchObject({ people: 6 });
    expect(await written({ kind: 'district' })).toMatchObject({
      texts: Array.from({ length: 6 }, () => '要周末'),
    });
    expect(await figures(south(), id)).toBeNull();
    expect(await written(south())).toMatchObject({ type: 'texts', texts: [] });
    // Of one union, it is its street's to read as well.
    const { union, street } = places.south;
    await db
      .update(surveyRounds)
      .set({ scope: { kind: 'union', union } })
      .where(eq(surveyRounds.id, id));
    for (const place of [south(), { kind: 'street', street }, { kind: 'district' }] as const)
      expect(await figures(place, id)).toMatchObject({ people: 6 });
    expect(await figures({ kind: 'street', street: places.north.street }, id)).toBeNull();
    expect(await figures({ kind: 'union', union: places.north.union }, id)).toBeNull();
    await db.execute(sql`delete from anonymous_answers`);
  });
});

describe('who may read them', () => {
  test('whoever looks after the place, and nobody else', async () => {
    const { north, south: there } = places;
    const elsewhere = await someone(db, { kind: 'union', union: north.union });
    const street = await someone(db, { kind: 'street', street: there.street });
    expect(await read(elsewhere, south())).toEqual({ type: 'notYours' });
    expect(await read(await someone(db), south())).toEqual({ type: 'notYours' });
    expect(await read(elsewhere, { kind: 'building', union: there.union, building: 1 as never })).toEqual({
      type: 'notYours',
    });
    expect(await read(street, south())).toMatchObject({ type: 'results' });
    expect(await read(street, { kind: 'district' })).toEqual({ type: 'notYours' });
    expect(await read(street, { kind: 'union', union: north.union as UnionId })).toEqual({
      type: 'notYours',
    });
  });
});
