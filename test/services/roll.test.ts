import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { phoneIndex } from '../../src/db/phone-index.ts';
import { claimThisImport, importById, insertImport } from '../../src/db/queries/imports.ts';
import { consents, memberships, people, rollRows } from '../../src/db/schema.ts';
import { setTombstones } from '../../src/db/tombstones.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ImportId } from '../../src/domain/ids.ts';
import { createApplyImport } from '../../src/services/import/apply.ts';
import { createCheckFile } from '../../src/services/import/check.ts';
import { decideImport } from '../../src/services/import/decide-import.ts';
import { readImport } from '../../src/services/import/read-import.ts';
import { createUndoImport } from '../../src/services/import/undo.ts';
import { createLeaveUnion } from '../../src/services/membership/leave-union.ts';
import { createChangePhone } from '../../src/services/people/change-phone.ts';
import { createAskAboutRoll, createFindOnRoll, createLinkRoll } from '../../src/services/people/link-roll.ts';
import { createListPairs } from '../../src/services/people/list-pairs.ts';
import { testDatabase } from '../support/database.ts';
import { type Cells, imported } from '../support/import-files.ts';
import { at, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const now = () => monday;
const keepClaim = async () => true;
const check = createCheckFile({ db, vault, now });
const apply = createApplyImport({ db, vault, now, keepClaim });
const undo = createUndoImport({ db, vault, now, keepClaim });
const find = createFindOnRoll({ vault });
const link = createLinkRoll({ vault, timeZone });

const { north } = await twoStreets(db);
const officer = await someone(db, { kind: 'union', union: north.union });
const southern = await someone(db, { kind: 'street', street: (await twoNames()).south });
const head = ['姓名', '手机号', '工会', '楼宇', '单位', '入会日期', '卡号后四位'];
const row = (name: string, phone: string, unit = '', tail = '') => [
  name,
  phone,
  'north楼宇联合工会',
  '',
  unit,
  '2019-05-01',
  tail,
];

async function twoNames() {
  const rows = await db.execute<{ id: never; name_en: string }>(sql`select id, name_en from streets`);
  return { south: rows.find(({ name_en }) => name_en === 'south')?.id ?? (0 as never) };
}

async function look(actor: Actor, rows: Cells) {
  const id = await insertImport(db, {
    by: actor.person,
    file: 'f',
    receivedAt: monday,
    effectiveOn: '2026-11-23',
  });
  const record = await claimThisImport(db, id);
  if (!record) throw new Error('no import');
  const outcome = await check(
    { try: record, actor, tell: actor.person, day: '2026-11-23', today: '2026-11-23', confirmed: null },
    () => imported({ 会员: [head, ...rows] }),
  );
  const state = await readImport(db, vault, id, { faults: 50, changes: 5, kept: 5 });
  return { id, type: outcome.type, state };
}

async function carryOut(id: ImportId, deed: 'apply' | 'undo') {
  await at(db, monday, (work) => decideImport(work, officer, id, deed));
  const record = await importById(db, id);
  if (!record) throw new Error('gone');
  return deed === 'apply' ? apply(record) : undo(record);
}

const withPhone = (phone: string) =>
  db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.phoneIndex, phoneIndex(vault, phone)));
const remarks = (state: Awaited<ReturnType<typeof look>>['state']) =>
  state?.faults.flatMap(({ row: at, faults }) =>
    faults.map(({ kind, number }) => `${at} ${kind}${number ?? ''}`),
  );

test('looked at, nothing is there; confirmed, they are members who agreed to nothing; taken back, they never were', async () => {
  await db.transaction((tx) =>
    setTombstones(tx, vault, { phones: ['13900000009'], telegramId: null }, '2026-11-01'),
  );
  const before = await db.select().from(memberships);
  const { id, type, state } = await look(officer, [
    row('李静', '13900000001', 'north科技', '0042'),
    row('李静', '13900000001', 'north科技'),
    row('王敏', '13900000001'),
    row('李静', '13900000003', 'north科技'),
    row('赵忘', '13900000009'),
  ]);
  expect(type).toBe('checked');
  expect(state?.report.roll).toEqual({ added: 3, skipped: 2, alike: 2 });
  expect(remarks(state)).toEqual(['3 twice2', '4 alikeRow2', '5 alikeNameRow2', '6 skipped']);
  expect(await db.select().from(memberships)).toEqual(before);
  expect(JSON.stringify([state, await db.execute(sql`select body from notices`)])).not.toMatch(
    /1390000000|李静|王敏/u,
  );

  expect((await carryOut(id, 'apply')).type).toBe('applied');
  expect(await withPhone('13900000001')).toHaveLength(2);
  expect(await withPhone('13900000009')).toEqual([]);
  expect(await db.select().from(rollRows)).toEqual([]);
  expect(await db.select().from(consents)).toEqual([]);
  const [card] = await db.execute<{ status: string; since: string }>(
    sql`select c.status, m.since::text from cards c join memberships m on m.id = c.membership_id`,
  );
  expect(card).toEqual({ status: 'issued', since: '2019-05-01' });
  const pairs = await at(db, monday, (work) => createListPairs({ vault })(work, officer, 0));
  expect(pairs.total).toBe(2);

  // The same file again: nobody twice.
  const again = await look(officer, [row('李静', '13900000001', 'north科技'), row('王敏', '13900000001')]);
  expect(again.type).toBe('nothing');
  const known = await look(officer, [row('李静', '13900000003', 'north科技')]);
  expect(known.type).toBe('nothing');

  expect((await carryOut(id, 'undo')).type).toBe('undone');
  expect(await db.select().from(memberships)).toEqual(before);
  expect(await withPhone('13900000001')).toEqual([]);
});

