import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Tx } from '../../src/db/client.ts';
import { coverageShifts } from '../../src/db/queries/coverage-changes.ts';
import { incompleteOn } from '../../src/db/queries/coverage-worklist.ts';
import { recordChanges } from '../../src/db/queries/directory-changes.ts';
import { buildings, memberships, people, unionBuildings, unions, units } from '../../src/db/schema.ts';
import { txOf, workOn } from '../../src/db/work.ts';
import type { Actor, Scope } from '../../src/domain/actor.ts';
import { type LackKey, lackKeys } from '../../src/domain/coverage.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { coverageFor } from '../../src/services/read-coverage.ts';
import { createShowCoverage } from '../../src/services/show-coverage.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const today = '2026-11-23';
const showCoverage = createShowCoverage({ timeZone });

/** Tries something out, and leaves nothing behind. */
async function trying<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const undone = new Error('undone');
  await db
    .transaction(async (tx) => {
      result = await body(tx);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return result as T;
}

const ofNorth: Scope = { kind: 'union', union: north.union };

async function northOn(tx: Tx, day = today) {
  const coverage = await coverageFor(workOn(tx, monday), ofNorth, day);
  if (!coverage) throw new Error('no such union');
  return coverage;
}

async function newPerson(tx: Tx, phone: string | null = null): Promise<PersonId> {
  const [row] = await tx
    .insert(people)
    .values({ createdAt: monday, phoneIndex: phone === null ? null : Buffer.from(phone) })
    .returning({ id: people.id });
  if (!row) throw new Error('nobody');
  return row.id;
}

const firm = {
  building: north.building,
  name: '另一家',
  normalised: '另一家',
  kind: 'firm' as const,
  room: '102',
  nonPublic: true,
  organised: 'none' as const,
  workers: 5,
  openedOn: '2021-01-01',
};

describe('what a record may lack', () => {
  test.each<[string, LackKey, (tx: Tx) => Promise<unknown>]>([
    ['a name', 'unitName', (tx) => tx.insert(units).values({ ...firm, name: ' ' })],
    ['a room', 'unitRoom', (tx) => tx.insert(units).values({ ...firm, room: ' ' })],
    ['workers', 'unitWorkers', (tx) => tx.insert(units).values({ ...firm, workers: 0 })],
    ['to be there once', 'unitTwice', (tx) => tx.insert(units).values({ ...firm, normalised: 'north科技' })],
    [
      'an address',
      'buildingAddress',
      (tx) =>
        tx
          .update(buildings)
          .set({ address: { zh: ' ' } })
          .where(eq(buildings.id, north.building)),
    ],
    [
      'units',
      'buildingEmpty',
      (tx) => tx.update(units).set({ closedOn: '2026-01-01' }).where(eq(units.id, north.unit)),
    ],
    [
      'a unit where she works',
      'memberUnit',
      async (tx) =>
        tx
          .insert(memberships)
          .values({ person: await newPerson(tx), union: north.union, since: '2021-01-01' }),
    ],
    [
      'a unit that her union covers',
      'memberElsewhere',
      async (tx) =>
        tx
          .insert(memberships)
          .values({ person: await newPerson(tx), union: north.union, unit: south.unit, since: '2021-01-01' }),
    ],
    [
      'to be one person',
      'memberTwice',
      async (tx) => {
        for (const union of [south, north]) {
          const person = await newPerson(tx, 'same phone');
          await tx
            .insert(memberships)
            .values({ person, union: union.union, unit: union.unit, since: '2021-01-01' });
        }
      },
    ],
  ])('%s', async (_, lack, change) => {
    const { lacks } = await trying(async (tx) => {
      await change(tx);
      return northOn(tx);
    });
    expect(lackKeys.filter((key) => lacks[key] > 0)).toEqual([lack]);
    expect(lacks[lack]).toBe(1);
  });

  test('a unit that lacks several things is counted once, and listed with all of them', async () => {
    const { coverage, incomplete } = await trying(async (tx) => {
      await tx.insert(units).values({ ...firm, name: '甲', room: '', workers: 0 });
      return { coverage: await northOn(tx), incomplete: await incompleteOn(tx, today, ofNorth, 10) };
    });
    expect([coverage.total.units, coverage.qualified.units]).toEqual([2, 1]);
    expect(coverage.lacks.unitRoom + coverage.lacks.unitWorkers).toBe(1);
    expect(incomplete).toMatchObject({
      total: 1,
      records: [{ unit: '甲', lacks: ['unitRoom', 'unitWorkers'] }],
    });
  });

  test('members without name and phone are members all the same: nobody needs to be known by name', async () => {
    const { total, qualified } = await trying(async (tx) => {
      for (const _ of [1, 2]) {
        const person = await newPerson(tx);
        await tx
          .insert(memberships)
          .values({ person, union: north.union, unit: north.unit, since: '2021-01-01' });
      }
      return northOn(tx);
    });
    expect([total.members, qualified.members]).toEqual([2, 2]);
  });
});

describe('on a past day', () => {
  const changed = { at: monday, effectiveOn: '2026-06-01', actor: null, source: 'command' as const };

  test('a head count is what it was before it changed', async () => {
    const seen = await trying(async (tx) => {
      await tx.update(units).set({ workers: 90 }).where(eq(units.id, north.unit));
      const change = { subject: 'unit' as const, subjectId: north.unit, action: 'changed' as const };
      await recordChanges(tx, changed, [{ ...change, before: { workers: 10 }, after: { workers: 90 } }]);
      return [
        (await northOn(tx, '2026-05-31')).total.workers,
        (await northOn(tx, '2026-06-01')).total.workers,
        (await northOn(tx)).total.workers,
      ];
    });
    expect(seen).toEqual([10, 90, 90]);
  });

  test('a dissolved union is there until the day before, with all it covered; why it went is told', async () => {
    const [before, after, shifts] = await trying(async (tx) => {
      await tx.update(unions).set({ dissolvedOn: '2026-06-01' }).where(eq(unions.id, north.union));
      await tx
        .update(unionBuildings)
        .set({ until: '2026-06-01' })
        .where(eq(unionBuildings.union, north.union));
      return [
        (await northOn(tx, '2026-05-31')).total,
        (await northOn(tx, '2026-06-01')).total,
        await coverageShifts(tx, '2026-05-31', '2026-06-01'),
      ] as const;
    });
    expect([before.unions, before.buildings, before.workers]).toEqual([1, 1, 10]);
    expect([after.unions, after.buildings, after.workers]).toEqual([0, 0, 0]);
    expect(shifts.map(({ cause }) => cause)).toEqual(['unionDissolved', 'unionDissolved']);
  });
});

describe('who may see what', () => {
  const street: Scope = { kind: 'street', street: north.street };
  const whole: Scope = { kind: 'district' };
  const others: Scope = { kind: 'street', street: south.street };
  const othersUnion: Scope = { kind: 'union', union: south.union };

  test.each<[string, Scope | null, Scope, boolean]>([
    ['the district, the district', whole, whole, true],
    ['the district, a street', whole, street, true],
    ['the district, a union', whole, ofNorth, true],
    ['a street, itself', street, street, true],
    ['a street, its union', street, ofNorth, true],
    ['a street, the district', street, whole, false],
    ['a street, another', street, others, false],
    ['a street, another’s union', street, othersUnion, false],
    ['an officer, her union', ofNorth, ofNorth, true],
    ['an officer, her street', ofNorth, street, false],
    ['an officer, another union', ofNorth, othersUnion, false],
    ['an officer, the district', ofNorth, whole, false],
    ['nobody, a union', null, ofNorth, false],
    ['the district, a union that is not', whole, { kind: 'union', union: 999_999 as never }, false],
  ])('%s: %s → %s', async (_, held, of, yes) => {
    const actor: Actor = held ? await someone(db, held) : await someone(db);
    const answers = await at(db, monday, async (work) => [
      await showCoverage.figures(work, actor, { of, day: today }),
      await showCoverage.changes(work, actor, { of, day: today, from: '2020-06-01' }),
      await showCoverage.incomplete(work, actor, { of, day: today }),
    ]);
    expect(answers.map(({ type }) => type === 'notYours')).toEqual([!yes, !yes, !yes]);
  });

  test('nobody sees a day to come', async () => {
    const actor = await someone(db, whole);
    const answers = await at(db, monday, async (work) => {
      await txOf(work);
      return [
        await showCoverage.figures(work, actor, { of: whole, day: '2026-11-24' }),
        await showCoverage.changes(work, actor, { of: whole, day: today, from: '2026-11-24' }),
        await showCoverage.incomplete(work, actor, { of: whole, day: '0000-01-01' }),
      ];
    });
    expect(answers).toEqual([{ type: 'future' }, { type: 'future' }, { type: 'future' }]);
  });
});
