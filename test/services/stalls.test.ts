import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { stalls, stallVisits } from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { StallId } from '../../src/domain/ids.ts';
import { visitDays } from '../../src/domain/stall.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { requestCardFor } from '../../src/services/cards/holder.ts';
import { closeStall } from '../../src/services/stalls/close-stall.ts';
import { createForgetStallVisits } from '../../src/services/stalls/forget-visits.ts';
import { createListStalls } from '../../src/services/stalls/list-stalls.ts';
import { createOpenStall, type StallFor } from '../../src/services/stalls/open-stall.ts';
import { orderStallCode } from '../../src/services/stalls/order-stall-code.ts';
import { createReadStall } from '../../src/services/stalls/read-stall.ts';
import { createRequestCardAtStall } from '../../src/services/stalls/request-card.ts';
import { visitStall } from '../../src/services/stalls/visit-stall.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const openStall = createOpenStall({ vault });
const readStall = createReadStall({ vault });
const listStalls = createListStalls({ vault });
const submit = createSubmitApplication({ vault, timeZone });
const approve = createApproveApplication({ vault, timeZone });
const requestCard = createRequestCardAtStall(requestCardFor);

let places: Awaited<ReturnType<typeof twoStreets>>;
let officer: Actor;
let street: Actor;
let elsewhere: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  officer = await someone(db, { kind: 'union', union: places.north.union });
  street = await someone(db, { kind: 'street', street: places.north.street });
  elsewhere = await someone(db, { kind: 'street', street: places.south.street });
});

const minutes = (n: number) => new Date(monday.getTime() + n * 60_000);
const open = (actor: Actor, wanted: StallFor, until = minutes(240)) =>
  at(db, monday, (work) => openStall(work, actor, { for: wanted, place: '一层大堂', until }));
async function opened(wanted?: StallFor): Promise<{ id: StallId; code: string }> {
  const { building, unit } = places.north;
  const outcome = await open(officer, wanted ?? { kind: 'building', building, unit });
  if (outcome.type !== 'opened') throw new Error(outcome.type);
  const [row] = await db.select().from(stalls).where(eq(stalls.id, outcome.stall));
  return { id: outcome.stall, code: row?.code ?? '' };
}
const read = (actor: Actor, stall: StallId, n = 0) =>
  at(db, minutes(n), (work) => readStall(work, actor, stall));

let nth = 0;
async function scans(code: string, n: number): Promise<Actor> {
  const worker = await someone(db);
  await at(db, minutes(n), (work) => visitStall(work, worker, code));
  return worker;
}
async function applies(worker: Actor, n: number) {
  nth += 1;
  const outcome = await at(db, minutes(n), (work) =>
    submit(work, worker, {
      building: places.north.building,
      union: places.north.union,
      unit: { kind: 'listed', unit: places.north.unit, name: '' },
      name: `王${'甲乙丙丁戊己庚辛'[nth] ?? '壬'}`,
      phone: `1380000${String(1000 + nth)}`,
      consent: 1,
      announcements: false,
    }),
  );
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return outcome.application;
}

describe('opening a stall', () => {
  test('is for those who look after the place, and lasts a day at most', async () => {
    const { building, unit, union, street: north } = places.north;
    const wanted = { kind: 'building', building, unit } as const;
    expect((await open(officer, wanted)).type).toBe('opened');
    expect((await open(street, { kind: 'street', street: north })).type).toBe('opened');
    expect((await open(street, { kind: 'union', union })).type).toBe('opened');
    for (const other of [elsewhere, await someone(db)])
      expect((await open(other, wanted)).type).toBe('notYours');
    // An officer of one union doesn't stand for a whole street, nor a unit in a building where it isn't.
    expect((await open(officer, { kind: 'street', street: north })).type).toBe('notYours');
    expect((await open(officer, { kind: 'building', building, unit: places.south.unit })).type).toBe(
      'notYours',
    );
    expect((await open(officer, wanted, minutes(0))).type).toBe('wrongTime');
    expect((await open(officer, wanted, minutes(13 * 60))).type).toBe('wrongTime');
  });

  test('what its code stands for, nobody else is shown or given', async () => {
    const { id } = await opened();
    expect(await read(elsewhere, id)).toBeNull();
    expect((await at(db, monday, (work) => orderStallCode(work, elsewhere, id, 'pdf'))).type).toBe(
      'notYours',
    );
    expect((await at(db, monday, (work) => closeStall(work, elsewhere, id))).type).toBe('notYours');
    const attempts = (await audited(db, 'stall.refused')).filter(({ subjectId }) => subjectId === id);
    expect(attempts.map(({ details }) => details)).toEqual([
      { wanted: 'see' },
      { wanted: 'code' },
      { wanted: 'close' },
    ]);
    expect(await at(db, monday, (work) => listStalls(work, elsewhere))).toEqual([]);
  });
});

