import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { claimDeliveries, recoverDeliveries, settleDeliveries } from '../../src/db/queries/deliveries.ts';
import { freezeNext } from '../../src/db/queries/freeze.ts';
import { acquireLease, releaseLease, renewLease } from '../../src/db/queries/leases.ts';
import { announceToUnion, tellPeople } from '../../src/db/queries/outbox.ts';
import { ensureNeedsSurvey, keepAnswers } from '../../src/db/queries/surveys.ts';
import { consents, deliveries, leases, memberships, notices, people } from '../../src/db/schema.ts';
import type { NoticeId, PersonId } from '../../src/domain/ids.ts';
import { addMembers, ledger } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
await addMembers(db, north.union, { count: 10, since: monday });
const members = await db.select().from(people).orderBy(people.id);
const survey = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
const daysAfter = (days: number) => new Date(monday.getTime() + days * 86_400_000);

beforeEach(async () => {
  for (const table of [deliveries, notices, leases]) await db.delete(table);
});

let key = 0;

async function announce(now: Date, kind: 'monthlyProgramme' | 'activityAnnounced' = 'monthlyProgramme') {
  key += 1;
  const body =
    kind === 'monthlyProgramme'
      ? ({ kind, union: north.union, month: '2026-12' } as const)
      : ({ kind, union: north.union, activity: 1 } as const);
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, { key: `n:${key}`, body, union: north.union, by: null, dueAt: now, now }),
  );
  if (notice === null) throw new Error('announced before');
  return notice;
}

async function frozen(now: Date, kind?: 'monthlyProgramme' | 'activityAnnounced') {
  const notice = await announce(now, kind);
  expect(await freezeNext(db, now)).toMatchObject({ notice });
  return ledger(db, notice);
}

const person = (index: number): PersonId => {
  const id = members[index]?.id;
  if (id === undefined) throw new Error('nobody');
  return id;
};

async function asks(index: number, frequency: string): Promise<void> {
  const who = person(index);
  await db.transaction(async (tx) => {
    await tx
      .insert(consents)
      .values({ person: who, purpose: 'survey', version: 1, givenAt: monday })
      .onConflictDoNothing();
    await keepAnswers(tx, {
      round: survey,
      person: who,
      answers: { frequency: [frequency] },
      setAside: {},
      answeredAt: {},
      completed: false,
      now: monday,
    });
  });
}

describe('an audience', () => {
  test('is frozen once, when it is due, however many do it at once', async () => {
    await announce(daysAfter(1));
    expect(await freezeNext(db, monday)).toBeNull();
    const both = await Promise.all([freezeNext(db, daysAfter(1)), freezeNext(db, daysAfter(1))]);
    expect(both.filter((one) => one !== null)).toHaveLength(1);
    expect(await db.$count(deliveries)).toBe(10);
  });

  test('is the members of that union who are on Telegram, everybody with a reason', async () => {
    await db.transaction(async (tx) => {
      await tx
        .update(people)
        .set({ telegramId: null })
        .where(eq(people.id, person(0)));
      await tx
        .update(memberships)
        .set({ until: '2026-11-01', status: 'left' })
        .where(eq(memberships.person, person(1)));
      await tx
        .update(memberships)
        .set({ union: south.union })
        .where(eq(memberships.person, person(2)));
      await tx
        .update(consents)
        .set({ withdrawnAt: monday })
        .where(eq(consents.person, person(3)));
      await tx
        .update(consents)
        .set({ version: 0 })
        .where(eq(consents.person, person(4)));
      await tx
        .update(people)
        .set({ unreachableSince: monday, unreachableReason: 'deactivated' })
        .where(eq(people.id, person(5)));
    });
    expect(await frozen(monday)).toEqual({
      queued: 4,
      'skipped noConsent': 1,
      'skipped stopped': 1,
      'unreachable deactivated': 1,
    });
  });

  test('hears of the month at most as often as each asked', async () => {
    await asks(6, 'quarterly');
    await asks(7, 'rarely');
    await asks(8, 'monthly');
    const heard = async (days: number) => {
      const counts = await frozen(daysAfter(days));
      await db
        .update(deliveries)
        .set({ status: 'sent', settledAt: daysAfter(days) })
        .where(eq(deliveries.status, 'queued'));
      return counts['skipped heardEnough'] ?? 0;
    };
    // First Mondays, seven months long: 28 or 35 days apart.
    const first = [0, 28, 56, 91, 119, 154, 182];
    const left: number[] = [];
    for (const days of first) left.push(await heard(days));
    //                     both  -  -  quarterly  -  -  both
    expect(left).toEqual([0, 2, 2, 1, 2, 2, 0]);
    // What an officer announces by hand counts, and is held back, as well.
    expect((await frozen(daysAfter(183), 'activityAnnounced'))['skipped heardEnough']).toBe(3);
  });
});

