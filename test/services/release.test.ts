import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { saveSetting } from '../../src/db/queries/settings.ts';
import { ensureNeedsSurvey } from '../../src/db/queries/surveys.ts';
import {
  broadcastSchedules,
  broadcasts,
  deliveries,
  notices,
  savedAudiences,
  staffRoles,
} from '../../src/db/schema.ts';
import type { Actor, Scope } from '../../src/domain/actor.ts';
import { noPicks, ruleOf } from '../../src/domain/audience-picks.ts';
import { AudienceId, type BroadcastId } from '../../src/domain/ids.ts';
import { createChangeSaved } from '../../src/services/audience/change-saved.ts';
import { pickAudience } from '../../src/services/audience/pick-audience.ts';
import { createReadAudience } from '../../src/services/audience/read-audience.ts';
import { createSaveAudience } from '../../src/services/audience/save-audience.ts';
import { useAudience } from '../../src/services/audience/use-audience.ts';
import { changeDraft } from '../../src/services/compose/change-draft.ts';
import { createDraft } from '../../src/services/compose/create-draft.ts';
import { orderDeliveryList } from '../../src/services/order-delivery-list.ts';
import { createAskRelease } from '../../src/services/release/ask-release.ts';
import { createReadPlan } from '../../src/services/release/read-plan.ts';
import { createReleaseBroadcast } from '../../src/services/release/release-broadcast.ts';
import { returnDraft } from '../../src/services/release/return-draft.ts';
import { addMembers } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
await addMembers(db, north.union, { count: 6, since: monday });
await addMembers(db, south.union, { count: 6, from: 920_000_001, since: monday });

const street: Scope = { kind: 'street', street: north.street };
const inNorth: Scope = { kind: 'union', union: north.union };
const lin = await someone(db, street);
const other = await someone(db, street);
const third = await someone(db, street);
const officer = await someone(db, inNorth);
const stranger = await someone(db, { kind: 'union', union: south.union });

const options = { languageDefault: 'zh', timeZone, perSecond: 25 } as const;
const askRelease = createAskRelease(options);
const releaseBroadcast = createReleaseBroadcast(options);
const readPlan = createReadPlan(options);
const readAudience = createReadAudience('zh');
const saveAudience = createSaveAudience({ vault });
const changeSaved = createChangeSaved({ vault });

beforeEach(async () => {
  for (const table of [deliveries, broadcastSchedules, notices, broadcasts, savedAudiences])
    await db.delete(table);
  await db.update(staffRoles).set({ revokedAt: null });
  await above(3);
});

function above(people: number): Promise<void> {
  return at(db, monday, (work) =>
    db.transaction((tx) =>
      saveSetting(tx, { name: 'releaseAbove', value: people, by: lin.person, now: work.now }),
    ),
  );
}

async function draft(who: Actor = lin, scope: Scope = street, audience: boolean = true) {
  const text = { text: '周五停水，请提前接好。', entities: [] };
  const changes = [{ type: 'text', language: 'zh', text }] as const;
  const created = await at(db, monday, (work) => createDraft(work, who, { scope, template: null, changes }));
  if (created.type !== 'created') throw new Error(created.type);
  const { broadcast } = created;
  if (audience)
    await at(db, monday, (work) => pickAudience(work, who, { broadcast, pick: { what: 'everybody' } }));
  return broadcast;
}

async function rowOf(id: BroadcastId) {
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  if (!row) throw new Error('no broadcast');
  return row;
}

const ask = async (who: Actor, broadcast: BroadcastId, version?: number) => {
  const shown = version ?? (await rowOf(broadcast)).version;
  return at(db, monday, (work) => askRelease(work, who, { broadcast, version: shown }));
};
const release = async (who: Actor, broadcast: BroadcastId, version?: number) => {
  const shown = version ?? (await rowOf(broadcast)).version;
  return at(db, monday, (work) => releaseBroadcast(work, who, { broadcast, version: shown }));
};
const sent = async () => (await db.select().from(notices)).filter(({ kind }) => kind === 'broadcast');

