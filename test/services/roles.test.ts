import { beforeAll, describe, expect, test } from 'vitest';
import { rolesWithin, scopesOf } from '../../src/db/queries/roles.ts';
import { scopesWithin } from '../../src/db/queries/scopes.ts';
import { staffInvitations } from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import type { Actor, Scope } from '../../src/domain/actor.ts';
import type { PersonId, RoleId, StreetId, UnionId } from '../../src/domain/ids.ts';
import { createAcceptInvitation } from '../../src/services/accept-invitation.ts';
import { ensureAdmins } from '../../src/services/ensure-admins.ts';
import { inviteStaff } from '../../src/services/invite-staff.ts';
import { createListStaff } from '../../src/services/list-staff.ts';
import { revokeRole } from '../../src/services/revoke-role.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const acceptInvitation = createAcceptInvitation({ vault });
const listStaff = createListStaff({ vault });

let north: { street: StreetId; union: UnionId };
let south: { street: StreetId; union: UnionId };
let district: Actor;
let street: Actor;
let officer: Actor;
beforeAll(async () => {
  ({ north, south } = await twoStreets(db));
  district = await someone(db, { kind: 'district' });
  street = await someone(db, { kind: 'street', street: north.street });
  officer = await someone(db, { kind: 'union', union: north.union });
});

const day = 86_400_000;
const scopes = (person: PersonId) => at(db, monday, (work) => scopesOf(readOf(work), person));
const invite = (by: Actor | 'system', scope: Scope) => at(db, monday, (work) => inviteStaff(work, by, scope));
async function secretOf(by: Actor | 'system', scope: Scope): Promise<string> {
  const outcome = await invite(by, scope);
  if (outcome.type !== 'invited') throw new Error(outcome.type);
  return outcome.secret;
}
const accept = (who: Actor, secret: string, now = monday) =>
  at(db, now, (work) => acceptInvitation(work, who, { secret, name: '赵闻溪' }));
async function roleOf(who: Actor): Promise<RoleId> {
  const { roles } = await at(db, monday, (work) => rolesWithin(readOf(work), [{ kind: 'district' }], 0));
  const id = roles.find(({ person }) => person === who.person)?.id;
  if (id === undefined) throw new Error('holds no role');
  return id;
}

describe('inviting', () => {
  test.each([
    ['the district', (): Actor => district, ['district', 'north', 'south', 'northUnion', 'southUnion']],
    ['a street', (): Actor => street, ['north', 'northUnion']],
    ['a union', (): Actor => officer, []],
    [
      'the system',
      (): Actor | 'system' => 'system',
      ['district', 'north', 'south', 'northUnion', 'southUnion'],
    ],
  ] as const)('%s gives no more than it holds', async (_who, by: () => Actor | 'system', mayGive) => {
    const all: Record<string, Scope> = {
      district: { kind: 'district' },
      north: { kind: 'street', street: north.street },
      south: { kind: 'street', street: south.street },
      northUnion: { kind: 'union', union: north.union },
      southUnion: { kind: 'union', union: south.union },
    };
    const given: string[] = [];
    for (const [key, scope] of Object.entries(all))
      if ((await invite(by(), scope)).type === 'invited') given.push(key);
    expect(given).toEqual(mayGive);
  });

  test('a refused try is noted, and a street there is none can’t be given', async () => {
    const before = (await audited(db, 'invitation.refused')).length;
    expect(await invite(officer, { kind: 'district' })).toEqual({ type: 'notAllowed' });
    expect(await invite('system', { kind: 'street', street: 99_999 as StreetId })).toEqual({
      type: 'notAllowed',
    });
    expect(await audited(db, 'invitation.refused')).toHaveLength(before + 2);
  });

  test('the secret fits a link and is not kept', async () => {
    const secret = await secretOf(district, { kind: 'district' });
    expect(`i_${secret}`).toMatch(/^[A-Za-z0-9_-]{34,64}$/u);
    expect(JSON.stringify(await db.select().from(staffInvitations))).not.toContain(secret);
  });

  test('lists show no more than one may give', async () => {
    const within = async (who: Actor, kind: 'street' | 'union') =>
      (await at(db, monday, (work) => scopesWithin(readOf(work), who.scopes, kind, 0))).scopes.map(
        ({ scope }) => scope,
      );
    expect(await within(street, 'street')).toEqual([{ kind: 'street', street: north.street }]);
    expect(await within(street, 'union')).toEqual([{ kind: 'union', union: north.union }]);
    expect(await within(officer, 'union')).toEqual([]);
    expect(await within(district, 'street')).toHaveLength(2);
  });
});

