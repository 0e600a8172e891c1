import { randomBytes } from 'node:crypto';
import { eq, isNotNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { inventedIds } from '../../src/db/demo/people.ts';
import { scopesOf } from '../../src/db/queries/roles.ts';
import { applications, buildings, dialogues, people, staffInvitations, unions } from '../../src/db/schema.ts';
import { createTurns } from '../../src/db/turns.ts';
import { createVault, type Vault } from '../../src/db/vault.ts';
import { UnfitKey } from '../../src/db/vault-check.ts';
import { inWork } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { BuildingId, type PersonId, UnionId } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/log.ts';
import { firstPersonId } from '../../src/playground/world/people.ts';
import { prepareDistrict, RealDistrict } from '../../src/prepare-district.ts';
import { createAcceptInvitation } from '../../src/services/accept-invitation.ts';
import { inviteStaff } from '../../src/services/invite-staff.ts';
import { createListApplications } from '../../src/services/list-applications.ts';
import { createListStaff } from '../../src/services/list-staff.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const timeZone = 'Asia/Shanghai';
const trial = createVault(randomBytes(32));
const real = createVault(randomBytes(32));
const chief = 4_242;
let updates = 0;

const prepare = (vault: Vault, cast: boolean, adminIds: number[] = []) =>
  prepareDistrict({ db, vault, timeZone, now, adminIds, cast, log: silentLog });
const district = inventedIds + 6;
/** Added to the playground by hand. */
const added = firstPersonId;

async function writes(vault: Vault, telegramId: number, saves = false): Promise<Actor> {
  let found: PersonId | undefined;
  const turns = createTurns({ db, vault, bot: 7 });
  const arrival = { update: ++updates, telegramId, telegramLanguage: 'zh', now };
  await turns.run(arrival, async ({ person }) => {
    found = person;
    const change = { kind: 'join', change: 'save', state: '{}', open: true } as const;
    return { dialogues: saves ? [change] : [], replies: null };
  });
  if (found === undefined) throw new Error('nobody wrote');
  const person = found;
  return { person, scopes: await db.transaction((tx) => scopesOf(tx, person)) };
}

beforeEach(() =>
  db.execute(sql`truncate people, consents, memberships, applications, staff_roles, staff_invitations, audit, updates,
    dialogues, notices, deliveries restart identity cascade`),
);

test("the playground's people are nobody to a real bot, whatever they came to be in it", async () => {
  await prepare(trial, true);
  const boss = await writes(trial, district);
  expect(boss.scopes).toEqual([{ kind: 'district' }]);
  const friend = await writes(trial, added, true);
  const invite = () => inWork(db, now, (work) => inviteStaff(work, boss, { kind: 'district' }));
  const [followed, kept] = [await invite(), await invite()];
  if (followed.type !== 'invited' || kept.type !== 'invited') throw new Error('not invited');
  const accept = (vault: Vault, actor: Actor, secret: string) =>
    inWork(db, now, (work) => createAcceptInvitation({ vault })(work, actor, { secret, name: '朋友' }));
  expect(await accept(trial, friend, followed.secret)).toMatchObject({ type: 'accepted' });
  const [place] = await db
    .select({ building: buildings.id, union: unions.id })
    .from(buildings)
    .innerJoin(sql`union_buildings`, sql`building_id = ${buildings.id}`)
    .innerJoin(unions, sql`union_id = ${unions.id}`)
    .limit(1);
  const submitted = await inWork(db, now, (work) =>
    createSubmitApplication({ vault: trial, timeZone })(work, friend, {
      building: BuildingId.parse(place?.building),
      union: UnionId.parse(place?.union),
      unit: { kind: 'unsaid' },
      name: '朋友',
      phone: '13800000199',
      consent: 1,
      announcements: true,
    }),
  );
  expect(submitted).toMatchObject({ type: 'submitted' });

  await prepare(real, false, [chief]);
  for (const id of [district, added]) expect((await writes(real, id)).scopes).toEqual([]);
  expect(await db.select().from(dialogues)).toEqual([]);
  expect(await db.select().from(people).where(isNotNull(people.name))).toEqual([]);
  const [left] = await db.select({ status: applications.status }).from(applications);
  expect(left?.status).toBe('withdrawn');
  const stranger = await writes(real, 77);
  expect(await accept(real, stranger, kept.secret)).toEqual({ type: 'notValid' });
  // Nor do they leave behind what the real key can't open.
  const head = await writes(real, chief);
  await inWork(db, now, async (work) => {
    expect((await createListApplications({ vault: real, timeZone })(work, head, 'waiting', 0)).total).toBe(0);
    expect((await createListStaff({ vault: real })(work, head, 0)).roles).toHaveLength(1);
  });
  expect(
    await db.select().from(staffInvitations).where(eq(staffInvitations.usedBy, stranger.person)),
  ).toEqual([]);
});

test('the playground does not open on a database that real people have used', async () => {
  await prepare(real, false, [chief]);
  // Named in the settings, but never here: no obstacle.
  await prepare(real, true, [chief]);
  await prepare(real, false);
  await writes(real, 77);
  await expect(prepare(real, true)).rejects.toThrow(RealDistrict);
  const roles = await db.execute(
    sql`select 1 from staff_roles r join people p on p.id = r.person_id where p.telegram_id >= ${inventedIds} and r.revoked_at is null`,
  );
  expect([...roles]).toEqual([]);
});

describe('a key that does not open what is there is refused', () => {
  test.each([
    ['real', false],
    ['trial', true],
  ] as const)('%s', async (_, cast) => {
    await prepare(real, cast);
    await writes(real, cast ? added : 77, true);
    await prepare(real, cast);
    await expect(prepare(createVault(randomBytes(32)), cast)).rejects.toThrow(UnfitKey);
  });
});
