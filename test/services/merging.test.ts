import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { phoneIndex } from '../../src/db/phone-index.ts';
import { noteAlike } from '../../src/db/queries/pairs.ts';
import {
  activities,
  applications,
  cards,
  consents,
  membershipMoves,
  memberships,
  people,
  personMerges,
  signUps,
  staffRoles,
  wishes,
} from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { createErasePerson } from '../../src/services/erase-person.ts';
import { createComparePair } from '../../src/services/people/compare-pair.ts';
import { createListMerges } from '../../src/services/people/list-pairs.ts';
import { createMergePair } from '../../src/services/people/merge-pair.ts';
import { pairApart } from '../../src/services/people/pair-apart.ts';
import { createUndoMerge } from '../../src/services/people/undo-merge.ts';
import { createReadOwnData } from '../../src/services/read-own-data.ts';
import { applicant } from '../support/applicants.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const deps = { vault, timeZone };
const [compare, merge, undo] = [createComparePair(deps), createMergePair(deps), createUndoMerge(deps)];

let places: Awaited<ReturnType<typeof twoStreets>>;
let district: Actor;
let northStreet: Actor;
let northUnion: Actor;
let southUnion: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  district = await someone(db, { kind: 'district' });
  northStreet = await someone(db, { kind: 'street', street: places.north.street });
  northUnion = await someone(db, { kind: 'union', union: places.north.union });
  southUnion = await someone(db, { kind: 'union', union: places.south.union });
});

/** Somebody of a roll: a member who has never written. */
async function onRoll(
  given: {
    readonly name?: string;
    readonly phone?: string;
    readonly place?: 'north' | 'south';
    readonly since?: string;
  } = {},
): Promise<PersonId> {
  const { name = '李静', phone = '13900000001', place = 'north', since = '2019-05-01' } = given;
  const [row] = await db
    .insert(people)
    .values({
      createdAt: monday,
      name: vault.seal(name, 'people.name'),
      phone: vault.seal(phone, 'people.phone'),
      phoneIndex: phoneIndex(vault, phone),
    })
    .returning({ id: people.id });
  if (!row) throw new Error('nobody');
  const { union, unit } = places[place];
  const [made] = await db
    .insert(memberships)
    .values({ person: row.id, union, unit, since })
    .returning({ id: memberships.id });
  await db.insert(cards).values({
    membership: made?.id ?? (0 as never),
    status: 'issued',
    requestedAt: monday,
    tail: vault.seal('1234', 'cards.tail'),
  });
  return row.id;
}

const alike = (one: PersonId, other: PersonId) =>
  at(db, monday, async (work) => noteAlike(await txOf(work), one, [{ person: other, why: 'phone' }], monday));
const currentOf = (person: PersonId) =>
  db
    .select()
    .from(memberships)
    .where(sql`${memberships.person} = ${person} and ${memberships.until} is null`);

async function join(one: PersonId, other: PersonId, by: Actor = district) {
  const outcome = await at(db, monday, (work) => merge(work, by, [one, other]));
  if (outcome.type !== 'merged') throw new Error(outcome.type);
  return outcome.merge;
}

test('an applicant who stands on the roll: she is a member, her application has led there, and both histories are hers', async () => {
  const roll = await onRoll({ phone: '13911110001' });
  const { worker, id } = await applicant(db, places.north, { phone: '13911110001', name: '李静' });
  const seen = await at(db, monday, (work) => compare(work, northUnion, [worker.person, roll]));
  expect(seen).toMatchObject({ type: 'pair', differs: [], survivor: worker.person });
  expect(JSON.stringify(seen)).not.toMatch(/13911110001|李静/u);

  const made = await join(worker.person, roll, northUnion);
  expect(await currentOf(worker.person)).toMatchObject([{ since: '2019-05-01', status: 'active' }]);
  expect(await currentOf(roll)).toEqual([]);
  const [application] = await db.select().from(applications).where(eq(applications.id, id));
  expect(application?.status).toBe('approved');
  expect(await told(db, worker.person)).toContainEqual({
    person: worker.person,
    body: { kind: 'recordsJoined', merge: made },
  });
  const own = await at(db, monday, (work) => createReadOwnData({ vault })(work, worker.person));
  expect(own.people.map(({ name }) => name)).toContain('李静');
  expect(own.cards).toMatchObject([{ tail: '1234' }]);
  expect(own.personMerges).toHaveLength(1);

  const parted = await at(db, monday, (work) => undo(work, northUnion, made));
  expect(parted.type).toBe('parted');
  expect(await currentOf(roll)).toHaveLength(1);
  expect(await currentOf(worker.person)).toEqual([]);
  const again = await db.select().from(applications).where(eq(applications.person, worker.person));
  expect(again.map(({ status }) => status).toSorted()).toEqual(['approved', 'submitted']);
});

