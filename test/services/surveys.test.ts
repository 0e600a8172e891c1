import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureNeedsSurvey, standingRoundOf, surveySheet } from '../../src/db/queries/surveys.ts';
import * as schema from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { NoticeId, RoundId, UnionId } from '../../src/domain/ids.ts';
import type { Answers } from '../../src/domain/survey.ts';
import { surveyFromTemplate } from '../../src/domain/survey-templates.ts';
import { silentLog } from '../../src/log.ts';
import { answerSurvey } from '../../src/services/answer-survey.ts';
import { prepareNotices, reportIfDone } from '../../src/services/outbox/chores.ts';
import { createAskAgain } from '../../src/services/surveys/ask-again.ts';
import { declineRound } from '../../src/services/surveys/decline-round.ts';
import { closeRound, createExtendRound } from '../../src/services/surveys/end-round.ts';
import { createHandIn } from '../../src/services/surveys/hand-in.ts';
import { createMakeSurvey } from '../../src/services/surveys/make-survey.ts';
import { createOpenRound } from '../../src/services/surveys/open-round.ts';
import { createReadSurveyFiles } from '../../src/services/surveys/read-files.ts';
import { createReadRound } from '../../src/services/surveys/read-round.ts';
import { receiveSurveyFile } from '../../src/services/surveys/receive-file.ts';
import { createSetRound } from '../../src/services/surveys/set-round.ts';
import { createMixAnonymous, createTendRounds } from '../../src/services/surveys/tend-rounds.ts';
import { addMembers } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const makeSurvey = createMakeSurvey({ timeZone });
const setRound = createSetRound({ timeZone });
const openRound = createOpenRound({ timeZone });
const handIn = createHandIn({ vault });
const tend = createTendRounds({ db });
const mix = createMixAnonymous({ db, vault });
const definition = surveyFromTemplate('interest', '春游');
const day = (n: number) => new Date(monday.getTime() + n * 86_400_000);

let places: Awaited<ReturnType<typeof twoStreets>>;
let officer: Actor;
let elsewhere: Actor;
let district: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  officer = await someone(db, { kind: 'union', union: places.north.union });
  elsewhere = await someone(db, { kind: 'union', union: places.south.union });
  district = await someone(db, { kind: 'district' });
});

async function memberOf(union: UnionId): Promise<Actor> {
  const member = await someone(db);
  await db.insert(schema.memberships).values({ person: member.person, union, since: '2026-11-01' });
  return member;
}

let made = 0;
async function drafted(by: Actor, { anonymous = false, reminders = 0 } = {}): Promise<RoundId> {
  made += 1;
  const outcome = await at(db, monday, (work) => makeSurvey(work, by, { key: `s${made}`, definition }));
  if (outcome.type !== 'made') throw new Error(outcome.type);
  const { round } = outcome;
  await at(db, monday, (work) => setRound(work, by, { round, setting: { set: 'anonymous', anonymous } }));
  await at(db, monday, (work) => setRound(work, by, { round, setting: { set: 'reminders', reminders } }));
  return round;
}

async function opened(by: Actor, settings = {}): Promise<RoundId> {
  const round = await drafted(by, settings);
  expect(await at(db, monday, (work) => openRound(work, by, round))).toMatchObject({ type: 'opened' });
  return round;
}

const answer = (
  who: Actor,
  round: RoundId,
  question: string,
  given: readonly string[] | null,
  now = monday,
) => at(db, now, (work) => answerSurvey(work, who, { round, question, answer: given }));
const hand = (who: Actor, round: RoundId, answers: Answers, now = monday) =>
  at(db, now, (work) => handIn(work, who, { round, answers }));
const keysOf = (round: RoundId) =>
  db.execute<{ id: NoticeId; key: string }>(
    sql`select id, key from notices where body ->> 'round' = ${String(round)} order by id`,
  );