describe('coming by', () => {
  test('from the code to the card: each step counted once, and timed', async () => {
    const { id, code } = await opened();
    const her = await scans(code, 0);
    await at(db, minutes(1), (work) => visitStall(work, her, code.toUpperCase()));
    await scans(code, 2);
    const application = await applies(her, 3);
    const queue = await read(officer, id, 5);
    expect(queue?.desk).toMatchObject([
      { application, maskedName: '王*', minutes: 2, state: 'waiting', unit: 'north科技' },
    ]);
    expect(queue?.desk[0]?.tail).toHaveLength(4);

    expect((await at(db, minutes(6), (work) => approve(work, officer, application))).type).toBe('approved');
    expect((await read(officer, id, 6))?.desk).toMatchObject([{ application, state: 'approved' }]);
    const card = (actor: Actor) => at(db, minutes(8), (work) => requestCard(work, actor, id, application));
    expect((await card(elsewhere)).type).toBe('notYours');
    expect((await card(officer)).type).toBe('requested');
    expect((await card(officer)).type).toBe('notNow');

    const done = await read(officer, id, 9);
    expect(done?.desk).toEqual([]);
    expect(done?.figures).toEqual({
      counts: { scanned: 2, began: 1, applied: 1, approved: 1, cards: 1 },
      minutes: {
        applied: { median: 3, p90: 3 },
        approved: { median: 6, p90: 6 },
        cards: { median: 8, p90: 8 },
      },
      inTime: 1,
    });
  });

  test('her own application an officer doesn’t find in her queue', async () => {
    const { id, code } = await opened();
    await at(db, minutes(0), (work) => visitStall(work, officer, code));
    await applies(officer, 1);
    expect((await read(officer, id, 2))?.desk).toEqual([]);
    expect((await read(street, id, 2))?.desk).toHaveLength(1);
  });

  test('late, she gets the usual way, and isn’t counted', async () => {
    const { id, code } = await opened();
    await at(db, minutes(10), (work) => closeStall(work, officer, id));
    expect((await at(db, minutes(11), (work) => closeStall(work, officer, id))).type).toBe('wasClosed');
    const worker = await someone(db);
    expect(await at(db, minutes(12), (work) => visitStall(work, worker, code))).toMatchObject({
      type: 'over',
      building: { id: places.north.building },
    });
    const forgotten = await opened();
    // Nobody closed it, but its time is over.
    expect(await at(db, minutes(241), (work) => visitStall(work, worker, forgotten.code))).toMatchObject({
      type: 'over',
    });
    expect((await read(officer, id, 12))?.figures.counts.scanned).toBe(0);
    expect(await at(db, monday, (work) => visitStall(work, worker, 'zzzzz'))).toEqual({ type: 'unknown' });
  });

  test('a union’s code asks which building, unless there is but one', async () => {
    const one = await opened({ kind: 'union', union: places.north.union });
    const worker = await someone(db);
    const visit = (code: string) => at(db, monday, (work) => visitStall(work, worker, code));
    expect(await visit(one.code)).toEqual({ type: 'join', building: places.north.building });
    const outcome = await open(street, { kind: 'street', street: places.north.street });
    if (outcome.type !== 'opened') throw new Error(outcome.type);
    const [row] = await db.select().from(stalls).where(eq(stalls.id, outcome.stall));
    expect(await visit(row?.code ?? '')).toMatchObject({ type: 'choose', buildings: [] });
  });
});

test('some time later who came by is forgotten, and the figures are as they were', async () => {
  const { id, code } = await opened();
  const her = await scans(code, 0);
  await applies(her, 4);
  await at(db, minutes(10), (work) => closeStall(work, officer, id));
  const before = await read(officer, id, 11);
  const forget = createForgetStallVisits(db);
  const days = (n: number) => minutes(n * 24 * 60);
  expect((await forget(days(visitDays - 1))).stalls).toBe(0);
  expect((await forget(days(visitDays + 1))).visits).toBeGreaterThan(0);
  expect(await db.select().from(stallVisits).where(eq(stallVisits.stall, id))).toEqual([]);
  expect((await read(officer, id, 11))?.figures).toEqual(before?.figures);
  expect((await forget(days(visitDays + 2))).stalls).toBe(0);
});
