import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { lockDraft } from '../../src/db/queries/drafts.ts';
import {
  broadcastRuns,
  broadcastSchedules,
  broadcasts,
  notices,
  staffRoles,
  unions,
} from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { AudienceRule } from '../../src/domain/audience.ts';
import { emptyContent } from '../../src/domain/broadcast-content.ts';
import type { BroadcastId } from '../../src/domain/ids.ts';
import type { Series, Timing } from '../../src/domain/timing.ts';
import { silentLog } from '../../src/log.ts';
import { createDecideBroadcastSlot } from '../../src/services/series/decide-slot.ts';
import { createReadTiming } from '../../src/services/series/read-timing.ts';
import { createSendDueBroadcasts } from '../../src/services/series/send-due-broadcasts.ts';
import { createSetTiming } from '../../src/services/series/set-timing.ts';
import { startBroadcast } from '../../src/services/series/start-broadcast.ts';
import { createSteerSeries } from '../../src/services/series/steer-series.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, told, twoStreets } from '../support/two-streets.ts';

/* Slots of what was released: sent once, held, decided. `monday` is 23 November, ten o'clock. */

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const scope = { kind: 'union', union: north.union } as const;
const officer = await someone(db, scope);
const colleague = await someone(db, scope);
const reviewer = await someone(db, { kind: 'street', street: north.street });
const stranger = await someone(db, { kind: 'union', union: south.union });

const sendDue = createSendDueBroadcasts({ db, timeZone, languageDefault: 'zh', log: silentLog });
const setTiming = createSetTiming({ timeZone });
const steerSeries = createSteerSeries({ timeZone });
const decideSlot = createDecideBroadcastSlot({ timeZone, languageDefault: 'zh' });
const readTiming = createReadTiming({ timeZone });

const hoursAfter = (hours: number, from = monday) => new Date(from.getTime() + hours * 3_600_000);
const days = 24;
const nothing = { sent: 0, held: 0, skipped: 0, repeated: 0, failed: 0 };
/** Each Tuesday at ten: 24 November is the first. */
const tuesdays: Series = {
  kind: 'series',
  pattern: { every: 'week', weekday: 2 },
  time: '10:00',
  from: '2026-11-24',
  except: [],
  extra: [],
  skipHolidays: false,
  ends: null,
};

beforeEach(async () => {
  for (const table of [broadcastRuns, broadcastSchedules]) await db.delete(table);
  await db.update(staffRoles).set({ revokedAt: null });
  await db.update(unions).set({ dissolvedOn: null });
});

async function released(
  timing: Timing | null,
  by: Actor = officer,
  audience: AudienceRule = { unions: [north.union] },
): Promise<BroadcastId> {
  const [row] = await db
    .insert(broadcasts)
    .values({
      author: officer.person,
      scope,
      content: { ...emptyContent, texts: { zh: { text: '周二午间编绳', entities: [] } } },
      audience,
      timing,
      status: 'released',
      releasedBy: by.person,
      releasedAt: monday,
      createdAt: monday,
      changedAt: monday,
    })
    .returning({ id: broadcasts.id });
  if (!row) throw new Error('no broadcast');
  const started = await at(db, monday, async (work) => {
    const tx = await txOf(work);
    const draft = await lockDraft(tx, row.id);
    return draft && startBroadcast(tx, draft, { by: by.person, now: monday, timeZone });
  });
  expect(started?.type).toBe(timing === null ? 'sending' : 'planned');
  return row.id;
}

const keysOf = async (broadcast: BroadcastId) =>
  (await db.select({ key: notices.key }).from(notices).orderBy(notices.id))
    .map(({ key }) => key)
    .filter((key) => key.startsWith(`broadcast:${broadcast}:`));
const asked = async (broadcast: BroadcastId) =>
  (await told(db, officer.person, colleague.person, reviewer.person, stranger.person)).flatMap(
    ({ person, body }) =>
      body?.kind === 'broadcastSlotHeld' && body.broadcast === broadcast ? [person] : [],
  );