describe('a round’s life', () => {
  test('it asks its union’s members, and nobody else may set, open, extend or close it', async () => {
    const round = await drafted(officer);
    for (const refused of [
      await at(db, monday, (work) => openRound(work, elsewhere, round)),
      await at(db, monday, (work) => closeRound(work, elsewhere, round)),
      await at(db, monday, (work) => setRound(work, elsewhere, { round, setting: { set: 'days', days: 3 } })),
      // Nor may its own staff ask others.
      await at(db, monday, (work) =>
        setRound(work, officer, { round, setting: { set: 'scope', scope: { kind: 'district' } } }),
      ),
    ])
      expect(refused).toEqual({ type: 'notYours' });
    const inside = await memberOf(places.north.union);
    const outside = await memberOf(places.south.union);
    expect(await answer(inside, round, 'come', ['no'])).toEqual({ type: 'closed' });
    await at(db, monday, (work) => openRound(work, officer, round));
    expect(await at(db, monday, (work) => openRound(work, officer, round))).toEqual({
      type: 'openedAlready',
    });
    expect(await answer(outside, round, 'come', ['no'])).toEqual({ type: 'notEntitled' });
    expect(await answer(inside, round, 'come', ['no'])).toMatchObject({ type: 'saved' });
    const card = createReadRound({ languageDefault: 'zh' });
    expect(await at(db, monday, (work) => card(work, elsewhere, round))).toBeUndefined();
    expect(await at(db, monday, (work) => card(work, district, round))).toMatchObject({ answered: null });
  });

  test('opened it invites once, reminds so often as was set, and closes by itself', async () => {
    const round = await opened(officer, { reminders: 2 });
    const counts = [];
    for (const when of [1, 4, 4, 6.6, 6.7, 8, 9]) counts.push(await tend(day(when)));
    expect(counts.filter(({ reminded }) => reminded > 0)).toHaveLength(2);
    expect(counts.filter(({ closed }) => closed > 0)).toHaveLength(1);
    expect((await keysOf(round)).map(({ key }) => key.replace(/^survey:\d+:/u, ''))).toEqual([
      'opened',
      'reminder:1',
      'reminder:2',
    ]);
  });

  test('how its reminder went is reported to nobody: beside the invitation it would say how many have answered', async () => {
    await addMembers(db, places.north.union, { count: 2, since: monday });
    const round = await opened(officer, { reminders: 1 });
    const now = day(6.6);
    await tend(now);
    await prepareNotices(db, { now, languageDefault: 'zh', timeZone, log: silentLog });
    await db.update(schema.deliveries).set({ status: 'sent', settledAt: now });
    const sent = await keysOf(round);
    expect(sent).toHaveLength(2);
    for (const { id } of sent) expect(await reportIfDone(db, id, now)).toBe('closed');
    const reports = (await told(db, officer.person)).filter(
      ({ body }) => body?.kind === 'announcementReport',
    );
    expect(reports.map(({ body }) => body)).toEqual([{ kind: 'announcementReport', notice: sent[0]?.id }]);
  });

  test('closed early while she answers: what she gave is kept; extended it is open again for as long', async () => {
    const member = await memberOf(places.north.union);
    const round = await opened(officer);
    await answer(member, round, 'come', ['yes']);
    const extend = createExtendRound({ timeZone });
    expect(await at(db, day(2), (work) => extend(work, officer, { round, days: 7 }))).toMatchObject({
      type: 'extended',
      closesAt: new Date('2026-12-07T15:59:00Z'),
    });
    expect(await answer(member, round, 'times', ['satLunch'], day(10))).toMatchObject({ type: 'saved' });
    expect(await at(db, day(11), (work) => closeRound(work, officer, round))).toEqual({ type: 'closed' });
    expect(await answer(member, round, 'guests', null, day(11))).toEqual({ type: 'closed' });
    expect(await at(db, day(11), (work) => extend(work, officer, { round, days: 3 }))).toEqual({
      type: 'notOpen',
    });
    const [kept] = await db
      .select()
      .from(schema.surveyResponses)
      .where(eq(schema.surveyResponses.round, round));
    expect(kept?.answers).toEqual({ come: ['yes'], times: ['satLunch'] });
  });

  test('a skip rule sets answers aside, and brings them back', async () => {
    const member = await memberOf(places.north.union);
    const round = await opened(officer);
    await answer(member, round, 'come', ['yes']);
    await answer(member, round, 'times', ['satLunch']);
    const read = () =>
      at(db, monday, (work) => surveySheet(readOf(work), { id: round }, member.person, monday));
    await answer(member, round, 'come', ['no']);
    expect(await read()).toMatchObject({ answers: { come: ['no'] }, setAside: { times: ['satLunch'] } });
    expect(await answer(member, round, 'times', ['sunLunch'])).toEqual({ type: 'unknownQuestion' });
    await answer(member, round, 'come', ['maybe']);
    expect(await read()).toMatchObject({ answers: { times: ['satLunch'] }, setAside: {} });
  });

  test('one response a round and person is for the database to hold, and who declined is noted once', async () => {
    const member = await memberOf(places.north.union);
    const round = await opened(officer);
    const row = { round, person: member.person, answers: {}, startedAt: monday };
    await db.insert(schema.surveyResponses).values(row);
    await expect(db.insert(schema.surveyResponses).values(row)).rejects.toThrow();
    await expect(
      db.update(schema.surveyRounds).set({ reminders: 3 }).where(eq(schema.surveyRounds.id, round)),
    ).rejects.toThrow();
    await expect(
      db
        .update(schema.surveyRounds)
        .set({ kind: 'yearly', anonymous: true })
        .where(eq(schema.surveyRounds.id, round)),
    ).rejects.toThrow();
    for (const _twice of [1, 2]) await at(db, monday, (work) => declineRound(work, member, round));
    expect(await db.$count(schema.surveyRefusals, eq(schema.surveyRefusals.round, round))).toBe(1);
  });

  test('what she says in a yearly round is in force, and who is all fresh isn’t asked', async () => {
    const standing = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
    const [old, fresh] = [await memberOf(places.north.union), await memberOf(places.north.union)];
    const notAsked = await memberOf(places.south.union);
    for (const [who, when] of [
      [old, day(-400)],
      [fresh, day(-30)],
      [notAsked, day(-30)],
    ] as const)
      for (const [question, given] of [
        ['interests', ['film']],
        ['frequency', ['monthly']],
        ['times', null],
        ['suggestion', null],
      ] as const) {
        await db
          .update(schema.surveyRounds)
          .set({ opensAt: day(-500) })
          .where(eq(schema.surveyRounds.id, standing));
        await answer(who, standing, question, given, when);
      }
    const [survey] = await db
      .select({ id: schema.surveyRounds.survey })
      .from(schema.surveyRounds)
      .where(eq(schema.surveyRounds.id, standing));
    if (!survey) throw new Error('no survey');
    const again = await at(db, monday, (work) => createAskAgain({ timeZone })(work, district, survey.id));
    if (again.type !== 'drafted') throw new Error(again.type);
    const scope = { kind: 'union', union: places.north.union } as const;
    await at(db, monday, (work) =>
      setRound(work, district, { round: again.round, setting: { set: 'scope', scope } }),
    );
    await at(db, monday, (work) => openRound(work, district, again.round));
    const sheet = (who: Actor) =>
      at(db, monday, (work) => surveySheet(readOf(work), { id: again.round }, who.person, monday));
    expect(await sheet(fresh)).toMatchObject({ completed: true });
    expect(await sheet(notAsked)).toMatchObject({ completed: false });
    expect(await sheet(old)).toMatchObject({ completed: false, fresh: [], before: { interests: ['film'] } });
    await answer(old, again.round, 'interests', ['crafts']);
    expect(await db.transaction((tx) => standingRoundOf(tx, survey.id))).toBe(standing);
    const force = await at(db, monday, (work) =>
      surveySheet(readOf(work), { id: standing }, old.person, monday),
    );
    expect(force?.answers).toMatchObject({ interests: ['crafts'], frequency: ['monthly'] });
  });
});

