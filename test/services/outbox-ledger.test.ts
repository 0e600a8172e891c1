import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { closeNotice } from '../../src/db/queries/broadcasts.ts';
import { claimDeliveries, recoverDeliveries, settleDeliveries } from '../../src/db/queries/deliveries.ts';
import { deliveryList } from '../../src/db/queries/delivery-list.ts';
import { freezeNext } from '../../src/db/queries/freeze.ts';
import { acquireLease } from '../../src/db/queries/leases.ts';
import { announceToUnion, tellPeople } from '../../src/db/queries/outbox.ts';
import {
  audit,
  deliveries,
  leases,
  memberships,
  notices,
  noticeTallies,
  people,
} from '../../src/db/schema.ts';
import type { NoticeId, PersonId } from '../../src/domain/ids.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { makeDeliveryList } from '../../src/make-delivery-list.ts';
import { createForgetOldDeliveries } from '../../src/services/forget-old-deliveries.ts';
import { Rounds } from '../../src/services/outbox/rounds.ts';
import { addActivity, addMembers, ledger } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
await addMembers(db, north.union, { count: 10, since: monday });
const audience = await db.select().from(people).orderBy(people.id);
const officer = await someone(db, { kind: 'union', union: north.union });
const daysAfter = (days: number) => new Date(monday.getTime() + days * 86_400_000);
const lease = 'sender:1';

beforeEach(async () => {
  for (const table of [deliveries, notices, leases, audit]) await db.delete(table);
  await acquireLease(db, { name: lease, holder: 'a', forMs: 60_000 });
});

let key = 0;
async function frozen(): Promise<NoticeId> {
  key += 1;
  const activity = await addActivity(db, north.union, new Date(monday.getTime() + 86_400_000 + key));
  const body = { kind: 'activityAnnounced', union: north.union, activity } as const;
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, { key: `l:${key}`, body, union: north.union, by: null, dueAt: monday, now: monday }),
  );
  if (notice === null) throw new Error('announced before');
  await freezeNext(db, monday);
  return notice;
}

const claim = (notice: NoticeId, after = 0, limit = 4) =>
  claimDeliveries(db, { lease, term: 1, now: monday, limit, position: { notice, after } });
const sent = (notice: NoticeId, person: PersonId) =>
  ({ notice, person, status: 'sent', reason: null, message: 1, dueAt: null, counts: true }) as const;
const tallyOf = async (notice: NoticeId) =>
  (await db.select().from(noticeTallies).where(eq(noticeTallies.notice, notice)))[0];

describe('the ledger', () => {
  test('keeps its sums through everything that can become of a row', async () => {
    const notice = await frozen();
    const rows = await claim(notice, 0, 6);
    const [one, two, three, four] = rows.map(({ person }) => person);
    if (!one || !two || !three || !four) throw new Error('too few');
    await settleDeliveries(db, {
      term: 1,
      now: monday,
      rows: [
        sent(notice, one),
        { ...sent(notice, two), status: 'failed', reason: 'refused', message: null },
        { ...sent(notice, three), status: 'unreachable', reason: 'blocked', message: null },
        { ...sent(notice, four), status: 'retry', reason: 'not_sent', message: null, dueAt: monday },
      ],
    });
    // Said twice, it counts once.
    await settleDeliveries(db, { term: 1, now: monday, rows: [sent(notice, one)] });
    expect(await recoverDeliveries(db, { term: 2, now: monday })).toEqual({ unknown: 2, retry: 0 });
    expect(await tallyOf(notice)).toMatchObject({
      audience: 10,
      waiting: 5,
      sent: 1,
      failed: 1,
      unreachable: 1,
      unknown: 2,
      skipped: 0,
    });
    await db.update(people).set({ unreachableSince: null, unreachableReason: null });
  });

  test('takes again what is due again, before it goes on', async () => {
    const notice = await frozen();
    const [first] = await claim(notice, 0, 1);
    if (!first) throw new Error('nothing');
    const again = {
      ...sent(notice, first.person),
      status: 'retry',
      reason: 'not_sent',
      dueAt: monday,
    } as const;
    await settleDeliveries(db, { term: 1, now: monday, rows: [again] });
    const rows = await claim(notice, first.person, 3);
    expect(rows.map(({ fresh }) => fresh)).toEqual([false, true, true]);
  });

  test('leaves nobody behind who was locked when it came by', async () => {
    const notice = await frozen();
    const third = audience[2]?.id as PersonId;
    await db.transaction(async (tx) => {
      await tx.execute(sql`select from deliveries where person_id = ${third} for update`);
      const rows = await claim(notice, 0, 10);
      expect(rows).toHaveLength(9);
      await settleDeliveries(db, {
        term: 1,
        now: monday,
        rows: rows.map(({ person }) => sent(notice, person)),
      });
    });
    expect(await claim(notice, audience[9]?.id)).toEqual([]);
    expect(await db.transaction((tx) => closeNotice(tx, notice, monday))).toBe('overlooked');

    const rounds = new Rounds();
    rounds.refresh([notice]);
    rounds.took([{ person: audience[9]?.id as PersonId, fresh: true }], 1);
    rounds.rewind(notice);
    expect(rounds.next).toEqual({ notice, after: 0 });
    const [left] = await claim(notice);
    expect(left?.person).toBe(third);
    await settleDeliveries(db, { term: 1, now: monday, rows: [sent(notice, third)] });
    expect(await db.transaction((tx) => closeNotice(tx, notice, monday))).toMatchObject({ audience: 10 });
    expect(await db.transaction((tx) => closeNotice(tx, notice, monday))).toBeUndefined();
  });
});

