import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reasonsOf } from '../../src/db/queries/broadcasts.ts';
import { freezeNext } from '../../src/db/queries/freeze.ts';
import { countAudience, plannedRows } from '../../src/db/queries/send-plan.ts';
import { ensureNeedsSurvey, keepAnswers } from '../../src/db/queries/surveys.ts';
import { broadcasts, consents, deliveries, memberships, people } from '../../src/db/schema.ts';
import type { Scope } from '../../src/domain/actor.ts';
import { within } from '../../src/domain/audience.ts';
import { Picks, ruleOf } from '../../src/domain/audience-picks.ts';
import { BroadcastId, type PersonId } from '../../src/domain/ids.ts';
import { latelyDays, sumsOf } from '../../src/domain/send-plan.ts';
import { announceBroadcast } from '../../src/services/release/announce-broadcast.ts';
import { testDatabase } from '../support/database.ts';
import { monday, timeZone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const round = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
const daysAfter = (days: number) => new Date(monday.getTime() + days * 86_400_000);

/** Sixty people of every sort: consents, languages, answers, blocked or not, in one street or the other. */
async function mixedCrowd(): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    const [row] = await db
      .insert(people)
      .values({
        telegramId: i % 11 === 0 ? null : 50_000 + i,
        telegramLanguage: ['zh-hans', 'en', 'fr', null][i % 4],
        unreachableSince: i % 9 === 1 ? monday : null,
        unreachableReason: i % 18 === 1 ? 'deactivated' : null,
        createdAt: monday,
      })
      .returning({ id: people.id });
    if (!row) throw new Error('nobody');
    const person: PersonId = row.id;
    const place = i % 3 === 0 ? south : north;
    if (i % 7 !== 0)
      await db
        .insert(memberships)
        .values({ person, union: place.union, unit: place.unit, since: '2026-01-01' });
    if (i % 5 !== 0) {
      const withdrawnAt = i % 6 === 1 ? monday : null;
      await db
        .insert(consents)
        .values({ person, purpose: 'announcements', version: 1, givenAt: monday, withdrawnAt });
    }
    if (i % 2 === 0) {
      await db.insert(consents).values({ person, purpose: 'survey', version: 1, givenAt: monday });
      const answers = {
        interests: [['crafts', 'film'], ['sports'], ['film']][i % 3] ?? [],
        frequency: [['weekly', 'monthly', 'quarterly', 'rarely'][i % 4] ?? 'weekly'],
      };
      await db.transaction((tx) =>
        keepAnswers(tx, {
          round,
          person,
          answers,
          setAside: {},
          answeredAt: {},
          completed: i % 4 === 0,
          now: monday,
        }),
      );
    }
  }
}
await mixedCrowd();
const author = await db.$count(people).then(async () => {
  const [one] = await db.select({ id: people.id }).from(people).limit(1);
  if (!one) throw new Error('nobody');
  return one.id;
});

const scope = fc.constantFrom<Scope>(
  { kind: 'district' },
  { kind: 'street', street: north.street },
  { kind: 'union', union: south.union },
);
/** Mostly none, so that somebody is left. */
const some = <T>(...all: T[]) => fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(all));
const picks = fc
  .record({
    streets: some(north.street, south.street),
    unions: some(north.union, south.union),
    buildings: some(north.building, south.building),
    interests: some('crafts', 'film', 'sports'),
    language: fc.constantFrom('zh', null, null),
    standing: fc.constantFrom('active', null),
    answered: fc.constantFrom({ round, yes: false }, null, null),
  })
  .map((raw) => Picks.parse(raw));

let day = 0;

test('a plan says what the freeze then does, when nothing changes in between', async () => {
  let reached = 0;
  await fc.assert(
    fc.asyncProperty(scope, picks, fc.integer({ min: 0, max: 4 }), async (whose, picked, later) => {
      day += later;
      const now = daysAfter(day);
      const audience = ruleOf(picked);
      const rule = within(audience, whose);
      const rows = await db.transaction((tx) =>
        plannedRows(tx, { kind: 'broadcast', audience: rule, at: now }, { languageDefault: 'zh', timeZone }),
      );
      const plan = sumsOf(rows);
      const counted = await db.transaction((tx) => countAudience(tx, rule, 'zh'));

      const notice = await db.transaction(async (tx) => {
        const [row] = await tx
          .insert(broadcasts)
          .values({
            author,
            scope: whose,
            content: { texts: {}, media: null, buttons: [] },
            audience,
            status: 'draft',
            createdAt: now,
            changedAt: now,
          })
          .returning({ id: broadcasts.id });
        return announceBroadcast(
          tx,
          { id: BroadcastId.parse(row?.id), scope: whose, audience, author },
          { slot: now, now },
        );
      });
      if (notice === null) throw new Error('announced before');
      const before = await lately(now);
      await freezeNext(db, now, { languageDefault: 'zh', timeZone });
      const tally = await reasonsOf(db, notice);
      const frozen = sumsOf(tally.map(({ reason, people }) => ({ reason, people, lately: 0 })));
      expect({ ...plan, heardLately: 0 }).toEqual(frozen);
      expect(counted).toBe(plan.meant);
      const got = await db
        .select({ person: deliveries.person })
        .from(deliveries)
        .where(sql`notice_id = ${notice} and status = 'queued'`);
      expect(plan.heardLately).toBe(got.filter(({ person }) => before.has(person)).length);
      reached += got.length;
      // Half of them get it, the others never did.
      await db
        .update(deliveries)
        .set({ status: sql`case when person_id % 2 = 0 then 'sent' else 'failed' end`, settledAt: now })
        .where(eq(deliveries.notice, notice));
    }),
    { numRuns: 20 },
  );
  // Otherwise it would say nothing.
  expect(reached).toBeGreaterThan(100);
});

async function lately(now: Date): Promise<ReadonlySet<PersonId>> {
  const rows = await db
    .select({ person: deliveries.person })
    .from(deliveries)
    .where(
      sql`status = 'sent' and settled_at > ${new Date(now.getTime() - latelyDays * 86_400_000).toISOString()}`,
    );
  return new Set(rows.map(({ person }) => person));
}