describe('a slot that has come', () => {
  test('is sent once, by however many, and the next one is next', async () => {
    const broadcast = await released(tuesdays);
    expect(await sendDue(hoursAfter(23.9))).toEqual(nothing);
    const both = await Promise.all([sendDue(hoursAfter(24)), sendDue(hoursAfter(24))]);
    expect(both.map(({ sent }) => sent).sort()).toEqual([0, 1]);
    expect(await sendDue(hoursAfter(25))).toEqual(nothing);
    expect(await keysOf(broadcast)).toEqual([`broadcast:${broadcast}:${hoursAfter(24).toISOString()}`]);
    const facts = await at(db, hoursAfter(25), (work) => readTiming(work, officer, broadcast));
    expect(facts?.coming[0]).toEqual(hoursAfter(24 + 7 * days));
    expect(facts?.runs).toMatchObject([{ state: 'sent', slot: hoursAfter(24) }]);
  });

  test('at a time of its own it is over then, and can be moved before', async () => {
    const broadcast = await released({ kind: 'at', at: hoursAfter(24).toISOString() });
    const timing = { kind: 'at', at: hoursAfter(30).toISOString() } as const;
    expect(await at(db, monday, (work) => setTiming(work, officer, { broadcast, timing }))).toEqual({
      type: 'set',
    });
    expect(await sendDue(hoursAfter(24))).toEqual(nothing);
    expect(await sendDue(hoursAfter(30))).toMatchObject({ sent: 1 });
    const again = await at(db, hoursAfter(31), (work) =>
      setTiming(work, officer, { broadcast, timing: tuesdays }),
    );
    expect(again).toEqual({ type: 'over' });
  });

  test('released by two to go out once, it isn’t made to repeat by one', async () => {
    const broadcast = await released({ kind: 'at', at: hoursAfter(24).toISOString() });
    const repeat = () => at(db, monday, (work) => setTiming(work, officer, { broadcast, timing: tuesdays }));
    await db.update(broadcasts).set({ waitingBy: colleague.person }).where(eq(broadcasts.id, broadcast));
    expect(await repeat()).toEqual({ type: 'releasedOnce' });
    await db.update(broadcasts).set({ waitingBy: null }).where(eq(broadcasts.id, broadcast));
    expect(await repeat()).toEqual({ type: 'set' });
  });

  test('a process that dies between claim and commit repeats nothing, and leaves nothing out', async () => {
    const broadcast = await released(tuesdays);
    const dying = createSendDueBroadcasts({
      db: Object.assign(Object.create(db), {
        transaction: (body: (tx: unknown) => Promise<unknown>) =>
          db.transaction(async (tx) => {
            await body(tx);
            throw new Error('killed');
          }),
      }) as typeof db,
      timeZone,
      languageDefault: 'zh',
      log: silentLog,
    });
    expect(await dying(hoursAfter(24))).toEqual({ ...nothing, failed: 1 });
    expect(await keysOf(broadcast)).toEqual([]);
    expect(await sendDue(hoursAfter(24.1))).toMatchObject({ sent: 1 });
    expect(await keysOf(broadcast)).toHaveLength(1);
  });

  test('missed by less than the limit it is made up for; by more, held: one of many is asked about', async () => {
    const broadcast = await released(tuesdays);
    expect(await sendDue(hoursAfter(24 + 5.9))).toMatchObject({ sent: 1, held: 0 });
    // Three weeks of silence: two slots are left out, the last one is asked about.
    const now = hoursAfter(24 + 3 * 7 * days + 7);
    expect(await sendDue(now)).toMatchObject({ sent: 0, skipped: 2, held: 1 });
    expect(await sendDue(now)).toEqual(nothing);
    expect(await asked(broadcast)).toEqual([officer.person, colleague.person, reviewer.person]);
    const slot = hoursAfter(24 + 3 * 7 * days);
    const decide = (actor: Actor, send: boolean) =>
      at(db, now, (work) => decideSlot(work, actor, { broadcast, slot, send }));
    expect(await decide(stranger, true)).toEqual({ type: 'notYours' });
    const both = await Promise.all([decide(colleague, true), decide(reviewer, false)]);
    expect(both.filter(({ type }) => type === 'settled')).toHaveLength(1);
    expect((await keysOf(broadcast)).length).toBe(both.some(({ type }) => type === 'sent') ? 2 : 1);
  });

  test('is held when who released it has no role any more, until a colleague takes it over', async () => {
    const broadcast = await released(tuesdays);
    await db.update(staffRoles).set({ revokedAt: monday }).where(eq(staffRoles.person, officer.person));
    expect(await sendDue(hoursAfter(24))).toMatchObject({ held: 1, sent: 0 });
    expect(await asked(broadcast)).toEqual([colleague.person, reviewer.person]);
    const slot = hoursAfter(24);
    const taken = await at(db, hoursAfter(25), (work) =>
      decideSlot(work, colleague, { broadcast, slot, send: true }),
    );
    expect(taken).toEqual({ type: 'sent' });
    expect(await sendDue(hoursAfter(24 + 7 * days))).toMatchObject({ sent: 1, held: 0 });
    expect(await keysOf(broadcast)).toHaveLength(2);
  });

  test('is left out when so few are left of whom it was picked for that it would tell of each', async () => {
    const broadcast = await released(tuesdays, officer, { all: [{ interests: ['film'] }] });
    expect(await sendDue(hoursAfter(24))).toEqual({ ...nothing, skipped: 1 });
    // Nor is it sent by hand, when it was missed.
    expect(await sendDue(hoursAfter(24 + 7 * days + 7))).toEqual({ ...nothing, held: 1 });
    const slot = hoursAfter(24 + 7 * days);
    const decided = await at(db, hoursAfter(25, slot), (work) =>
      decideSlot(work, officer, { broadcast, slot, send: true }),
    );
    expect(decided).toEqual({ type: 'tooFew' });
    expect(await keysOf(broadcast)).toEqual([]);
  });

  test('is held when its union is no more, and nobody can send it', async () => {
    const broadcast = await released(tuesdays);
    await db.update(unions).set({ dissolvedOn: '2026-11-24' }).where(eq(unions.id, north.union));
    expect(await sendDue(hoursAfter(24))).toMatchObject({ held: 1, sent: 0 });
    const slot = hoursAfter(24);
    const decided = await at(db, hoursAfter(25), (work) =>
      decideSlot(work, reviewer, { broadcast, slot, send: true }),
    );
    expect(decided).toEqual({ type: 'scopeGone' });
    expect(await keysOf(broadcast)).toEqual([]);
  });
});