describe('to few', () => {
  test('its composer releases it, and it goes to the scope’s members in the street’s name', async () => {
    await above(500);
    const id = await draft();
    expect(await release(lin, id)).toEqual({ type: 'released', begins: null });
    expect(await rowOf(id)).toMatchObject({ status: 'released', releasedBy: lin.person });
    expect(await sent()).toMatchObject([
      {
        union: null,
        street: north.street,
        createdBy: lin.person,
        audience: { all: [{ streets: [north.street] }, { membership: 'member' }] },
      },
    ]);
    expect(await audited(db, 'broadcast.released')).toMatchObject([
      { actor: lin.person, subjectId: id, details: { people: 6, second: false } },
    ]);
    expect(await release(lin, id)).toEqual({ type: 'already' });
    expect(await sent()).toHaveLength(1);
  });

  test('nobody is asked for what goes to few, and nobody else’s draft is touched', async () => {
    await above(500);
    const id = await draft();
    expect(await ask(lin, id)).toEqual({ type: 'notNeeded' });
    expect(await release(stranger, id)).toEqual({ type: 'notYours' });
    expect(await release(officer, id)).toEqual({ type: 'notYours' });
    expect(await at(db, monday, (work) => readPlan(work, stranger, id))).toBeNull();
  });
});

describe('to many', () => {
  test('a second officer of the scope releases it, never who wrote it', async () => {
    const id = await draft();
    expect(await release(lin, id)).toEqual({ type: 'needsSecond' });
    expect(await ask(lin, id)).toEqual({ type: 'asked', officers: 2 });
    expect(
      (await told(db, lin.person, other.person, third.person)).map(({ person, body }) => [
        person,
        body?.kind,
      ]),
    ).toEqual([
      [other.person, 'releaseAsked'],
      [third.person, 'releaseAsked'],
    ]);
    expect(await release(lin, id)).toEqual({ type: 'own' });
    expect(await release(stranger, id)).toEqual({ type: 'notYours' });
    expect(await release(other, id)).toEqual({ type: 'released', begins: null });
    expect(await told(db, lin.person)).toMatchObject([
      { body: { kind: 'releaseSettled', outcome: 'released' } },
    ]);
    expect(await sent()).toHaveLength(1);
  });

  test('of two releases at once, one counts', async () => {
    const id = await draft();
    await ask(lin, id);
    const outcomes = await Promise.all([release(other, id), release(third, id)]);
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['already', 'released']);
    expect(await sent()).toHaveLength(1);
    expect(
      (await audited(db, 'broadcast.released')).filter(({ subjectId }) => subjectId === id),
    ).toHaveLength(1);
  });

  test('a change takes the question back, and an old button releases nothing', async () => {
    const id = await draft();
    await ask(lin, id);
    const { version } = await rowOf(id);
    const text = { text: '改到周六停水。', entities: [] };
    await at(db, monday, (work) =>
      changeDraft(work, lin, { broadcast: id, changes: [{ type: 'text', language: 'zh', text }] }),
    );
    expect(await release(other, id, version)).toEqual({ type: 'moved' });
    expect(await release(other, id)).toEqual({ type: 'needsSecond' });
    await ask(lin, id);
    await at(db, monday, (work) =>
      pickAudience(work, lin, { broadcast: id, pick: { what: 'only', only: 'zh', on: true } }),
    );
    expect((await rowOf(id)).status).toBe('draft');
    expect(await sent()).toEqual([]);
  });

  test('whoever is asked may give it back, and who asked may take it back', async () => {
    const id = await draft();
    await ask(lin, id);
    const give = async (who: Actor) => {
      const { version } = await rowOf(id);
      return at(db, monday, (work) => returnDraft(work, who, { broadcast: id, version }));
    };
    expect(await give(other)).toEqual({ type: 'returned', own: false });
    expect(await told(db, lin.person)).toMatchObject([{ body: { outcome: 'returned' } }]);
    expect(await give(other)).toEqual({ type: 'moved' });
    await at(db, new Date(monday.getTime() + 60_000), async (work) =>
      askRelease(work, lin, { broadcast: id, version: (await rowOf(id)).version }),
    );
    expect(await give(lin)).toEqual({ type: 'returned', own: true });
    expect(await rowOf(id)).toMatchObject({ status: 'draft', waitingBy: null });
  });

  test('it is held when its author’s role is gone by then, and the others know', async () => {
    const id = await draft();
    await ask(lin, id);
    await db.update(staffRoles).set({ revokedAt: monday }).where(eq(staffRoles.person, lin.person));
    expect(await release(other, id)).toEqual({ type: 'authorGone' });
    expect((await rowOf(id)).status).toBe('draft');
    expect(await sent()).toEqual([]);
    expect(await told(db, third.person)).toMatchObject([
      { body: { kind: 'releaseAsked' } },
      { body: { kind: 'releaseSettled', outcome: 'authorGone' } },
    ]);
    // Another takes it on: it is hers from then on, and a third releases it.
    expect(await ask(other, id)).toMatchObject({ type: 'asked' });
    expect(await release(other, id)).toEqual({ type: 'own' });
    expect(await release(third, id)).toMatchObject({ type: 'released' });
    expect(await sent()).toMatchObject([{ createdBy: other.person }]);
  });

  test('where there is nobody else, she is told so', async () => {
    await db.update(staffRoles).set({ revokedAt: monday });
    await db.update(staffRoles).set({ revokedAt: null }).where(eq(staffRoles.person, officer.person));
    const id = await draft(officer, inNorth);
    expect(await ask(officer, id)).toEqual({ type: 'nobodyElse' });
    // The street is next above a union.
    await db.update(staffRoles).set({ revokedAt: null }).where(eq(staffRoles.person, lin.person));
    expect(await ask(officer, id)).toEqual({ type: 'asked', officers: 1 });
    expect(await release(lin, id)).toMatchObject({ type: 'released' });
  });
});