describe('two accounts', () => {
  test('the one that wrote last goes on; the second membership is closed as merged, and opened again when they part', async () => {
    const [one, other] = [await someone(db), await someone(db)];
    await db
      .update(people)
      .set({ wroteAt: new Date('2026-11-20T00:00:00Z') })
      .where(eq(people.id, other.person));
    await db.insert(memberships).values([
      { person: one.person, union: places.north.union, since: '2018-01-01' },
      { person: other.person, union: places.north.union, since: '2024-01-01' },
    ]);
    await alike(one.person, other.person);
    const made = await join(one.person, other.person);
    expect(await currentOf(other.person)).toMatchObject([{ since: '2018-01-01' }]);
    const closed = await db.select().from(memberships).where(eq(memberships.person, other.person));
    expect(closed).toContainEqual(expect.objectContaining({ since: '2024-01-01', status: 'merged' }));
    expect(await db.select().from(membershipMoves).where(eq(membershipMoves.reason, 'merged'))).toHaveLength(
      1,
    );
    // Taken back twice at once, it happens once.
    const twice = await Promise.all([0, 1].map(() => at(db, monday, (work) => undo(work, district, made))));
    expect(twice.map(({ type }) => type).toSorted()).toEqual(['already', 'parted']);
    expect(await currentOf(other.person)).toMatchObject([{ since: '2024-01-01', status: 'active' }]);
    expect(await currentOf(one.person)).toMatchObject([{ since: '2018-01-01', status: 'active' }]);
  });

  test('erased, she takes both with her', async () => {
    const [one, other] = [await someone(db), await someone(db)];
    await alike(one.person, other.person);
    await join(one.person, other.person);
    const [row] = await db.select().from(people).where(eq(people.mergedInto, one.person));
    const survivor = row ? one : other;
    await at(db, monday, (work) => createErasePerson(deps)(work, survivor));
    const left = await db
      .select({ telegram: people.telegramId, erased: people.erasedAt })
      .from(people)
      .where(sql`${people.id} in (${one.person}, ${other.person})`);
    expect(left).toEqual([0, 1].map(() => ({ telegram: null, erased: expect.any(Date) })));
    expect(await db.select().from(personMerges).where(eq(personMerges.survivor, survivor.person))).toEqual(
      [],
    );
  });
});

describe('who may', () => {
  test('only staff in whose scope both are, of two that were found alike, neither of them herself', async () => {
    const [north, south] = [
      await onRoll({ phone: '13922220001' }),
      await onRoll({ phone: '13922220002', place: 'south' }),
    ];
    const outcome = async (by: Actor) =>
      (await at(db, monday, (work) => merge(work, by, [north, south]))).type;
    expect(await outcome(district)).toBe('notYours');
    await alike(north, south);
    for (const by of [northUnion, southUnion, northStreet, await someone(db)])
      expect(await outcome(by)).toBe('notYours');
    expect((await audited(db, 'person.refused')).length).toBeGreaterThanOrEqual(5);
    await alike(north, district.person);
    expect((await at(db, monday, (work) => merge(work, district, [north, district.person]))).type).toBe(
      'own',
    );
    expect(await outcome(district)).toBe('merged');
    expect(await outcome(district)).toBe('already');
  });

  test('nobody gets at a role in this way that she could not grant', async () => {
    const [member, officer] = [await someone(db), await someone(db, { kind: 'district' })];
    await db.update(people).set({ wroteAt: monday }).where(eq(people.id, member.person));
    await db
      .insert(memberships)
      .values({ person: member.person, union: places.north.union, since: '2020-01-01' });
    await alike(member.person, officer.person);
    const outcome = await at(db, monday, (work) => merge(work, northStreet, [member.person, officer.person]));
    expect(outcome.type).toBe('roles');
    await db.update(staffRoles).set({ revokedAt: monday }).where(eq(staffRoles.person, officer.person));
  });

  test('told apart, they are so for good', async () => {
    const [one, other] = [await onRoll({ phone: '13933330001' }), await onRoll({ phone: '13933330002' })];
    await alike(one, other);
    expect((await at(db, monday, (work) => pairApart(work, northUnion, [one, other]))).type).toBe(
      'toldApart',
    );
    await alike(one, other);
    expect((await at(db, monday, (work) => merge(work, northUnion, [one, other]))).type).toBe('apart');
  });
});

