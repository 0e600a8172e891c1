import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { alikeCount, noteAlike } from '../../src/db/queries/pairs.ts';
import { stallById } from '../../src/db/queries/stalls.ts';
import { memberships, staffInvitations, staffRoles } from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import type { Confidants } from '../../src/domain/visibility.ts';
import { createListColleagues, handOver } from '../../src/services/applications/hand-over.ts';
import { setConfidants } from '../../src/services/applications/set-confidants.ts';
import { createShowPhone } from '../../src/services/applications/show-phone.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createListCards, createOpenCard, listCardUnions } from '../../src/services/cards/desk.ts';
import { requestCardFor } from '../../src/services/cards/holder.ts';
import { createListApplications } from '../../src/services/list-applications.ts';
import { createLeaveUnion } from '../../src/services/membership/leave-union.ts';
import { createNextApplication, createOpenApplication } from '../../src/services/open-application.ts';
import { createComparePair } from '../../src/services/people/compare-pair.ts';
import { createOpenStall } from '../../src/services/stalls/open-stall.ts';
import { createReadStall } from '../../src/services/stalls/read-stall.ts';
import { visitStall } from '../../src/services/stalls/visit-stall.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

/* An officer of the union who works where the applicant works is a colleague of hers first. */

const { db } = await testDatabase();
const submit = createSubmitApplication({ vault, timeZone });
const open = createOpenApplication({ vault });
const approve = createApproveApplication({ vault, timeZone });
const list = createListApplications({ vault, timeZone });
const next = createNextApplication({ timeZone });
const showPhone = createShowPhone({ vault });
const listColleagues = createListColleagues({ vault });
const openStall = createOpenStall({ vault });
const readStall = createReadStall({ vault });

let places: Awaited<ReturnType<typeof twoStreets>>;
let colleague: Actor;
let street: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  const { union, unit } = places.north;
  street = await someone(db, { kind: 'street', street: places.north.street });
  colleague = await someone(db, { kind: 'union', union });
  await db.insert(memberships).values({ person: colleague.person, union, unit, since: '2025-01-01' });
});
const now = <T>(body: Parameters<typeof at<T>>[2]) => at(db, monday, body);

let nth = 0;
async function applies(
  visibleTo: Confidants,
  code?: string,
): Promise<{ readonly id: ApplicationId; readonly worker: Actor }> {
  nth += 1;
  const worker = await someone(db);
  if (code) await now((work) => visitStall(work, worker, code));
  const { building, union, unit } = places.north;
  const outcome = await now((work) =>
    submit(work, worker, {
      building,
      union,
      unit: { kind: 'listed', unit, name: '' },
      name: `王${'甲乙丙丁戊己庚辛'[nth] ?? '壬'}`,
      phone: `1390000${String(1000 + nth)}`,
      consent: 1,
      announcements: false,
      visibleTo,
    }),
  );
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return { id: outcome.application, worker };
}
const ids = async (actor: Actor) =>
  (await now((work) => list(work, actor, 'waiting', 0))).waiting.map(({ id }) => id);
const toldOf = async (actor: Actor, id: ApplicationId) =>
  (await told(db, actor.person)).some(({ body }) => body && 'application' in body && body.application === id);

describe('an application for the union only', () => {
  test('is nowhere to be found for who works with her: not told, not listed, not opened, not handed to', async () => {
    const { id } = await applies('union');
    expect(await toldOf(colleague, id)).toBe(false);
    expect(await toldOf(street, id)).toBe(true);
    expect(await ids(colleague)).not.toContain(id);
    expect((await now((work) => list(work, colleague, 'waiting', 0))).counts.waiting).toBe(0);
    expect(await now((work) => next(work, colleague, null))).toBeUndefined();
    for (const attempt of [
      now((work) => open(work, colleague, id)),
      now((work) => showPhone(work, colleague, id)),
      now((work) => approve(work, colleague, id)),
      now((work) => listColleagues(work, colleague, id)),
    ])
      expect((await attempt).type).toBe('notYours');
    expect((await audited(db, 'application.refused')).filter((row) => row.subjectId === id)).toHaveLength(4);
    expect((await now((work) => handOver(work, street, id, colleague.person))).type).toBe('notHers');
    expect(await ids(street)).toContain(id);
    expect((await now((work) => approve(work, street, id))).type).toBe('approved');
  });

  test('stands in no queue of hers at a stall', async () => {
    const { building } = places.north;
    const opened = await now((work) =>
      openStall(work, colleague, {
        for: { kind: 'building', building, unit: null },
        place: '一层大堂',
        until: new Date(monday.getTime() + 3_600_000),
      }),
    );
    if (opened.type !== 'opened') throw new Error(opened.type);
    const stall = await stallById(db, opened.stall);
    const { id } = await applies('union', stall?.code);
    const desk = async (actor: Actor) =>
      (await now((work) => readStall(work, actor, opened.stall)))?.desk.map(({ application }) => application);
    expect(await desk(colleague)).toEqual([]);
    expect(await desk(street)).toEqual([id]);
  });
});

