import { and, asc, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { moveMembers } from '../../src/db/queries/cover.ts';
import {
  audit,
  cardMoves,
  cards,
  consents,
  membershipMoves,
  memberships,
  people,
  units,
  workplaceChecks,
} from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { CardId, CheckId, UnitId } from '../../src/domain/ids.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createListCards, createOpenCard, orderBankList } from '../../src/services/cards/desk.ts';
import { createIssueCard, markCardsReady } from '../../src/services/cards/hand-out.ts';
import { createReadMyCard, moveMyCard, requestCardFor } from '../../src/services/cards/holder.ts';
import { confirmWorkplace } from '../../src/services/membership/answer-workplace.ts';
import { createAskWorkplaces } from '../../src/services/membership/ask-workplaces.ts';
import { createLeaveUnion } from '../../src/services/membership/leave-union.ts';
import { createRequestTransfer } from '../../src/services/membership/request-transfer.ts';
import { restMembership, resumeMembership } from '../../src/services/membership/rest-membership.ts';
import { createReadAboutMe } from '../../src/services/read-about-me.ts';
import { withdrawApplication } from '../../src/services/withdraw-application.ts';
import { applicant } from '../support/applicants.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const deps = { vault, timeZone };
const transfer = createRequestTransfer(deps);
const approve = createApproveApplication(deps);
const leave = createLeaveUnion(deps);
const readCard = createReadMyCard(deps);
const issue = createIssueCard(deps);
const list = createListCards(deps);
const open = createOpenCard(deps);

type Place = Awaited<ReturnType<typeof twoStreets>>['north'];
let north: Place;
let south: Place;
let officer: { readonly north: Actor; readonly south: Actor };
beforeAll(async () => {
  ({ north, south } = await twoStreets(db));
  officer = {
    north: await someone(db, { kind: 'union', union: north.union }),
    south: await someone(db, { kind: 'union', union: south.union }),
  };
});

const later = (days: number) => new Date(monday.getTime() + days * 86_400_000);

async function member(): Promise<Actor> {
  const { worker, id } = await applicant(db, north);
  expect(await at(db, monday, (work) => approve(work, officer.north, id))).toEqual({ type: 'approved' });
  return worker;
}

const rowsOf = (who: Actor) =>
  db
    .select({
      id: memberships.id,
      union: memberships.union,
      unit: memberships.unit,
      since: memberships.since,
      until: memberships.until,
      status: memberships.status,
    })
    .from(memberships)
    .where(eq(memberships.person, who.person))
    .orderBy(asc(memberships.id));

async function movesOf(who: Actor) {
  const rows = await db
    .select({ from: membershipMoves.from, to: membershipMoves.to, reason: membershipMoves.reason })
    .from(membershipMoves)
    .innerJoin(memberships, eq(memberships.id, membershipMoves.membership))
    .where(eq(memberships.person, who.person))
    .orderBy(asc(membershipMoves.id));
  return rows.map(({ from, to, reason }) => `${from ?? ''}>${to}${reason ? ` ${reason}` : ''}`);
}

async function cardOf(who: Actor) {
  const [row] = await db
    .select({ id: cards.id, status: cards.status, union: memberships.union, tail: cards.tail })
    .from(cards)
    .innerJoin(memberships, eq(memberships.id, cards.membership))
    .where(and(eq(memberships.person, who.person), isNull(memberships.until)));
  return row;
}

const toSouth = () => ({
  building: south.building,
  union: south.union,
  unit: { kind: 'listed' as const, unit: south.unit, name: '' },
});

describe('a member who changes her work', () => {
  test('stays where she is until the new union has looked; then both unions have it right on every day', async () => {
    const who = await member();
    await at(db, monday, (work) => moveMyCard(work, who, 'request'));
    const asked = await at(db, later(1), (work) => transfer(work, who, toSouth()));
    if (asked.type !== 'submitted') throw new Error(asked.type);
    expect(await rowsOf(who)).toMatchObject([{ union: north.union, status: 'active', until: null }]);
    expect((await told(db, officer.south.person)).at(-1)?.body).toEqual({
      kind: 'applicationWaiting',
      application: asked.application,
      union: south.union,
    });
    expect(await at(db, later(1), (work) => transfer(work, who, toSouth()))).toMatchObject({
      type: 'alreadyWaiting',
    });

    // The old union has nothing to decide.
    const { type } = await at(db, later(2), (work) => approve(work, officer.north, asked.application));
    expect(type).toBe('notYours');
    await at(db, later(2), (work) => approve(work, officer.south, asked.application));
    const [before, now, ...none] = await rowsOf(who);
    expect(none).toEqual([]);
    expect(before).toMatchObject({ status: 'transferred', until: '2026-11-25' });
    expect(now).toMatchObject({
      union: south.union,
      unit: south.unit,
      since: '2026-11-25',
      status: 'active',
      until: null,
    });
    expect(await movesOf(who)).toEqual(['>active', 'active>transferred changedWork', '>active']);
    // Her card came along, and her years count on.
    expect(await cardOf(who)).toMatchObject({ status: 'requested', union: south.union });
    const about = await at(db, later(2), (work) => createReadAboutMe(deps)(work, who.person));
    expect(about.membership).toMatchObject({ since: before?.since, resting: false });
    expect((await told(db, who.person)).at(-1)?.body).toEqual({ kind: 'transferDone', union: south.union });
    expect((await told(db, officer.north.person)).at(-1)?.body).toEqual({
      kind: 'memberGone',
      membership: before?.id,
      union: north.union,
      card: false,
    });
  });

  test('within her union needs nobody’s word', async () => {
    const who = await member();
    const [unit] = await db
      .insert(units)
      .values({
        building: north.building,
        name: '隔壁科技',
        normalised: '隔壁科技',
        kind: 'firm',
        room: '102',
        nonPublic: true,
        organised: 'none',
        workers: 5,
        openedOn: '2020-01-01',
      })
      .returning({ id: units.id });
    const next = { kind: 'listed' as const, unit: unit?.id as UnitId, name: '' };
    const change = { building: north.building, union: north.union, unit: next };
    expect(await at(db, later(1), (work) => transfer(work, who, change))).toMatchObject({ type: 'changed' });
    expect(await rowsOf(who)).toMatchObject([
      { unit: north.unit, status: 'transferred' },
      { unit: unit?.id, status: 'active', until: null },
    ]);
    expect(await at(db, later(1), (work) => transfer(work, who, change))).toEqual({ type: 'same' });
  });

  test('who takes it back, or left meanwhile, is moved nowhere', async () => {
    const [who, other] = [await member(), await member()];
    const asked = await at(db, later(1), (work) => transfer(work, who, toSouth()));
    const hers = await at(db, later(1), (work) => transfer(work, other, toSouth()));
    if (asked.type !== 'submitted' || hers.type !== 'submitted') throw new Error('not submitted');
    await at(db, later(1), (work) => withdrawApplication(work, who, asked.application));
    await at(db, later(1), (work) => leave(work, other));
    for (const id of [asked.application, hers.application])
      expect(await at(db, later(2), (work) => approve(work, officer.south, id))).toEqual({
        type: 'settled',
        status: 'withdrawn',
      });
    expect(await rowsOf(who)).toMatchObject([{ status: 'active', until: null }]);
    expect(await rowsOf(other)).toMatchObject([{ status: 'left', until: '2026-11-24' }]);
  });

  test('by a building given to another union, goes with card and rest, and each step is written down', async () => {
    const [working, retired] = [await member(), await member()];
    await at(db, monday, (work) => moveMyCard(work, working, 'request'));
    await at(db, monday, (work) => restMembership(work, retired, 'retired'));
    await at(db, later(1), async (work) =>
      moveMembers(await txOf(work), {
        from: north.union,
        to: south.union,
        building: north.building,
        day: '2026-11-24',
        now: work.now,
      }),
    );
    expect(await rowsOf(working)).toMatchObject([
      { status: 'transferred' },
      { status: 'active', until: null },
    ]);
    expect(await rowsOf(retired)).toMatchObject([
      { status: 'transferred' },
      { status: 'retained', until: null },
    ]);
    expect(await movesOf(retired)).toEqual([
      '>active',
      'active>retained retired',
      'retained>transferred movedBuilding',
      '>active movedBuilding',
      'active>retained',
    ]);
    expect(await cardOf(working)).toMatchObject({ status: 'requested', union: south.union });
  });
});

test('who rests is a member still, is known to nobody at her unit, and comes back with a tap', async () => {
  const who = await member();
  await db.update(memberships).set({ visibleTo: 'unitOfficers' }).where(eq(memberships.person, who.person));
  expect(await at(db, monday, (work) => resumeMembership(work, who))).toEqual({ type: 'notNow' });
  expect(await at(db, monday, (work) => restMembership(work, who, 'outOfWork'))).toMatchObject({
    type: 'moved',
  });
  expect(await at(db, monday, (work) => restMembership(work, who, 'retired'))).toEqual({ type: 'notNow' });
  const [row] = await db.select().from(memberships).where(eq(memberships.person, who.person));
  expect(row).toMatchObject({ status: 'retained', until: null, visibleTo: 'union' });
  await at(db, later(1), (work) => resumeMembership(work, who));
  expect(await movesOf(who)).toEqual(['>active', 'active>retained outOfWork', 'retained>active backAtWork']);
});

test('who leaves takes with her what hung on it, and may join again', async () => {
  const who = await member();
  await at(db, monday, (work) => moveMyCard(work, who, 'request'));
  expect(await at(db, later(1), (work) => leave(work, who))).toMatchObject({ type: 'left' });
  expect(await at(db, later(1), (work) => leave(work, who))).toEqual({ type: 'notMember' });
  expect(await at(db, later(1), (work) => readCard(work, who.person))).toBeNull();
  const left = await db
    .select({ status: cards.status })
    .from(cards)
    .innerJoin(memberships, eq(memberships.id, cards.membership))
    .where(eq(memberships.person, who.person));
  expect(left).toEqual([{ status: 'cancelled' }]);
  const again = await applicant(db, north, { worker: who });
  await at(db, later(2), (work) => approve(work, officer.north, again.id));
  expect((await rowsOf(who)).map(({ status }) => status)).toEqual(['left', 'active']);
});

describe('whether she still works there', () => {
  const asks = createAskWorkplaces({ db, timeZone });

  test('is asked once in a round, of those who work, agreed, and wait for nothing; silence changes nothing', async () => {
    const [who, resting, waiting, unasked, recent] = [
      await member(),
      await member(),
      await member(),
      await member(),
      await member(),
    ];
    await db.update(memberships).set({ since: '2026-01-01' });
    await db.update(memberships).set({ since: '2027-02-20' }).where(eq(memberships.person, recent.person));
    await at(db, monday, (work) => restMembership(work, resting, 'retired'));
    await at(db, monday, (work) => transfer(work, waiting, toSouth()));
    await db.delete(consents).where(eq(consents.person, unasked.person));
    const questions = async (one: Actor) =>
      (await told(db, one.person)).filter(({ body }) => body?.kind === 'stillThere').length;

    // A Monday in April, by which everybody's turn has come; then the day after; a Sunday; and the next round.
    await asks(new Date('2027-05-10T01:00:00Z'));
    for (const [one, n] of [
      [who, 1],
      [resting, 0],
      [waiting, 0],
      [unasked, 0],
      [recent, 0],
    ] as const)
      expect(await questions(one)).toBe(n);
    expect(await asks(new Date('2027-05-11T01:00:00Z'))).toEqual({ asked: 0 });
    expect(await asks(new Date('2027-11-14T01:00:00Z'))).toEqual({ asked: 0 });
    await asks(new Date('2027-11-15T01:00:00Z'));
    expect(await questions(who)).toBe(2);
    const rows = await db.select().from(workplaceChecks).where(eq(workplaceChecks.person, who.person));
    expect(rows.map(({ half, answer }) => [half, answer])).toEqual([
      ['2027-1', 'unanswered'],
      ['2027-2', null],
    ]);
    expect(await rowsOf(who)).toMatchObject([{ status: 'active', until: null }]);

    // Hers to answer, once.
    const check = rows[1]?.id as CheckId;
    const answer = (by: Actor) => at(db, later(400), (work) => confirmWorkplace(work, by, check));
    expect(await answer(resting)).toEqual({ type: 'late' });
    expect(await answer(who)).toMatchObject({ type: 'noted' });
    expect(await answer(who)).toEqual({ type: 'late' });
  });
});

describe('a service card', () => {
  test('goes from request to loss by those whose it is to move it, and each move is written down', async () => {
    const who = await member();
    const step = (move: 'request' | 'lost' | 'takeBack') =>
      at(db, monday, (work) => moveMyCard(work, who, move));
    expect(await step('lost')).toEqual({ type: 'notNow' });
    expect(await step('request')).toEqual({ type: 'moved' });
    expect(await step('request')).toEqual({ type: 'notNow' });
    const card = (await cardOf(who))?.id as CardId;

    const words = '12月5日 12:00，B1 层，带身份证';
    const ready = (by: Actor) =>
      at(db, later(1), (work) => markCardsReady(work, by, { cards: [card, card], handOver: words }));
    const tail = (by: Actor) => at(db, later(2), (work) => issue(work, by, { card, tail: '1234' }));
    expect(await tail(officer.north)).toEqual({ type: 'notReady', status: 'requested' });
    expect((await ready(officer.south)).ready).toBe(0);
    expect((await ready(officer.north)).ready).toBe(1);
    expect((await ready(officer.north)).ready).toBe(0);
    expect((await told(db, who.person)).at(-1)?.body).toEqual({ kind: 'cardReady', card });
    expect(await tail(officer.south)).toEqual({ type: 'notYours' });
    expect(await tail(officer.north)).toEqual({ type: 'issued' });
    const sealed = (await cardOf(who))?.tail;
    expect(sealed?.includes('1234')).toBe(false);
    expect(await at(db, later(3), (work) => readCard(work, who.person))).toMatchObject({
      status: 'issued',
      tail: '1234',
      handOver: null,
    });
    expect(await step('takeBack')).toEqual({ type: 'notNow' });
    expect(await step('lost')).toEqual({ type: 'moved' });
    expect(await step('request')).toEqual({ type: 'moved' });
    expect(await cardOf(who)).toMatchObject({ status: 'requested', tail: null });
    const moves = await db
      .select()
      .from(cardMoves)
      .where(eq(cardMoves.card, card))
      .orderBy(asc(cardMoves.id));
    expect(moves.map(({ to }) => to)).toEqual(['requested', 'ready', 'issued', 'lost', 'requested']);
  });

  test('is seen by nobody outside her union’s scope, and who reaches for it is noted', async () => {
    const who = await member();
    await at(db, monday, (work) => requestCardFor(work, officer.north, who.person));
    const card = (await cardOf(who))?.id as CardId;
    const which = { union: north.union, filter: 'requested', page: 0 } as const;
    const stranger = await someone(db);
    for (const other of [officer.south, stranger, who]) {
      expect(await at(db, monday, (work) => list(work, other, which))).toBeNull();
      expect(await at(db, monday, (work) => open(work, other, card))).toBeNull();
      expect(await at(db, monday, (work) => orderBankList(work, other, north.union))).toBeNull();
      expect(await at(db, monday, (work) => requestCardFor(work, other, who.person))).toEqual({
        type: 'notYours',
      });
    }
    const attempts = await db.select().from(audit).where(eq(audit.action, 'card.refused'));
    expect(
      attempts.filter(({ subject, subjectId }) => subject === 'card' && subjectId === card),
    ).toHaveLength(3);
    expect(
      attempts.filter(({ subject, subjectId }) => subject === 'union' && subjectId === north.union),
    ).toHaveLength(6);
    // In the list by the first letter; opened, by her name, and that is noted.
    const seen = await at(db, monday, (work) => list(work, officer.north, which));
    const [name] = await db.select({ name: people.name }).from(people).where(eq(people.id, who.person));
    const whole = vault.open(name?.name as Buffer, 'people.name');
    expect(JSON.stringify(seen)).not.toContain(whole);
    expect(await at(db, monday, (work) => open(work, officer.north, card))).toMatchObject({ name: whole });
    expect(await at(db, monday, (work) => orderBankList(work, officer.north, north.union))).toEqual({
      kind: 'bankList',
      union: north.union,
      reader: officer.north.person,
    });
    const noted = (await db.select().from(audit)).filter(({ actor }) => actor === officer.north.person);
    expect(noted.map(({ action }) => action)).toEqual(expect.arrayContaining(['card.seen', 'card.listed']));
  });
});