test('random mergings and undoings: every row of history stays, nobody has two memberships, and undone it is as before', async () => {
  const [activity] = await db
    .insert(activities)
    .values({
      code: 'a-merge',
      union: places.north.union,
      kind: 'crafts',
      title: { zh: '剪纸', en: 'Paper cutting' },
      startsAt: new Date('2027-01-01T00:00:00Z'),
      place: { zh: '一层', en: 'First floor' },
      createdAt: monday,
    })
    .returning({ id: activities.id });
  const has = fc.record({
    member: fc.constantFrom(null, 'north', 'south'),
    signedUp: fc.boolean(),
    wishes: fc.boolean(),
    agrees: fc.constantFrom(null, 'yes', 'no'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(has, { minLength: 2, maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      async (all, picks) => {
        const ids: PersonId[] = [];
        for (const given of all) {
          const { person } = await someone(db);
          ids.push(person);
          if (given.member !== null)
            await db
              .insert(memberships)
              .values({ person, union: places[given.member as 'north'].union, since: '2020-01-01' });
          if (given.signedUp && activity)
            await db.insert(signUps).values({ activity: activity.id, person, at: monday });
          if (given.wishes)
            await db.insert(wishes).values({
              person,
              building: places.south.building,
              at: monday,
              unit: vault.seal('{"kind":"unsaid"}', 'wishes.unit'),
            });
          if (given.agrees !== null)
            await db.insert(consents).values({
              person,
              purpose: 'announcements',
              version: 1,
              givenAt: monday,
              withdrawnAt: given.agrees === 'no' ? monday : null,
            });
        }
        const before = await picture(ids);
        const made = [];
        const standing = [...ids];
        for (const pick of picks) {
          if (standing.length < 2) break;
          const one = standing[pick % standing.length] as PersonId;
          const other = standing[(pick + 1) % standing.length] as PersonId;
          await alike(one, other);
          made.push(await join(one, other));
          const [gone] = await db
            .select()
            .from(people)
            .where(sql`${people.id} in (${one}, ${other}) and ${people.mergedInto} is not null`);
          standing.splice(standing.indexOf(gone?.id as PersonId), 1);
          await invariants(ids, before);
        }
        for (const id of made.toReversed()) {
          expect((await at(db, monday, (work) => undo(work, district, id))).type).toBe('parted');
          await invariants(ids, before);
        }
        expect(await picture(ids)).toEqual(before);
      },
    ),
    { numRuns: 20 },
  );
});

/** Who has what: what holds, not by which row. */
async function picture(ids: readonly PersonId[]) {
  const list = sql`(${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )})`;
  const [row] = await db.execute<{ json: unknown }>(sql`select json_build_object(
    'memberships', (select json_agg(json_build_array(person_id, union_id, since, status, until) order by id) from memberships where person_id in ${list}),
    'signUps', (select json_agg(json_build_array(activity_id, person_id, at) order by person_id) from sign_ups where person_id in ${list}),
    'wishes', (select json_agg(json_build_array(id, person_id, building_id) order by id) from wishes where person_id in ${list}),
    'agree', (select json_agg(person_id order by person_id) from consents where person_id in ${list} and withdrawn_at is null)
  ) as json`);
  return row?.json as { memberships: unknown[] | null };
}

async function invariants(ids: readonly PersonId[], before: { memberships: unknown[] | null }) {
  const list = sql`(${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )})`;
  const rows = await db.select().from(memberships).where(sql`${memberships.person} in ${list}`);
  expect(rows).toHaveLength(before.memberships?.length ?? 0);
  const current = rows.filter(({ until }) => until === null).map(({ person }) => person);
  expect(new Set(current).size).toBe(current.length);
  // Nothing that counts hangs on somebody who is somebody else now.
  const shells = await db
    .select({ id: people.id })
    .from(people)
    .where(sql`${people.id} in ${list} and ${people.mergedInto} is not null`);
  for (const { id } of shells) {
    expect(current).not.toContain(id);
    expect(await db.select().from(signUps).where(eq(signUps.person, id))).toEqual([]);
    expect(await db.select().from(wishes).where(eq(wishes.person, id))).toEqual([]);
  }
}

test('what was put together can be found again, by those whose it is', async () => {
  const [one, other] = [await onRoll({ phone: '13944440001' }), await onRoll({ phone: '13944440002' })];
  await alike(one, other);
  const made = await join(one, other, northUnion);
  const list = createListMerges({ vault });
  const seen = async (by: Actor) => (await at(db, monday, (work) => list(work, by))).map(({ id }) => id);
  expect(await seen(northUnion)).toContain(made);
  expect(await seen(southUnion)).not.toContain(made);
  expect((await at(db, monday, (work) => undo(work, southUnion, made))).type).toBe('notYours');
  const later = new Date(monday.getTime() + 31 * 86_400_000);
  expect((await at(db, later, (work) => undo(work, northUnion, made))).type).toBe('tooLate');
});