describe('the lease', () => {
  const name = 'sender:1';

  test('is held by one, and each holder has a term of its own', async () => {
    const terms = await Promise.all(
      ['a', 'b', 'c'].map((holder) => acquireLease(db, { name, holder, forMs: 60_000 })),
    );
    expect(terms.filter((term) => term !== null)).toEqual([1]);
    expect(await renewLease(db, { name, term: 1, forMs: 60_000 })).toBe(true);
    await releaseLease(db, { name, term: 1 });
    expect(await acquireLease(db, { name, holder: 'b', forMs: 60_000 })).toBe(2);
    expect(await renewLease(db, { name, term: 1, forMs: 60_000 })).toBe(false);
    await releaseLease(db, { name, term: 1 });
    expect(await acquireLease(db, { name, holder: 'c', forMs: 60_000 })).toBeNull();
  });

  test('written before the server’s clock was set back does not lock everybody out', async () => {
    await acquireLease(db, { name, holder: 'a', forMs: 86_400_000 });
    expect(await acquireLease(db, { name, holder: 'b', forMs: 15_000 })).toBe(2);
  });
});

describe('whoever lost the lease', () => {
  const lease = 'sender:1';

  async function claim(term: number, notice: NoticeId) {
    return claimDeliveries(db, { lease, term, now: monday, limit: 2, position: { notice, after: 0 } });
  }

  test('can neither take a row nor settle one', async () => {
    const notice = await announce(monday, 'activityAnnounced');
    await freezeNext(db, monday);
    const old = await acquireLease(db, { name: lease, holder: 'a', forMs: 60_000 });
    expect(old).toBe(1);
    const rows = await claim(1, notice);
    expect(rows).toHaveLength(2);
    await releaseLease(db, { name: lease, term: 1 });
    expect(await claim(1, notice)).toEqual([]);
    expect(await acquireLease(db, { name: lease, holder: 'b', forMs: 60_000 })).toBe(2);
    expect(await recoverDeliveries(db, { term: 2, now: monday })).toEqual({ unknown: 2, retry: 0 });

    const sent = rows.map((row) => ({
      notice: row.notice,
      person: row.person,
      status: 'sent' as const,
      reason: null,
      message: 1,
      dueAt: null,
      counts: true,
    }));
    await settleDeliveries(db, { term: 1, now: monday, rows: sent });
    expect(await ledger(db, notice)).toMatchObject({ 'unknown crash': 2 });
    expect(await claim(1, notice)).toEqual([]);
    expect(await claim(2, notice)).toHaveLength(2);
  });

  test('cannot settle what its successor is sending again', async () => {
    const now = monday;
    const body = { kind: 'updateSetAside', code: 'x' } as const;
    await db.transaction((tx) => tellPeople(tx, { key: 'p', body, to: [person(9)], now }));
    const claimUnder = (term: number) => claimDeliveries(db, { lease, term, now, limit: 5, position: null });
    await acquireLease(db, { name: lease, holder: 'a', forMs: 60_000 });
    const [row] = await claimUnder(1);
    if (!row) throw new Error('nothing to claim');
    await releaseLease(db, { name: lease, term: 1 });
    await acquireLease(db, { name: lease, holder: 'b', forMs: 60_000 });
    expect(await recoverDeliveries(db, { term: 2, now })).toEqual({ unknown: 0, retry: 1 });
    expect(await claimUnder(2)).toHaveLength(1);

    const { notice, person: who } = row;
    const failed = { notice, person: who, status: 'failed', reason: 'refused', message: null } as const;
    await settleDeliveries(db, { term: 1, now, rows: [{ ...failed, dueAt: null, counts: true }] });
    expect(await ledger(db, notice)).toMatchObject({ 'sending crash': 1 });
  });

  test('has nothing to claim under, even before somebody else takes it', async () => {
    const notice = await announce(monday, 'activityAnnounced');
    await freezeNext(db, monday);
    await acquireLease(db, { name: lease, holder: 'a', forMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    // Run out: nobody may claim under it, whether or not somebody else has taken it.
    expect(await at(db, monday, () => claim(1, notice))).toEqual([]);
  });
});