describe('a series', () => {
  test('is held up, goes on with its next slot, and ends', async () => {
    const broadcast = await released(tuesdays);
    const move = (what: 'pause' | 'resume' | 'end', now: Date, actor = officer) =>
      at(db, now, (work) => steerSeries(work, actor, { broadcast, move: what }));
    expect(await move('pause', monday, stranger)).toEqual({ type: 'notYours' });
    expect(await move('resume', monday)).toEqual({ type: 'tooLate' });
    expect(await move('pause', monday)).toEqual({ type: 'paused' });
    expect(await sendDue(hoursAfter(25))).toEqual(nothing);
    expect(await move('resume', hoursAfter(26))).toEqual({
      type: 'resumed',
      nextAt: hoursAfter(24 + 7 * days),
    });
    expect(await move('end', hoursAfter(27))).toEqual({ type: 'ended' });
    expect(await sendDue(hoursAfter(24 + 7 * days))).toEqual(nothing);
    expect(await move('resume', hoursAfter(28))).toEqual({ type: 'tooLate' });
  });

  test('is over after its last slot', async () => {
    const broadcast = await released({ ...tuesdays, ends: { times: 2 } });
    expect(await sendDue(hoursAfter(24))).toMatchObject({ sent: 1 });
    expect(await sendDue(hoursAfter(24 + 7 * days))).toMatchObject({ sent: 1 });
    expect(await sendDue(hoursAfter(24 + 14 * days))).toEqual(nothing);
    const facts = await at(db, hoursAfter(24 + 14 * days), (work) => readTiming(work, officer, broadcast));
    expect(facts?.state).toBe('ended');
  });

  test('of a draft, a change takes back that it waits; at night and too late it is refused', async () => {
    const broadcast = await released(tuesdays);
    await db
      .update(broadcasts)
      .set({
        status: 'waiting',
        waitingSince: monday,
        waitingBy: officer.person,
        releasedAt: null,
        releasedBy: null,
      })
      .where(eq(broadcasts.id, broadcast));
    const set = (timing: Timing | null, actor = officer) =>
      at(db, monday, (work) => setTiming(work, actor, { broadcast, timing }));
    expect(await set(null, stranger)).toEqual({ type: 'notYours' });
    expect(await set({ ...tuesdays, time: '22:00' })).toMatchObject({
      type: 'refused',
      refusal: { type: 'quiet' },
    });
    expect(await set({ kind: 'at', at: monday.toISOString() })).toMatchObject({ refusal: { type: 'past' } });
    expect(await set({ ...tuesdays, skipHolidays: true })).toEqual({ type: 'set' });
    const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, broadcast));
    expect(row).toMatchObject({
      status: 'draft',
      waitingBy: null,
      version: 2,
      timing: { skipHolidays: true },
    });
  });
});
