import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { standingOf } from '../../src/db/queries/memberships.ts';
import {
  applicationMoves,
  applications,
  consents,
  people,
  unionBuildings,
  units,
} from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import { type Application, createSubmitApplication } from '../../src/services/submit-application.ts';
import { withdrawApplication } from '../../src/services/withdraw-application.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const submitApplication = createSubmitApplication({ vault, timeZone });

let places: Awaited<ReturnType<typeof twoStreets>>;
beforeAll(async () => {
  places = await twoStreets(db);
});

function filledIn(changes: Partial<Application> = {}): Application {
  const { building, union, unit } = places.north;
  return {
    building,
    union,
    unit: { kind: 'listed', unit, name: 'north科技' },
    name: '王小雨',
    phone: '13800000101',
    consent: 1,
    announcements: false,
    ...changes,
  };
}

const submit = (actor: Actor, changes?: Partial<Application>, now = monday) =>
  at(db, now, (work) => submitApplication(work, actor, filledIn(changes)));

describe('handing in an application', () => {
  test('it is kept sealed, promised an answer in three working days, and its staff are told', async () => {
    const officer = await someone(db, { kind: 'union', union: places.north.union });
    const reviewer = await someone(db, { kind: 'street', street: places.north.street });
    const elsewhere = await someone(db, { kind: 'street', street: places.south.street });
    const worker = await someone(db);
    const outcome = await submit(worker, { announcements: true });
    if (outcome.type !== 'submitted') throw new Error(outcome.type);
    expect(outcome.dueOn).toBe('2026-11-26');

    const [row] = await db.select().from(applications).where(eq(applications.id, outcome.application));
    expect(row).toMatchObject({ status: 'submitted', unit: places.north.unit, unitWritten: null });
    expect(JSON.stringify(row)).not.toContain('13800000101');
    expect(row?.name && vault.open(row.name, 'applications.name')).toBe('王小雨');

    const given = await db.select().from(consents).where(eq(consents.person, worker.person));
    expect(given.map(({ purpose, version }) => [purpose, version])).toEqual([
      ['membership', 1],
      ['announcements', 1],
    ]);
    const body = {
      kind: 'applicationWaiting',
      application: outcome.application,
      union: places.north.union,
    };
    expect(await told(db, officer.person, reviewer.person, elsewhere.person)).toEqual(
      expect.arrayContaining([
        { person: officer.person, body },
        { person: reviewer.person, body },
      ]),
    );
    expect(await told(db, elsewhere.person)).toEqual([]);
    const [person] = await db.select().from(people).where(eq(people.id, worker.person));
    expect(person).toMatchObject({ name: null, phone: null });
  });

  test('what she did not ask to hear, she has not agreed to', async () => {
    const worker = await someone(db);
    await submit(worker);
    const given = await db.select().from(consents).where(eq(consents.person, worker.person));
    expect(given.map(({ purpose }) => purpose)).toEqual(['membership']);
  });

  test('a second tap finds the first already waiting', async () => {
    const worker = await someone(db);
    await submit(worker);
    expect(await submit(worker)).toMatchObject({ type: 'alreadyWaiting', dueOn: '2026-11-26' });
    expect(await db.select().from(applications).where(eq(applications.person, worker.person))).toHaveLength(
      1,
    );
  });

  test('two phones at once hand in one', async () => {
    const worker = await someone(db);
    const outcomes = await Promise.all([submit(worker), submit(worker), submit(worker)]);
    expect(outcomes.map(({ type }) => type).sort()).toEqual([
      'alreadyWaiting',
      'alreadyWaiting',
      'submitted',
    ]);
  });

  test.each([
    [
      'another union than the one that covers the building',
      () => ({ union: places.south.union }),
      'notCovered',
    ],
    ['a building there is none', () => ({ building: 999_999 as Application['building'] }), 'notCovered'],
    [
      'a unit of another building',
      () => ({ unit: { kind: 'listed' as const, unit: places.south.unit, name: 'south科技' } }),
      'unitGone',
    ],
    ['words that have changed since', () => ({ consent: 0 }), 'consentOutdated'],
  ])('%s is refused and nothing is kept', async (_what, changes, type) => {
    const worker = await someone(db);
    expect(await submit(worker, changes())).toEqual({ type });
    expect(await db.select().from(applications).where(eq(applications.person, worker.person))).toEqual([]);
    expect(await db.select().from(consents).where(eq(consents.person, worker.person))).toEqual([]);
  });

  test('a unit that has closed, and a building whose union has left, take nobody in', async () => {
    const other = await db.transaction(async (tx) => {
      const [row] = await tx
        .insert(units)
        .values({
          building: places.south.building,
          name: '旧店',
          normalised: '旧店',
          kind: 'shop',
          room: '1',
          nonPublic: true,
          organised: 'none',
          workers: 1,
          openedOn: '2020-01-01',
          closedOn: '2026-01-01',
        })
        .returning({ id: units.id });
      return row;
    });
    const { building, union } = places.south;
    const worker = await someone(db);
    expect(
      await submit(worker, {
        building,
        union,
        unit: { kind: 'listed', unit: other?.id ?? places.south.unit, name: '旧店' },
      }),
    ).toEqual({ type: 'unitGone' });
    await db.update(unionBuildings).set({ until: '2026-11-01' }).where(eq(unionBuildings.building, building));
    expect(await submit(worker, { building, union, unit: { kind: 'unsaid' } })).toEqual({
      type: 'notCovered',
    });
    await db.update(unionBuildings).set({ until: null }).where(eq(unionBuildings.building, building));
  });

  test('a unit she writes herself is sealed too', async () => {
    const worker = await someone(db);
    const outcome = await submit(worker, { unit: { kind: 'written', name: '小雨花店' } });
    if (outcome.type !== 'submitted') throw new Error(outcome.type);
    const [row] = await db.select().from(applications).where(eq(applications.id, outcome.application));
    expect(row?.unit).toBeNull();
    expect(row?.unitWritten && vault.open(row.unitWritten, 'applications.unit_written')).toBe('小雨花店');
  });
});

describe('taking it back', () => {
  const withdraw = (actor: Actor, id: ApplicationId) =>
    at(db, monday, (work) => withdrawApplication(work, actor, id));

  async function waiting(): Promise<{ worker: Actor; id: ApplicationId }> {
    const worker = await someone(db);
    const outcome = await submit(worker);
    if (outcome.type !== 'submitted') throw new Error(outcome.type);
    return { worker, id: outcome.application };
  }

  test('she is free to apply again, and the history stays', async () => {
    const { worker, id } = await waiting();
    expect(await withdraw(worker, id)).toMatchObject({ type: 'withdrawn' });
    const moves = await db.select().from(applicationMoves).where(eq(applicationMoves.application, id));
    expect(moves.map(({ from, to, by }) => [from, to, by])).toEqual([
      [null, 'submitted', worker.person],
      ['submitted', 'withdrawn', worker.person],
    ]);
    expect(await at(db, monday, (work) => standingOf(readOf(work), worker.person))).toEqual({ kind: 'none' });
    expect(await submit(worker)).toMatchObject({ type: 'submitted' });
  });

  test('nobody takes back what is another’s, or twice', async () => {
    const { worker, id } = await waiting();
    const other = await someone(db, { kind: 'district' });
    expect(await withdraw(other, id)).toEqual({ type: 'notWaiting' });
    expect(await withdraw(worker, id)).toMatchObject({ type: 'withdrawn' });
    expect(await withdraw(worker, id)).toEqual({ type: 'notWaiting' });
  });
});