describe('rounds', () => {
  const person = (id: number) => ({ person: id as PersonId, fresh: true });
  const [a, b] = [1 as NoticeId, 2 as NoticeId];

  test('let notices take turns, and walk none twice', () => {
    const rounds = new Rounds();
    rounds.refresh([a, b]);
    rounds.took([person(5), { person: 3 as PersonId, fresh: false }], 2);
    expect(rounds.next).toEqual({ notice: b, after: 0 });
    rounds.took([person(9)], 2);
    expect(rounds.spent).toEqual([b]);
    expect(rounds.next).toEqual({ notice: a, after: 5 });
    rounds.refresh([a, b]);
    rounds.took([], 2);
    expect(rounds.next).toEqual({ notice: b, after: 9 });
  });

  test('forget what is no longer under way', () => {
    const rounds = new Rounds();
    rounds.refresh([a]);
    rounds.took([person(5)], 1);
    rounds.refresh([]);
    expect(rounds.next).toBeNull();
    rounds.refresh([a]);
    expect(rounds.next).toEqual({ notice: a, after: 0 });
  });
});

describe('who was sent what', () => {
  const forget = createForgetOldDeliveries(db);

  test('is forgotten after a season or two, but not how many it was', async () => {
    const notice = await frozen();
    const rows = await claim(notice, 0, 10);
    await settleDeliveries(db, {
      term: 1,
      now: monday,
      rows: rows.map(({ person }) => sent(notice, person)),
    });
    await db.transaction((tx) => closeNotice(tx, notice, monday));
    const body = { kind: 'updateSetAside', code: 'x' } as const;
    await db.transaction((tx) => tellPeople(tx, { key: 'p', body, to: [officer.person], now: monday }));
    await db.insert(audit).values({ at: monday, action: 'x', subject: 'notice', subjectId: 1 });

    expect(await forget(daysAfter(89))).toEqual({ personal: 0, mass: 0, audit: 0 });
    expect(await forget(daysAfter(91))).toEqual({ personal: 1, mass: 0, audit: 0 });
    expect(await forget(daysAfter(201))).toEqual({ personal: 0, mass: 10, audit: 0 });
    expect(await forget(daysAfter(1_100))).toEqual({ personal: 0, mass: 0, audit: 1 });
    expect(await ledger(db, notice)).toEqual({});
    expect(await tallyOf(notice)).toMatchObject({
      audience: 10,
      sent: 10,
      reasons: [{ status: 'sent', reason: null, people: 10 }],
    });
    // Said once is said once, however long ago.
    await db.transaction((tx) =>
      tellPeople(tx, { key: 'p', body, to: [officer.person], now: daysAfter(999) }),
    );
    expect(await db.$count(deliveries)).toBe(0);
  });
});

describe('the list of a broadcast', () => {
  test('names those whom its reader looks after, by a letter, and nobody else', async () => {
    const notice = await frozen();
    const [own, elsewhere] = audience;
    if (!own || !elsewhere) throw new Error('nobody');
    for (const { id } of [own, elsewhere])
      await db
        .update(people)
        .set({ name: vault.seal('王小雨', 'people.name') })
        .where(eq(people.id, id));
    await db.update(memberships).set({ union: south.union }).where(eq(memberships.person, elsewhere.id));
    const rows = await deliveryList(db, { notice, scopes: officer.scopes, limit: 100 });
    expect(rows).toHaveLength(10);
    expect(rows.filter(({ name }) => name !== null).map(({ person }) => person)).toEqual([own.id]);
    const whole = await deliveryList(db, { notice, scopes: [{ kind: 'district' }], limit: 100 });
    expect(whole.filter(({ name }) => name !== null)).toHaveLength(2);

    const t = createTranslations(timeZone).zh;
    const order = { kind: 'deliveries', notice, reader: officer.person } as const;
    const file = await makeDeliveryList({ db, vault, timeZone, now: monday }, order, t);
    expect(file?.name).toMatch(/\.xlsx$/u);
    const text = await sheetText(file?.data ?? new Uint8Array());
    expect(text).toContain('王**');
    expect(text).not.toContain('王小雨');
    expect(text).not.toContain('910000001');
    expect(text.match(/还没发/gu)).toHaveLength(10);
  });
});

/** All that stands in its cells. */
async function sheetText(data: Uint8Array): Promise<string> {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(data);
  return JSON.stringify(sheets.map(({ rows }) => rows));
}