test('allowed, the officer in her unit reviews it like any other', async () => {
  const { id } = await applies('unitOfficers');
  expect(await toldOf(colleague, id)).toBe(true);
  expect(await ids(colleague)).toEqual([id]);
  expect((await now((work) => approve(work, colleague, id))).type).toBe('approved');
});

test('she changes her mind, and it holds at once; nobody changes it for her', async () => {
  const { id, worker } = await applies('unitOfficers');
  const set = (actor: Actor) => now((work) => setConfidants(work, actor, id, 'union'));
  expect((await set(colleague)).type).toBe('notHers');
  expect(await ids(colleague)).toContain(id);
  expect((await set(worker)).type).toBe('set');
  expect(await ids(colleague)).not.toContain(id);
});

describe('a membership for the union only', () => {
  const cardList = createListCards({ vault });
  const openCard = createOpenCard({ vault });
  const compare = createComparePair({ vault });
  const leave = createLeaveUnion({ timeZone });
  async function joins(visibleTo: Confidants) {
    const { id, worker } = await applies(visibleTo);
    expect((await now((work) => approve(work, street, id))).type).toBe('approved');
    return worker;
  }
  const atDesk = async (actor: Actor) => {
    const which = { union: places.north.union, filter: 'requested', page: 0 } as const;
    return (await now((work) => cardList(work, actor, which)))?.cards ?? [];
  };

  test('who works with her finds nothing of her at the card desk, nor reaches it; once allowed she does', async () => {
    const secret = await joins('union');
    expect((await now((work) => requestCardFor(work, colleague, secret.person))).type).toBe('notYours');
    expect((await now((work) => requestCardFor(work, street, secret.person))).type).toBe('moved');
    expect(await atDesk(colleague)).toEqual([]);
    expect(await now((work) => listCardUnions(work, colleague))).toEqual([]);
    const [hers] = await atDesk(street);
    if (!hers) throw new Error('no card');
    expect(await now((work) => openCard(work, colleague, hers.id))).toBeNull();
    expect(await now((work) => openCard(work, street, hers.id))).not.toBeNull();
    await db
      .update(memberships)
      .set({ visibleTo: 'unitOfficers' })
      .where(eq(memberships.person, secret.person));
    expect(await atDesk(colleague)).toMatchObject([{ id: hers.id }]);
  });

  test('nor is she compared with anybody, or told of when she goes', async () => {
    const [one, other] = [await joins('union'), await joins('unitOfficers')];
    const pair = [one.person, other.person] as const;
    await now(async (work) =>
      noteAlike(await txOf(work), pair[0], [{ person: pair[1], why: 'phone' }], monday),
    );
    const seen = async (actor: Actor) => [
      await now(async (work) => alikeCount(await txOf(work), actor)),
      (await now((work) => compare(work, actor, pair))).type,
    ];
    expect(await seen(colleague)).toEqual([0, 'notYours']);
    expect(await seen(street)).toEqual([1, 'pair']);
    const goodbyes = async (actor: Actor) =>
      (await told(db, actor.person)).filter(({ body }) => body?.kind === 'memberGone').length;
    for (const worker of [one, other]) await now((work) => leave(work, worker));
    expect([await goodbyes(colleague), await goodbyes(street)]).toEqual([1, 2]);
  });
});

test('nobody’s role is a unit’s', () => {
  for (const { scope } of [staffRoles, staffInvitations])
    expect(scope.enumValues).toEqual(['district', 'street', 'union']);
});