describe('nothing goes out', () => {
  test.each([
    [
      'without a word',
      async () => {
        const id = await draft();
        await db.update(broadcasts).set({ content: { texts: {}, media: null, buttons: [] } });
        return id;
      },
      'noText',
    ],
    ['without anybody chosen', () => draft(lin, street, false), 'noAudience'],
    [
      'to nobody',
      async () => {
        const id = await draft();
        await at(db, monday, (work) =>
          pickAudience(work, lin, { broadcast: id, pick: { what: 'only', only: 'retained', on: true } }),
        );
        return id;
      },
      'nobody',
    ],
    [
      'to so few that sending tells of them',
      async () => {
        const id = await draft();
        await at(db, monday, (work) =>
          pickAudience(work, lin, { broadcast: id, pick: { what: 'interest', kind: 'legal', on: true } }),
        );
        return id;
      },
      'tooFew',
    ],
    [
      'to all but so few',
      async () => {
        const id = await draft();
        await at(db, monday, (work) =>
          pickAudience(work, lin, { broadcast: id, pick: { what: 'only', only: 'unanswered', on: true } }),
        );
        return id;
      },
      'tooFew',
    ],
    [
      'when its time is over',
      async () => {
        const id = await draft();
        await db.update(broadcasts).set({ timing: { kind: 'at', at: '2026-11-22T02:00:00.000Z' } });
        return id;
      },
      'past',
    ],
  ])('%s', async (_what, make, block) => {
    const id = await make();
    expect(await release(lin, id)).toEqual({ type: 'blocked', block });
    expect(await ask(lin, id)).toEqual({ type: 'blocked', block });
    expect(await sent()).toEqual([]);
  });
});

test('of people picked by their answers there is no list', async () => {
  await above(500);
  const id = await draft();
  await release(lin, id);
  const [notice] = await sent();
  if (!notice) throw new Error('not sent');
  const list = () => at(db, monday, (work) => orderDeliveryList(work, lin, notice.id));
  expect(await list()).toMatchObject({ type: 'ordered' });
  const audience = { all: [{ streets: [north.street] }, { all: [{ interests: ['legal' as const] }] }] };
  await db.update(notices).set({ audience }).where(eq(notices.id, notice.id));
  expect(await list()).toEqual({ type: 'confidential' });
  // Of a month's programme, it would say who asked for nothing that is in it.
  await db
    .update(notices)
    .set({ audience: null, union: north.union, kind: 'monthlyProgramme' })
    .where(eq(notices.id, notice.id));
  expect(await list()).toEqual({ type: 'confidential' });
});