describe('a survey as a file', () => {
  test.each([
    {
      what: 'a right one becomes a draft',
      text: JSON.stringify({ key: 'outing', ...definition }),
      faults: 0,
    },
    {
      what: 'sent again it is a newer version',
      text: JSON.stringify({ key: 'outing', ...definition }),
      faults: 0,
    },
    { what: 'a wrong one changes nothing', text: '{"key": 7}', faults: 4 },
    { what: 'what is no text changes nothing', text: null, faults: 1 },
  ])('$what, and its sender is told', async ({ text, faults }) => {
    const before = await db.$count(schema.surveys);
    await at(db, monday, (work) => receiveSurveyFile(work, officer, { id: 'file', bytes: 100 }));
    const read = createReadSurveyFiles({ db, timeZone, fetch: async () => text });
    expect(await read(monday)).toEqual({ read: 1 });
    const [file] = await db.select().from(schema.surveyFiles).orderBy(sql`id desc`).limit(1);
    expect(file?.faults).toHaveLength(faults);
    expect(file?.round === null).toBe(faults > 0);
    expect((await told(db, officer.person)).at(-1)).toMatchObject({ body: { kind: 'surveyFileRead' } });
    const versions = await db.select().from(schema.surveys).where(eq(schema.surveys.key, 'outing'));
    expect(versions.length).toBeLessThanOrEqual(1);
    expect((await db.$count(schema.surveys)) - before).toBeLessThanOrEqual(faults > 0 ? 0 : 1);
  });

  test('that can’t be fetched is tried again, and keeps no other waiting', async () => {
    for (const id of ['lost', 'there'])
      await at(db, monday, (work) => receiveSurveyFile(work, officer, { id, bytes: 100 }));
    const asked: string[] = [];
    const read = createReadSurveyFiles({
      db,
      timeZone,
      fetch: async (id) => {
        asked.push(id);
        if (id === 'lost') throw new Error('not now');
        return '{}';
      },
    });
    for (const minute of [0, 1, 2, 3, 4, 5])
      await read(new Date(monday.getTime() + minute * 60_000)).catch(() => undefined);
    expect(asked).toEqual(['lost', 'there', 'lost', 'lost', 'lost', 'lost']);
  });
});