test('who left of her own accord isn’t brought back, as long as she doesn’t come back herself', async () => {
  const her = [row('周去', '13900000071')];
  const { id } = await look(officer, her);
  await carryOut(id, 'apply');
  const [person] = await withPhone('13900000071');
  if (!person) throw new Error('no member');
  const leave = createLeaveUnion({ timeZone });
  const left = await at(db, monday, (work) => leave(work, { person: person.id, scopes: [] }));
  expect(left.type).toBe('left');
  const again = await look(officer, her);
  expect([again.type, again.state?.report.roll?.added ?? 0]).toEqual(['nothing', 0]);
  // Her number under another name is somebody else's by now.
  expect((await look(officer, [row('郑来', '13900000071')])).state?.report.roll?.added).toBe(1);
});

test('a roll of unions that aren’t hers, with units nobody knows, changes nothing and says where', async () => {
  const { type, state } = await look(southern, [row('李静', '13900000001')]);
  expect([type, remarks(state)]).toEqual(['refused', ['2 notYours']]);
  const faulty = await look(officer, [
    row('李静', '13900000001', '没有的公司'),
    row('张三', '12'),
    ['李四', '13900000002', '没有的工会'],
  ]);
  expect(remarks(faulty.state)).toEqual(['2 unknownUnit', '3 notMobile', '4 unknownUnion']);
});

describe('when she first writes', () => {
  test('her own number finds her record, and once she agrees it is hers: with consents, verified, kept when the roll is taken back', async () => {
    const { id } = await look(officer, [row('周雅', '13911110001', 'north科技'), row('吴丹', '13911110002')]);
    await carryOut(id, 'apply');
    const her = await someone(db);
    const found = await at(db, monday, (work) => find(work, her, '13911110001'));
    expect(found).toMatchObject({
      type: 'found',
      entry: { maskedName: '周*', unit: 'north科技', card: false },
    });
    const linked = await at(db, monday, (work) =>
      link(work, her, { phone: '13911110001', version: 1, news: false }),
    );
    expect(linked.type).toBe('linked');
    const [self] = await db.select().from(people).where(eq(people.id, her.person));
    expect(self?.phoneVerifiedAt).toEqual(monday);
    const agreed = await db.select().from(consents).where(eq(consents.person, her.person));
    expect(agreed.map(({ purpose }) => purpose)).toEqual(['membership']);
    const other = await someone(db);
    expect((await at(db, monday, (work) => find(work, other, '13911110001'))).type).toBe('none');

    await carryOut(id, 'undo');
    expect((await importById(db, id))?.status).toBe('undone');
    const state = await readImport(db, vault, id, { faults: 1, changes: 1, kept: 1 });
    expect(state?.report.kept).toBe(1);
    const current = await db.select().from(memberships).where(eq(memberships.person, her.person));
    expect(current).toMatchObject([{ since: '2019-05-01', until: null }]);
    expect(await withPhone('13911110002')).toEqual([]);
  });

  test('two with her number: nothing is given away, and staff is asked to look', async () => {
    const { id } = await look(officer, [row('孙一', '13922220001'), row('钱二', '13922220001')]);
    await carryOut(id, 'apply');
    const her = await someone(db);
    expect(await at(db, monday, (work) => find(work, her, '13922220001'))).toEqual({ type: 'several' });
    expect(
      await at(db, monday, (work) => link(work, her, { phone: '13922220001', version: 1, news: true })),
    ).toEqual({ type: 'gone' });
    await at(db, monday, (work) => createAskAboutRoll({ vault })(work, her, '13922220001'));
    expect(await told(db, officer.person)).toContainEqual({
      person: officer.person,
      body: { kind: 'membersAlike', union: north.union },
    });
  });
});

test('a member’s new number that another has, too, is looked at by staff; she is told nothing of it', async () => {
  const { id } = await look(officer, [row('郑三', '13933330001')]);
  await carryOut(id, 'apply');
  const her = await someone(db);
  await db.insert(memberships).values({ person: her.person, union: north.union, since: '2020-01-01' });
  const change = createChangePhone({ vault });
  const outcome = await at(db, monday, (work) =>
    change(work, her, { phone: '13933330001', verified: false }),
  );
  expect(outcome).toEqual({ type: 'changed' });
  const [self] = await db.select().from(people).where(eq(people.id, her.person));
  expect(self?.phoneVerifiedAt).toBeNull();
  const pairs = await at(db, monday, (work) => createListPairs({ vault })(work, officer, 0));
  expect(pairs.pairs.flatMap(({ first, second }) => [first, second])).toContain(her.person);
});