test('what has a time goes out then', async () => {
  await above(500);
  const id = await draft();
  const then = new Date('2026-11-24T02:00:00Z');
  await db.update(broadcasts).set({ timing: { kind: 'at', at: then.toISOString() } });
  expect(await release(lin, id)).toEqual({ type: 'released', begins: then });
  expect(await sent()).toEqual([]);
  expect(await db.select().from(broadcastSchedules)).toMatchObject([{ broadcast: id, nextAt: then }]);
});

describe('whom it is for', () => {
  const pick = (who: Actor, broadcast: BroadcastId, one: Parameters<typeof pickAudience>[2]['pick']) =>
    at(db, monday, (work) => pickAudience(work, who, { broadcast, pick: one }));

  test('lies within the scope, whatever button is forged', async () => {
    const id = await draft();
    expect(await pick(lin, id, { what: 'building', id: south.building, on: true })).toEqual({
      type: 'elsewhere',
    });
    expect(await pick(lin, id, { what: 'union', id: south.union, on: true })).toEqual({ type: 'elsewhere' });
    expect(await pick(lin, id, { what: 'street', id: south.street, on: true })).toEqual({
      type: 'elsewhere',
    });
    expect(await pick(lin, id, { what: 'union', id: north.union, on: true })).toEqual({ type: 'picked' });
    expect(await pick(stranger, id, { what: 'everybody' })).toEqual({ type: 'notYours' });
    expect((await rowOf(id)).audience).toEqual({ all: [{ any: [{ unions: [north.union] }] }] });
    // Even what stands in the row reaches nobody outside: it is narrowed when it is sent.
    await db.update(broadcasts).set({ audience: ruleOf({ ...noPicks, unions: [south.union] }) });
    expect(await release(lin, id)).toEqual({ type: 'blocked', block: 'nobody' });
  });

  test('is told with how many that are, and not after its release', async () => {
    const id = await draft();
    expect(await at(db, monday, (work) => readAudience(work, other, id))).toMatchObject({
      told: { type: 'exactly', people: 6 },
      chosen: true,
    });
    await above(500);
    await release(lin, id);
    expect(await pick(lin, id, { what: 'everybody' })).toEqual({ type: 'notYours' });
  });

  test('is saved by name for its scope, used, renamed and dropped', async () => {
    const id = await draft();
    await pick(lin, id, { what: 'only', only: 'en', on: true });
    const save = (name: string) => at(db, monday, (work) => saveAudience(work, lin, { broadcast: id, name }));
    expect(await save(' 读英文的 ')).toEqual({ type: 'saved', name: '读英文的', again: false });
    expect(await save('读英文的')).toMatchObject({ again: true });
    expect(await save('')).toEqual({ type: 'unreadName' });
    const [kept] = await db.select().from(savedAudiences);
    if (!kept) throw new Error('not kept');
    const audience = AudienceId.parse(kept.id);

    const next = await draft(other);
    expect(await at(db, monday, (work) => useAudience(work, other, { broadcast: next, audience }))).toEqual({
      type: 'used',
    });
    expect((await rowOf(next)).audience).toEqual({ all: [{ language: 'en' }] });
    // Another scope's is not there, though she could write in its name as well.
    const elsewhere = await draft(officer, inNorth);
    expect(
      await at(db, monday, (work) => useAudience(work, officer, { broadcast: elsewhere, audience })),
    ).toEqual({ type: 'gone' });
    const change = (who: Actor, to: { name: string } | 'drop') =>
      at(db, monday, (work) => changeSaved(work, who, { audience, change: to }));
    expect(await change(stranger, 'drop')).toEqual({ type: 'gone' });
    expect(await change(other, { name: '英文组' })).toEqual({ type: 'changed' });
    expect(await change(lin, 'drop')).toEqual({ type: 'changed' });
    expect((await rowOf(next)).audience).toEqual({ all: [{ language: 'en' }] });
  });
});