describe('anonymous', () => {
  const said = (index: number): Answers => ({ come: ['no'], else: `话${index}` });

  test('it is handed in once, whole, and is kept with nobody; fewer than five wait, and are thrown away at the end', async () => {
    const round = await opened(officer, { anonymous: true });
    const members = await Promise.all([1, 2].map(() => memberOf(places.north.union)));
    const [first, second] = members;
    if (!first || !second) throw new Error('no members');
    expect(await answer(first, round, 'come', ['no'])).toEqual({ type: 'unknownQuestion' });
    expect(await hand(first, round, { come: ['perhaps'] })).toEqual({ type: 'unfinished' });
    expect(await hand(first, round, {})).toEqual({ type: 'unfinished' });
    const twice = await Promise.all([1, 2].map(() => hand(first, round, said(1))));
    expect(twice.map(({ type }) => type).toSorted()).toEqual(['already', 'handedIn']);
    await mix('all');
    expect(await db.$count(schema.anonymousAnswers, eq(schema.anonymousAnswers.round, round))).toBe(0);
    expect(await hand(second, round, said(2), day(9))).toEqual({ type: 'closed' });
    await tend(day(9));
    expect(await mix('closed')).toEqual({ mixed: 0, discarded: 1 });
    expect(await db.$count(schema.anonymousBox, eq(schema.anonymousBox.round, round))).toBe(0);
  });

  test('nothing PostgreSQL shows of a row leads to who handed it in', async () => {
    const round = await opened(officer, { anonymous: true });
    const members: Actor[] = [];
    // Three lots, mixed at different times, so that a link by transaction or by place would show.
    for (const lot of [0, 1, 2]) {
      for (let index = 0; index < 8; index += 1) {
        const member = await memberOf(places.north.union);
        members.push(member);
        expect(await hand(member, round, said(lot * 8 + index))).toEqual({ type: 'handedIn' });
      }
      const sealed = await db
        .select({ answers: schema.anonymousBox.answers })
        .from(schema.anonymousBox)
        .where(eq(schema.anonymousBox.round, round));
      // Sealed, and all of one length, while they wait.
      expect(new Set(sealed.map(({ answers }) => answers.length)).size).toBe(1);
      expect(sealed.every(({ answers }) => !answers.toString('utf8').includes('话'))).toBe(true);
      await mix('all');
    }
    const rows = await db.execute<{
      said: string;
      xmin: string;
      xmax: string;
      cmin: string;
      ctid: string;
    }>(sql`
      select answers ->> 'else' as said, xmin::text, xmax::text, cmin::text, ctid::text
      from anonymous_answers where round_id = ${round} order by ctid`);
    expect(rows).toHaveLength(24);
    // Who wrote when is the same of all: one transaction, one command, whatever lot they came with.
    for (const column of ['xmin', 'xmax', 'cmin'] as const)
      expect(new Set(rows.map((row) => row[column])).size).toBe(1);
    const takers = await db.execute<{ xmin: string }>(
      sql`select xmin::text from round_takers where round_id = ${round}`,
    );
    expect(takers.map(({ xmin }) => xmin)).not.toContain(rows[0]?.xmin);
    // Lots don't lie together, and places don't follow the order of handing in.
    const order = rows.map((row) => Number(row.said.slice(1)));
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(Math.abs(correlation(order))).toBeLessThan(0.75);
    const lots = order.map((one) => Math.floor(one / 8));
    expect(lots.filter((lot, index) => index > 0 && lot !== lots[index - 1]).length).toBeGreaterThan(4);
    // No column says who, when or how many came before; the box is empty.
    const columns = await db.execute<{ name: string; type: string }>(sql`
      select column_name as name, data_type as type from information_schema.columns
      where table_name = 'anonymous_answers' order by 1`);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['answers jsonb', 'round_id integer']);
    expect(await db.$count(schema.anonymousBox, eq(schema.anonymousBox.round, round))).toBe(0);
    // Nowhere else in the database does what she wrote stand.
    const tables = await db.execute<{ name: string }>(sql`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'anonymous_answers'`);
    for (const { name } of tables) {
      const [found] = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from ${sql.identifier(name)} t where t::text like '%话1%'`,
      );
      expect([name, found?.n]).toEqual([name, 0]);
    }
  });
});

/** Of a list with its places, −1 to 1. */
function correlation(values: readonly number[]): number {
  const mean = (values.length - 1) / 2;
  const sums = values.map((value, index) => (value - mean) * (index - mean));
  const spread = values.map((_, index) => (index - mean) ** 2);
  return sums.reduce((sum, one) => sum + one, 0) / spread.reduce((sum, one) => sum + one, 0);
}