describe('taking up an invitation', () => {
  const role: () => Scope = () => ({ kind: 'union', union: north.union });

  test('makes the first who opens it staff, once', async () => {
    const secret = await secretOf(street, role());
    const [one, other] = [await someone(db), await someone(db)];
    expect(await accept(one, secret)).toMatchObject({ type: 'accepted', name: '赵闻溪' });
    expect(await scopes(one.person)).toEqual([role()]);
    expect(await accept(other, secret)).toEqual({ type: 'notValid' });
    expect(await scopes(other.person)).toEqual([]);
    expect(await accept(one, secret)).toMatchObject({ type: 'alreadyHeld' });
  });

  test('two at once: one gets it', async () => {
    const secret = await secretOf(street, role());
    const racers = await Promise.all(Array.from({ length: 4 }, () => someone(db)));
    const outcomes = await Promise.all(racers.map((racer) => accept(racer, secret)));
    expect(outcomes.filter(({ type }) => type === 'accepted')).toHaveLength(1);
    const held = await Promise.all(racers.map((racer) => scopes(racer.person)));
    expect(held.flat()).toEqual([role()]);
  });

  test('someone who holds the role leaves it to another', async () => {
    const secret = await secretOf(street, role());
    expect(await accept(officer, secret)).toMatchObject({ type: 'alreadyHeld' });
    expect(await accept(await someone(db), secret)).toMatchObject({ type: 'accepted' });
  });

  test('it lasts seven days', async () => {
    const secret = await secretOf('system', role());
    const late = await someone(db);
    expect(await accept(late, secret, new Date(monday.getTime() + 7 * day))).toEqual({ type: 'notValid' });
    const inTime = new Date(monday.getTime() + 7 * day - 1);
    expect(await accept(late, secret, inTime)).toMatchObject({ type: 'accepted' });
  });

  test('it is worth nothing once its giver lost her own role', async () => {
    const giver = await someone(db, { kind: 'street', street: south.street });
    const secret = await secretOf(giver, { kind: 'union', union: south.union });
    await at(db, monday, async (work) => revokeRole(work, district, await roleOf(giver)));
    expect(await accept(await someone(db), secret)).toEqual({ type: 'notValid' });
  });

  test.each(['', 'nonsense', "'; drop table people; --"])('“%s” opens nothing', async (secret) => {
    expect(await accept(await someone(db), secret)).toEqual({ type: 'notValid' });
  });
});

describe('taking a role back', () => {
  const revoke = async (by: Actor, whose: Actor) => {
    const id = await roleOf(whose);
    return at(db, monday, (work) => revokeRole(work, by, id));
  };

  test('ends it at once, and once', async () => {
    const colleague = await someone(db, { kind: 'union', union: north.union });
    const id = await roleOf(colleague);
    expect(await revoke(street, colleague)).toEqual({ type: 'revoked' });
    expect(await scopes(colleague.person)).toEqual([]);
    expect(await at(db, monday, (work) => revokeRole(work, street, id))).toEqual({ type: 'notYours' });
    expect((await audited(db, 'role.revoked')).at(-1)).toMatchObject({ actor: street.person, subjectId: id });
  });

  test('a street can’t take the district’s, nor another street’s; an officer nobody’s; nobody her own', async () => {
    const elsewhere = await someone(db, { kind: 'union', union: south.union });
    expect(await revoke(street, district)).toEqual({ type: 'notYours' });
    expect(await revoke(street, elsewhere)).toEqual({ type: 'notYours' });
    expect(await revoke(officer, officer)).toEqual({ type: 'notYours' });
    expect(await revoke(district, district)).toEqual({ type: 'own' });
    expect(await scopes(district.person)).toEqual([{ kind: 'district' }]);
  });

  test('the list shows what one may take back, by name where there is one', async () => {
    const named = await someone(db);
    await accept(named, await secretOf(street, { kind: 'union', union: north.union }));
    const page = await at(db, monday, (work) => listStaff(work, street, 0));
    expect(page.roles.every(({ scope }) => scope.kind !== 'district')).toBe(true);
    expect(page.roles.some(({ name }) => name === '赵闻溪')).toBe(true);
    expect(page.roles.filter(({ own }) => own)).toHaveLength(1);
    expect((await at(db, monday, (work) => listStaff(work, officer, 0))).roles).toEqual([]);
  });
});

test('the people of ADMIN_IDS are district staff from the start, known or not, however often it starts', async () => {
  await at(db, monday, (work) => ensureAdmins(work, [90_001, 90_002, 90_001]));
  await at(db, monday, (work) => ensureAdmins(work, [90_002, 90_003]));
  const granted = (await audited(db, 'role.granted')).filter(({ actor }) => actor === null);
  expect(granted).toHaveLength(3);
});
