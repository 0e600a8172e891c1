import { eq, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { personalTables } from '../../src/db/personal-data.ts';
import { phoneIndex } from '../../src/db/phone-index.ts';
import { note } from '../../src/db/queries/audit.ts';
import { giveConsent } from '../../src/db/queries/consents.ts';
import { tellPeople } from '../../src/db/queries/outbox.ts';
import { grantRole } from '../../src/db/queries/roles.ts';
import { ensureNeedsSurvey } from '../../src/db/queries/surveys.ts';
import * as schema from '../../src/db/schema.ts';
import { sealedTables } from '../../src/db/sealed-columns.ts';
import { isErased, setTombstones } from '../../src/db/tombstones.ts';
import { createVault } from '../../src/db/vault.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { PersonId, RoundId } from '../../src/domain/ids.ts';
import { ownDataJson } from '../../src/domain/own-data.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createErasePerson, lookBeforeErasing } from '../../src/services/erase-person.ts';
import { createReadOwnData } from '../../src/services/read-own-data.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { addActivity } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const readOwnData = createReadOwnData({ vault });
const erasePerson = createErasePerson({ vault, timeZone });

let places: Awaited<ReturnType<typeof twoStreets>>;
let survey: RoundId;
beforeAll(async () => {
  places = await twoStreets(db);
  survey = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
});

const telegramOf = async (person: PersonId) => {
  const [row] = await db.select().from(schema.people).where(eq(schema.people.id, person));
  return row?.telegramId ?? 0;
};
const day = 86_400_000;
const later = (days: number) => new Date(monday.getTime() + days * day);

/** What nobody else ever says, by whose name it is found again. */
const marksOf = (who: string, phone: string) => ({
  name: `${who}名字`,
  phone,
  oldPhone: `${phone.slice(0, 10)}9`,
  unit: `${who}的小公司`,
  rejection: `${who}不在这里上班`,
  asked: `${who}请补一下工牌`,
  answer: `${who}想学书法`,
  half: `${who}填了一半`,
  wishUnit: `${who}在五层`,
  proposed: `${who}的无名大厦`,
  address: `${who}的巷子口`,
  wrote: `${who}写了没处理`,
  aside: `${who}放在一边`,
  tail: phone.slice(-4).split('').reverse().join(''),
});

/** Somebody of whom every table knows something. */
async function wellKnown(
  who: string,
  phone: string,
): Promise<{ actor: Actor; marks: ReturnType<typeof marksOf> }> {
  const { person } = await someone(db);
  const telegramId = await telegramOf(person);
  const marks = marksOf(who, phone);
  const { north } = places;
  const reviewer = await someone(db, { kind: 'union', union: north.union });
  const former = await someone(db);
  await at(db, monday, async (work) => {
    const tx = await txOf(work);
    await tx
      .update(schema.people)
      .set({
        language: 'zh',
        telegramLanguage: 'zh-hans',
        name: vault.seal(marks.name, 'people.name'),
        phone: vault.seal(marks.phone, 'people.phone'),
        phoneIndex: phoneIndex(vault, marks.phone),
        phoneVerifiedAt: monday,
        wroteAt: monday,
        unreachableSince: monday,
        unreachableReason: 'blocked',
      })
      .where(eq(schema.people.id, person));
    for (const purpose of ['membership', 'announcements', 'survey'] as const)
      await giveConsent(tx, person, purpose, monday);
    await tx
      .update(schema.consents)
      .set({ withdrawnAt: monday })
      .where(eq(schema.consents.purpose, 'membership'));

    const application = {
      person,
      union: north.union,
      building: north.building,
      unit: north.unit,
      unitWritten: vault.seal(marks.unit, 'applications.unit_written'),
      name: vault.seal(marks.name, 'applications.name'),
      status: 'submitted',
      submittedAt: monday,
      dueOn: '2026-11-26',
    } as const;
    const [turnedDown] = await tx
      .insert(schema.applications)
      .values({
        ...application,
        phone: vault.seal(marks.oldPhone, 'applications.phone'),
        phoneIndex: phoneIndex(vault, marks.oldPhone),
      })
      .returning({ id: schema.applications.id });
    if (!turnedDown) throw new Error('no application');
    await tx
      .update(schema.applications)
      .set({
        status: 'rejected',
        decidedAt: monday,
        decidedBy: reviewer.person,
        reviewStartedAt: monday,
        claimedBy: reviewer.person,
        claimedAt: monday,
        rejection: vault.seal(
          JSON.stringify({ reason: 'other', words: marks.rejection }),
          'applications.rejection',
        ),
      })
      .where(eq(schema.applications.id, turnedDown.id));
    const [stall] = await tx
      .insert(schema.stalls)
      .values({
        code: `t-${person}`,
        street: north.street,
        place: vault.seal('一层大堂', 'stalls.place'),
        consent: 1,
        openedBy: reviewer.person,
        openedAt: monday,
        until: new Date(monday.getTime() + 3_600_000),
      })
      .returning({ id: schema.stalls.id });
    if (!stall) throw new Error('no stall');
    await tx
      .insert(schema.stallVisits)
      .values({ stall: stall.id, person, scannedAt: monday, beganAt: monday });
    await tx
      .insert(schema.duplicateFlags)
      .values({ application: turnedDown.id, person: reviewer.person, why: 'phone' });
    await tx
      .insert(schema.duplicateVerdicts)
      .values({ first: person, second: reviewer.person, by: reviewer.person, at: monday });
    await tx
      .insert(schema.lookalikes)
      .values({ first: person, second: reviewer.person, why: 'phone', at: monday });
    const merge = { survivor: person, merged: former.person, by: reviewer.person, at: monday };
    const moved = {
      ...{ rows: {}, closed: null, card: null, applications: [], withdrawn: [] },
      ...{ given: [], distinct: [], filled: [] },
    };
    const aside = vault.seal(JSON.stringify([marks.aside]), 'person_merges.set_aside');
    await tx.insert(schema.personMerges).values([
      { ...merge, how: 'review', moved, setAside: aside, undoneBy: reviewer.person, undoneAt: monday },
      { ...merge, how: 'contact', moved },
    ]);
    await tx.update(schema.people).set({ mergedInto: person }).where(eq(schema.people.id, former.person));
    const [roll] = await tx
      .insert(schema.imports)
      .values({ kind: 'roll', receivedAt: monday, status: 'checked', effectiveOn: '2026-11-23' })
      .returning({ id: schema.imports.id });
    await tx.insert(schema.rollRows).values({
      ...{ import: roll?.id ?? (0 as never), n: 1, action: 'added', sheet: 0, row: 2, why: 'phone' },
      name: vault.seal(marks.name, 'roll_rows.name'),
      phone: vault.seal(marks.phone, 'roll_rows.phone'),
      phoneIndex: phoneIndex(vault, marks.phone),
      union: north.union,
      unit: north.unit,
      since: '2019-05-01',
      tail: vault.seal(marks.tail, 'roll_rows.tail'),
    });
    await tx.insert(schema.applicationMoves).values({
      application: turnedDown.id,
      from: 'submitted',
      to: 'rejected',
      by: reviewer.person,
      at: monday,
      words: vault.seal(marks.asked, 'application_moves.words'),
    });
    await note(tx, {
      at: monday,
      actor: reviewer.person,
      action: 'application.seen',
      subject: 'application',
      subjectId: turnedDown.id,
    });
    await tx.insert(schema.applications).values({
      ...application,
      phone: vault.seal(marks.phone, 'applications.phone'),
      phoneIndex: phoneIndex(vault, marks.phone),
    });

    const [membership] = await tx
      .insert(schema.memberships)
      .values({ person, union: north.union, unit: north.unit, since: '2026-11-02' })
      .returning({ id: schema.memberships.id });
    if (!membership) throw new Error('no membership');
    await tx.insert(schema.membershipMoves).values({
      membership: membership.id,
      from: 'active',
      to: 'active',
      reason: 'herWish',
      by: person,
      at: monday,
    });
    const [card] = await tx
      .insert(schema.cards)
      .values({
        membership: membership.id,
        status: 'issued',
        requestedAt: monday,
        handOver: { zh: '周三来领' },
        tail: vault.seal(marks.tail, 'cards.tail'),
      })
      .returning({ id: schema.cards.id });
    if (!card) throw new Error('no card');
    await tx
      .insert(schema.cardMoves)
      .values({ card: card.id, from: null, to: 'requested', by: reviewer.person, at: monday });
    await tx.insert(schema.workplaceChecks).values({
      person,
      membership: membership.id,
      half: '2026-2',
      askedAt: monday,
      answeredAt: monday,
      answer: 'still',
    });

    await tx.insert(schema.surveyRefusals).values({ round: survey, person, at: monday });
    await tx.insert(schema.roundTakers).values({ round: survey, person });
    await tx.insert(schema.surveyResponses).values({
      round: survey,
      person,
      answers: { interests: ['crafts'], wish: marks.answer },
      startedAt: monday,
      completedAt: monday,
    });
    await tx.insert(schema.dialogues).values({
      person,
      kind: 'join',
      state: vault.seal(JSON.stringify({ step: 'askUnit', name: marks.half }), 'dialogues.state'),
      open: true,
      updatedAt: monday,
    });
    const [proposal] = await tx
      .insert(schema.proposals)
      .values({
        code: `p-${person}`,
        street: north.street,
        name: vault.seal(marks.proposed, 'proposals.name'),
        normalised: vault.seal(marks.proposed, 'proposals.normalised'),
        normalisedIndex: vault.blindIndex(marks.proposed, 'normalised'),
        place: vault.seal(JSON.stringify({ at: null, address: marks.address }), 'proposals.place'),
        status: 'open',
        proposedAt: monday,
      })
      .returning({ id: schema.proposals.id });
    const unit = vault.seal(JSON.stringify({ kind: 'written', name: marks.wishUnit }), 'wishes.unit');
    await tx.insert(schema.wishes).values([
      { person, proposal: proposal?.id ?? null, unit, at: monday },
      { person, building: places.south.building, unit, at: monday, toldAt: monday },
    ]);
    await grantRole(tx, { person, scope: { kind: 'union', union: north.union }, by: null, now: monday });
    await tx.insert(schema.staffInvitations).values({
      secretHash: vault.blindIndex(who, 'invitation'),
      scope: 'union',
      scopeId: north.union,
      createdAt: monday,
      expiresAt: later(7),
      usedBy: person,
      usedAt: monday,
    });
    await tellPeople(tx, {
      key: `approved:${person}`,
      body: { kind: 'applicationApproved', union: north.union },
      to: [person],
      now: monday,
    });
    await tellPeople(tx, {
      key: `moved:${person}`,
      body: { kind: 'membershipMoved', union: north.union },
      to: [person],
      now: monday,
    });
    await tx
      .update(schema.deliveries)
      .set({ status: 'sent', settledAt: monday, messageId: 4711, reason: 'ok' })
      .where(
        sql`person_id = ${person} and notice_id = (select id from notices where key = ${`moved:${person}`})`,
      );
    const sealed = vault.seal(JSON.stringify({ message: { text: marks.wrote } }), 'updates.parked_update');
    const update = { bot: 1, chat: telegramId, at: monday, update: sealed, errorCode: 'TypeError' };
    await tx.insert(schema.updates).values([
      { ...update, id: person * 10 + 1, status: 'parked', retryAt: monday },
      { ...update, id: person * 10 + 2, status: 'aside' },
      {
        bot: 1,
        id: person * 10 + 3,
        chat: telegramId,
        at: monday,
        status: 'done',
        replies: vault.seal(JSON.stringify([marks.name]), 'updates.replies'),
      },
    ]);
  });
  for (const when of [later(-3), later(3)]) {
    const activity = await addActivity(db, north.union, new Date(when.getTime() + person));
    await db.insert(schema.signUps).values({ activity, person, at: later(-9) });
  }
  return { actor: { person, scopes: [{ kind: 'union', union: north.union }] }, marks };
}

/** Every row of every table as text, with what is sealed opened. */
async function wholeDatabase(): Promise<string> {
  const texts: string[] = [];
  for (const table of Object.values(schema).filter((exported) => is(exported, PgTable))) {
    const rows = await db.execute<{ row: string }>(sql`select t::text as row from ${table} t`);
    // Without bytes: sealed anew at each run, their hex may well hold four digits of a card. What they say comes below.
    texts.push(...rows.map(({ row }) => row.replace(/\\+x[0-9a-f]+/gu, '')));
  }
  for (const { table, sealed } of sealedTables()) {
    for (const column of sealed) {
      const rows = await db.execute<{ value: Buffer }>(
        sql`select ${sql.identifier(column)} as value from ${sql.identifier(table)} where ${sql.identifier(column)} is not null`,
      );
      texts.push(...rows.map(({ value }) => vault.open(Buffer.from(value), `${table}.${column}`)));
    }
  }
  return texts.join('\n');
}

const traces = (whole: string, marks: Readonly<Record<string, string>>, telegramId: number) =>
  Object.entries({ ...marks, telegramId: String(telegramId) })
    .filter(([, mark]) => whole.includes(mark))
    .map(([kind]) => kind);

describe('what is kept of her', () => {
  test('is all in the file, of every table, and of nobody else', async () => {
    const { actor, marks } = await wellKnown('安安', '13800001234');
    const other = await wellKnown('别人', '13900005678');
    const data = await at(db, monday, (work) => readOwnData(work, actor.person));
    const empty = personalTables.flatMap(({ section, columns }) =>
      Object.entries(columns)
        .filter(
          ([name, use]) => !/technical|others/u.test(use) && data[section].every((row) => row[name] === null),
        )
        .map(([name]) => `${section}.${name}`),
    );
    // Hers was only begun, and is waiting, held, or open still.
    expect(empty.sort()).toEqual([
      'cardMoves.from',
      'memberships.until',
      'proposals.building',
      'proposals.decidedAt',
      'staffRoles.revokedAt',
    ]);
    const json = ownDataJson(data, monday);
    const telegramId = await telegramOf(actor.person);
    expect(traces(json, marks, telegramId).sort()).toEqual([...Object.keys(marks), 'telegramId'].sort());
    expect(traces(json, other.marks, await telegramOf(other.actor.person))).toEqual([]);
    expect(json).toContain('north楼宇联合工会');
  });

  test('a building that others wish for, too, is not hers to take along', async () => {
    const { actor, marks } = await wellKnown('丁丁', '13800004321');
    const neighbour = await someone(db);
    const [proposal] = await db
      .select()
      .from(schema.proposals)
      .where(eq(schema.proposals.code, `p-${actor.person}`));
    if (!proposal) throw new Error('no proposal');
    await db.insert(schema.wishes).values({ person: neighbour.person, proposal: proposal.id, at: monday });
    await at(db, monday, (work) => erasePerson(work, actor));
    const [left] = await db.select().from(schema.proposals).where(eq(schema.proposals.id, proposal.id));
    expect(left && vault.open(left.name, 'proposals.name')).toBe(marks.proposed);
  });
});

describe('erasing', () => {
  test('leaves no trace of her anywhere, and everything of others', async () => {
    const { actor, marks } = await wellKnown('小满', '13700001357');
    const other = await wellKnown('立秋', '13700002468');
    const telegramId = await telegramOf(actor.person);
    const others = await at(db, monday, (work) => readOwnData(work, other.actor.person));
    expect(traces(await wholeDatabase(), marks, telegramId)).toEqual([...Object.keys(marks), 'telegramId']);

    await at(db, monday, (work) => erasePerson(work, actor));
    expect(traces(await wholeDatabase(), marks, telegramId)).toEqual([]);
    expect(await at(db, monday, (work) => readOwnData(work, other.actor.person))).toEqual(others);
  });

  test('ends what she had going as it would end otherwise, and counts stay', async () => {
    const { actor } = await wellKnown('谷雨', '13600001111');
    const { person } = actor;
    const before = await at(db, monday, (work) => readOwnData(work, person));
    await at(db, monday, (work) => erasePerson(work, actor));
    const after = await at(db, monday, (work) => readOwnData(work, person));

    expect(after.applications.map(({ status }) => status)).toEqual(['withdrawn', 'rejected']);
    expect(after.applicationMoves).toHaveLength(before.applicationMoves.length + 1);
    expect(after.memberships).toMatchObject([
      { status: 'left', until: '2026-11-23', since: '2026-11-02', union: { name: 'north楼宇联合工会' } },
    ]);
    expect(after.membershipMoves[0]).toMatchObject({ from: 'active', to: 'left', reason: 'erased' });
    expect(after.cards).toMatchObject([{ status: 'cancelled', tail: null }]);
    expect(after.staffRoles).toMatchObject([{ revokedAt: monday }]);
    // The one that is over counts on.
    expect(after.signUps).toHaveLength(1);
    expect(after.deliveries.map(({ status, reason }) => [status, reason]).sort()).toEqual([
      ['sent', 'ok'],
      ['skipped', 'gone'],
    ]);
    for (const gone of [
      'consents',
      'dialogues',
      'wishes',
      'proposals',
      'surveyResponses',
      'surveyRefusals',
      'roundTakers',
      'updates',
    ] as const)
      expect(after[gone]).toEqual([]);
    const [parked] = await db
      .select()
      .from(schema.updates)
      .where(eq(schema.updates.id, person * 10 + 1));
    expect(parked).toMatchObject({ status: 'done', chat: 0, update: null });
  });

  test('of somebody we know next to nothing of does no harm, nor does doing it twice', async () => {
    const nobody = await someone(db);
    await at(db, monday, (work) => erasePerson(work, nobody));
    await at(db, monday, (work) => erasePerson(work, nobody));
    const [row] = await db.select().from(schema.people).where(eq(schema.people.id, nobody.person));
    expect(row).toMatchObject({ telegramId: null, erasedAt: monday });
  });

  test('an officer who lets her in at that moment leaves nobody a member', async () => {
    const officer = await someone(db, { kind: 'union', union: places.north.union });
    const approve = createApproveApplication({ vault, timeZone });
    const { building, union } = places.north;
    for (let round = 0; round < 6; round += 1) {
      const her = await someone(db);
      const submitted = await at(db, monday, (work) =>
        createSubmitApplication({ vault, timeZone })(work, her, {
          building,
          union,
          unit: { kind: 'unsaid' },
          name: '白露',
          phone: `1320000000${round}`,
          consent: 1,
          announcements: true,
        }),
      );
      if (submitted.type !== 'submitted') throw new Error(submitted.type);
      const both = [
        () => at(db, monday, (work) => erasePerson(work, her)),
        () => at(db, monday, (work) => approve(work, officer, submitted.application)),
      ];
      await Promise.all((round % 2 === 0 ? both : both.toReversed()).map((each) => each()));
      const left = await at(db, monday, (work) => readOwnData(work, her.person));
      expect(left.people).toMatchObject([{ name: null, phone: null, telegramId: null }]);
      expect(left.memberships.filter(({ until }) => until === null)).toEqual([]);
      expect(left.applications).toMatchObject([{ name: null, phone: null }]);
      expect(left.applications[0]?.status).toMatch(/withdrawn|approved/u);
    }
  });

  test('the last of the district is told so first', async () => {
    const look = (actor: Actor) => at(db, monday, (work) => lookBeforeErasing(work, actor));
    const last = await someone(db, { kind: 'district' });
    expect(await look(last)).toEqual({ staff: true, lastOfDistrict: true });
    const colleague = await someone(db, { kind: 'district' });
    expect(await look(last)).toEqual({ staff: true, lastOfDistrict: false });
    await at(db, monday, (work) => erasePerson(work, colleague));
    expect(await look(last)).toMatchObject({ lastOfDistrict: true });
    expect(await look(await someone(db))).toEqual({ staff: false, lastOfDistrict: false });
  });
});

describe('a tombstone', () => {
  const known = (phone: string | null, telegramId: number | null = null, ring = vault) =>
    at(db, monday, async (work) => isErased(await txOf(work), ring, { phone, telegramId }));

  test('is found by each phone she gave, by her account, and under a newer key', async () => {
    const { actor, marks } = await wellKnown('霜降', '13500003333');
    const telegramId = await telegramOf(actor.person);
    expect(await known(marks.phone, telegramId)).toBe(false);
    await at(db, monday, (work) => erasePerson(work, actor));
    expect(await known(marks.phone)).toBe(true);
    expect(await known(marks.oldPhone)).toBe(true);
    expect(await known(null, telegramId)).toBe(true);
    expect(await known('13500003334', telegramId + 1)).toBe(false);
    expect(await known(null)).toBe(false);
    const fresh = Buffer.alloc(32, 8);
    expect(await known(marks.phone, null, createVault(fresh, [Buffer.alloc(32, 7)]))).toBe(true);
    expect(await known(marks.phone, null, createVault(fresh))).toBe(false);
  });

  test('says nothing but a hash and a day', async () => {
    await at(db, monday, async (work) =>
      setTombstones(await txOf(work), vault, { phones: ['13000000000'], telegramId: 5 }, '2026-11-23'),
    );
    const rows = await db.select().from(schema.tombstones);
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['on', 'valueIndex']);
    expect(new Set(rows.map(({ valueIndex }) => valueIndex.length))).toEqual(new Set([32]));
  });

  test('is lifted when she applies again herself, and not by writing', async () => {
    const { actor, marks } = await wellKnown('冬至', '13400004444');
    const telegramId = await telegramOf(actor.person);
    await at(db, monday, (work) => erasePerson(work, actor));
    const [again] = await db
      .insert(schema.people)
      .values({ telegramId, createdAt: monday })
      .returning({ id: schema.people.id });
    if (!again) throw new Error('she is not back');
    expect(await known(marks.phone, telegramId)).toBe(true);
    const { building, union } = places.north;
    const applies = (person: PersonId) =>
      at(db, monday, (work) =>
        createSubmitApplication({ vault, timeZone })(
          work,
          { person, scopes: [] },
          {
            building,
            union,
            unit: { kind: 'unsaid' },
            name: marks.name,
            phone: marks.phone,
            consent: 1,
            announcements: false,
          },
        ),
      );
    // Somebody else types her number: that doesn't bring her back.
    expect((await applies((await someone(db)).person)).type).toBe('submitted');
    expect(await known(marks.phone)).toBe(true);
    expect((await applies(again.id)).type).toBe('submitted');
    expect(await known(marks.phone, telegramId)).toBe(false);
    // The number she had before is still nobody's to bring back.
    expect(await known(marks.oldPhone)).toBe(true);
  });
});
