import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { phoneIndex } from '../../src/db/phone-index.ts';
import { applicationMoves, applications, memberships } from '../../src/db/schema.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import type { ApplicationStatus } from '../../src/domain/lifecycle.ts';
import { approvedDays, declinedDays } from '../../src/domain/retention.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { makeOwnData } from '../../src/make-own-data.ts';
import { createForgetOldApplications } from '../../src/services/forget-old-traces.ts';
import { testDatabase } from '../support/database.ts';
import { monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const forgetOldApplications = createForgetOldApplications(db);
let places: Awaited<ReturnType<typeof twoStreets>>;
beforeAll(async () => {
  places = await twoStreets(db);
});

const daysAgo = (days: number, minutes = 0) =>
  new Date(monday.getTime() - days * 86_400_000 - minutes * 60_000);

/** An application that came to this so long ago; of a member, if asked. */
async function decided(status: ApplicationStatus, at: Date, member = false): Promise<ApplicationId> {
  const { person } = await someone(db);
  const { union, building } = places.north;
  const phone = `138${String(person).padStart(8, '0')}`;
  const [row] = await db
    .insert(applications)
    .values({
      person,
      union,
      building,
      unitWritten: vault.seal('小公司', 'applications.unit_written'),
      name: vault.seal('王小雨', 'applications.name'),
      phone: vault.seal(phone, 'applications.phone'),
      phoneIndex: phoneIndex(vault, phone),
      status: 'submitted',
      submittedAt: at,
      dueOn: '2026-11-26',
    })
    .returning({ id: applications.id });
  if (!row) throw new Error('no application');
  if (status !== 'submitted')
    await db
      .update(applications)
      .set({ status, decidedAt: at, rejection: vault.seal('{"reason":"other"}', 'applications.rejection') })
      .where(eq(applications.id, row.id));
  await db.insert(applicationMoves).values({
    application: row.id,
    from: 'submitted',
    to: status,
    by: person,
    at,
    words: vault.seal('请补一下', 'application_moves.words'),
  });
  if (member) await db.insert(memberships).values({ person, union, since: '2026-01-05' });
  return row.id;
}

/** What it still says, of what is hers. */
async function says(id: ApplicationId): Promise<string[]> {
  const [row] = await db.select().from(applications).where(eq(applications.id, id));
  const [move] = await db.select().from(applicationMoves).where(eq(applicationMoves.application, id));
  if (!row || !move) throw new Error('it is gone altogether');
  const { name, phone, phoneIndex: index, unitWritten, rejection } = row;
  return Object.entries({ name, phone, index, unitWritten, rejection, words: move.words })
    .filter(([, value]) => value !== null)
    .map(([kind]) => kind);
}

const everything = ['name', 'phone', 'index', 'unitWritten', 'rejection', 'words'];

describe('once decided, an application is forgotten', () => {
  test.each([
    { status: 'rejected', days: declinedDays },
    { status: 'withdrawn', days: declinedDays },
    { status: 'approved', days: approvedDays },
  ] as const)('$status: after $days days, and not a minute before', async ({ status, days }) => {
    const old = await decided(status, daysAgo(days, 1));
    const fresh = await decided(status, daysAgo(days));
    expect(await forgetOldApplications(monday)).toMatchObject({ applications: 1 });
    expect(await says(old)).toEqual([]);
    expect(await says(fresh)).toEqual(everything);
    const [row] = await db.select().from(applications).where(eq(applications.id, old));
    expect(row).toMatchObject({ status, union: places.north.union, submittedAt: daysAgo(days, 1) });
    expect(await forgetOldApplications(monday)).toEqual({ applications: 0, workplaces: 0 });
  });

  test('a member’s workplace that is nowhere else stays for as long as she is one', async () => {
    const application = await decided('approved', daysAgo(approvedDays + 1), true);
    await forgetOldApplications(monday);
    expect(await says(application)).toEqual(['unitWritten']);
    await db.update(memberships).set({ until: '2026-11-22', status: 'left' });
    await forgetOldApplications(monday);
    expect(await says(application)).toEqual([]);
  });

  test('one that waits never is, however long, nor can it be', async () => {
    const waiting = await decided('submitted', daysAgo(1_000));
    expect(await forgetOldApplications(monday)).toMatchObject({ applications: 0 });
    expect(await says(waiting)).toHaveLength(5);
    await expect(
      db.execute(sql`update applications set phone = null where id = ${waiting}`),
    ).rejects.toMatchObject({ cause: { code: '23514' } });
  });
});

test('what is kept of somebody is made for her own chat and no other', async () => {
  const { person } = await someone(db);
  const { zh } = createTranslations(timeZone);
  const [row] = await db.execute<{ telegram_id: string }>(
    sql`select telegram_id from people where id = ${person}`,
  );
  const own = Number(row?.telegram_id);
  const make = (chat: number) =>
    makeOwnData({ db, vault, now: monday, chat }, { kind: 'myData', person }, zh);
  expect(await make(own)).toMatchObject({ name: '我的资料.json', as: 'document' });
  expect(await make(own + 1)).toBeNull();
});
