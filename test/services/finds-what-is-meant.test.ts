import { beforeAll, expect, test } from 'vitest';
import { queries, strangers } from '../../bench/search-queries.ts';
import { insertDemoDistrict } from '../../src/db/demo/insert.ts';
import { ensureNeedsSurvey } from '../../src/db/queries/surveys.ts';
import { buildings } from '../../src/db/schema.ts';
import { inWork } from '../../src/db/work.ts';
import { clearMatch } from '../../src/domain/search/rank.ts';
import { findPlaces } from '../../src/services/find-places.ts';
import { testDatabase } from '../support/database.ts';

/* How well things are found in the demonstration district. `npm run bench -- search` asks the same among many more. */

const { db } = await testDatabase();
const codes = new Map<number, string>();
const now = new Date('2026-11-23T02:00:00Z');

beforeAll(async () => {
  await db.transaction(async (tx) => {
    const round = await ensureNeedsSurvey(tx, now);
    await insertDemoDistrict(tx, { round, now, timeZone: 'Asia/Shanghai' });
  });
  for (const { id, code } of await db.select().from(buildings)) codes.set(id, code);
});

const ask = (typed: string) => inWork(db, now, (work) => findPlaces(work, typed));

/** Every third: a floor. The bench asks all. */
const someQueries = queries.filter((_, index) => index % 3 === 1);

test('nearly all queries lead to the right building', { timeout: 120_000 }, async () => {
  expect(queries.length).toBeGreaterThan(400);
  let first = 0;
  let three = 0;
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const { kind, typed, right } of someQueries) {
    const { matches } = await ask(typed);
    const place = matches.findIndex(({ building }) => right.has(codes.get(building) ?? ''));
    if (place === 0) first += 1;
    if (place >= 0 && place < 3) three += 1;
    else missed.push(`${kind}: ${typed}`);
    const clear = clearMatch(matches);
    if (clear && !right.has(codes.get(clear.building) ?? '')) wrong.push(typed);
  }
  expect(wrong).toEqual([]);
  expect(three / someQueries.length, missed.join('\n')).toBeGreaterThan(0.99);
  expect(first / someQueries.length).toBeGreaterThan(0.97);
});

test('what isn’t in the directory is never taken for its neighbour', { timeout: 120_000 }, async () => {
  expect(strangers.length).toBeGreaterThan(60);
  const opened: string[] = [];
  for (const typed of strangers) if (clearMatch((await ask(typed)).matches)) opened.push(typed);
  expect(opened).toEqual([]);
});
