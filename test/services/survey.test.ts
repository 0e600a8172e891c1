import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveConsent } from '../../src/db/queries/consents.ts';
import { ensureNeedsSurvey, needsOfPerson, surveySheet } from '../../src/db/queries/surveys.ts';
import { consents, memberships, surveyResponses, surveyRounds, surveys } from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { RoundId, UnionId } from '../../src/domain/ids.ts';
import type { Answer } from '../../src/domain/survey-answer.ts';
import { answerSurvey } from '../../src/services/answer-survey.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();

let places: Awaited<ReturnType<typeof twoStreets>>;
let round: RoundId;
beforeAll(async () => {
  places = await twoStreets(db);
  round = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
});

async function memberOf(union: UnionId): Promise<Actor> {
  const member = await someone(db);
  await db.insert(memberships).values({ person: member.person, union, since: '2026-11-01' });
  return member;
}

const answer = (actor: Actor, question: string, given: Answer, now = monday) =>
  at(db, now, (work) => answerSurvey(work, actor, { round, question, answer: given }));
const sheetOf = (actor: Actor) =>
  at(db, monday, (work) => surveySheet(readOf(work), 'standing', actor.person, work.now));

async function answerAll(
  actor: Actor,
  interests: string[],
  frequency = 'monthly',
  suggestion: string | null = null,
) {
  await answer(actor, 'interests', interests);
  await answer(actor, 'frequency', [frequency]);
  await answer(actor, 'times', ['evening']);
  return answer(actor, 'suggestion', suggestion);
}

describe('the standing survey', () => {
  test('is there once, whoever brings it in, and takes over newer words', async () => {
    await Promise.all([1, 2, 3].map(() => db.transaction((tx) => ensureNeedsSurvey(tx, monday))));
    expect(await db.select().from(surveys)).toHaveLength(1);
    await db.update(surveys).set({ version: 0, definition: {} as never });
    await db.update(surveyRounds).set({ version: 0, definition: {} as never });
    expect(await db.transaction((tx) => ensureNeedsSurvey(tx, monday))).toBe(round);
    for (const table of [surveys, surveyRounds]) {
      const rows = await db.select({ version: table.version, definition: table.definition }).from(table);
      expect(rows).toMatchObject([{ version: 1, definition: { questions: { length: 4 } } }]);
    }
  });
});

describe('answering', () => {
  let member: Actor;
  beforeEach(async () => {
    member = await memberOf(places.north.union);
  });

  test('the first answer is kept at once, with her consent; the last completes it', async () => {
    expect(await sheetOf(member)).toMatchObject({ standing: 'member', consented: false, answers: {} });
    await answer(member, 'interests', ['film', 'crafts']);
    expect(await sheetOf(member)).toMatchObject({
      consented: true,
      completed: false,
      answers: { interests: ['crafts', 'film'] },
    });
    await answer(member, 'frequency', ['quarterly']);
    await answer(member, 'times', null);
    expect(await answer(member, 'suggestion', '多开羽毛球')).toMatchObject({
      type: 'saved',
      justCompleted: true,
    });
    const given = await db
      .select()
      .from(consents)
      .where(and(eq(consents.person, member.person), eq(consents.purpose, 'survey')));
    expect(given).toHaveLength(1);
    const needs = await db.transaction((tx) => needsOfPerson(tx, member.person));
    expect(needs).toEqual({ interests: ['crafts', 'film'], frequency: 'quarterly', times: [] });
  });

  test('an answer changed later replaces the old one, and completes nothing again', async () => {
    await answerAll(member, ['film']);
    const later = new Date(monday.getTime() + 86_400_000);
    expect(await answer(member, 'interests', ['sports'], later)).toMatchObject({ justCompleted: false });
    const [row] = await db.select().from(surveyResponses).where(eq(surveyResponses.person, member.person));
    expect(row?.completedAt).toEqual(monday);
    expect(row?.answers.interests).toEqual(['sports']);
  });

  test('a forged option writes nothing, not even her consent', async () => {
    expect(await answer(member, 'interests', ['karaoke'])).toMatchObject({ type: 'refused' });
    expect(await answer(member, 'shoeSize', ['42'])).toEqual({ type: 'unknownQuestion' });
    expect(await sheetOf(member)).toMatchObject({ answers: {}, consented: false });
  });

  test('a stranger is told whom it is for, and nothing is written', async () => {
    const stranger = await someone(db);
    expect(await answer(stranger, 'interests', ['film'])).toEqual({ type: 'notEntitled' });
    expect(await sheetOf(stranger)).toMatchObject({ standing: 'visitor', answers: {} });
  });

  test('closed meanwhile: nothing more is written, what she gave stays', async () => {
    await answer(member, 'interests', ['film']);
    await db.update(surveyRounds).set({ closesAt: monday });
    expect(await answer(member, 'frequency', ['weekly'])).toEqual({ type: 'closed' });
    await db.update(surveyRounds).set({ closesAt: null });
    expect((await sheetOf(member))?.answers).toEqual({ interests: ['film'] });
  });

  test('two devices at once: both answers are there', async () => {
    await Promise.all([answer(member, 'interests', ['film']), answer(member, 'frequency', ['weekly'])]);
    expect((await sheetOf(member))?.answers).toEqual({ interests: ['film'], frequency: ['weekly'] });
  });

  test('needs are used only while she agrees', async () => {
    await answerAll(member, ['film']);
    await db.update(consents).set({ withdrawnAt: monday }).where(eq(consents.person, member.person));
    expect(await db.transaction((tx) => needsOfPerson(tx, member.person))).toBeNull();
    await db.transaction((tx) => giveConsent(tx, member.person, 'survey', monday));
    expect(await db.transaction((tx) => needsOfPerson(tx, member.person))).not.toBeNull();
  });
});
