import { inArray } from 'drizzle-orm';
import type { Db } from '../../src/db/client.ts';
import { scopesOf } from '../../src/db/queries/roles.ts';
import { personByTelegramId } from '../../src/db/queries/staff.ts';
import {
  audit,
  buildings,
  deliveries,
  notices,
  staffRoles,
  streets,
  unionBuildings,
  unions,
  units,
} from '../../src/db/schema.ts';
import { createVault } from '../../src/db/vault.ts';
import { inWork, txOf } from '../../src/db/work.ts';
import type { Actor, Scope } from '../../src/domain/actor.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Work } from '../../src/domain/work.ts';

/* Two streets with a union each, and the people around them. */

export const timeZone = 'Asia/Shanghai';
export const vault = createVault(Buffer.alloc(32, 7));
/** A Monday, 10:00 in Beijing. */
export const monday = new Date('2026-11-23T02:00:00Z');

const words = { zh: '一层', en: 'First floor' };

/** `north` and `south`: a street, its union, the building the union covers, a firm in it. */
export async function twoStreets(db: Db) {
  const place = async (key: 'north' | 'south') => {
    const [street] = await db
      .insert(streets)
      .values({
        code: `s-${key}`,
        name: `${key}街道`,
        nameEn: key,
        stationPlace: words,
        stationHours: words,
        phone: '1',
      })
      .returning({ id: streets.id });
    if (!street) throw new Error('no street');
    const [union] = await db
      .insert(unions)
      .values({
        code: `u-${key}`,
        street: street.id,
        kind: 'joint',
        name: `${key}楼宇联合工会`,
        nameEn: `${key} union`,
        foundedOn: '2020-01-01',
        office: words,
        officeHours: words,
        phone: '2',
        introduction: words,
      })
      .returning({ id: unions.id });
    const [building] = await db
      .insert(buildings)
      .values({
        code: `b-${key}`,
        street: street.id,
        name: `${key}大厦`,
        nameEn: null,
        address: words,
        latitude: 0,
        longitude: 0,
      })
      .returning({ id: buildings.id });
    if (!union || !building) throw new Error('no union or building');
    await db.insert(unionBuildings).values({ union: union.id, building: building.id, since: '2020-01-01' });
    const [unit] = await db
      .insert(units)
      .values({
        building: building.id,
        name: `${key}科技`,
        normalised: `${key}科技`,
        kind: 'firm',
        room: '101',
        nonPublic: true,
        organised: 'none',
        workers: 10,
        openedOn: '2020-01-01',
      })
      .returning({ id: units.id });
    if (!unit) throw new Error('no unit');
    return { street: street.id, union: union.id, building: building.id, unit: unit.id };
  };
  return { north: await place('north'), south: await place('south') };
}

let nextTelegramId = 70_000;

/** Somebody new to us, with the roles given. */
export async function someone(db: Db, ...scopes: Scope[]): Promise<Actor> {
  nextTelegramId += 1;
  const telegramId = nextTelegramId;
  return inWork(db, monday, async (work) => {
    const tx = await txOf(work);
    const person = await personByTelegramId(tx, telegramId, monday);
    for (const scope of scopes) {
      const scopeId = scope.kind === 'street' ? scope.street : scope.kind === 'union' ? scope.union : 0;
      await tx.insert(staffRoles).values({ person, scope: scope.kind, scopeId, grantedAt: monday });
    }
    return { person, scopes: await scopesOf(tx, person) };
  });
}

/** Runs a service in a transaction of its own. */
export function at<T>(db: Db, now: Date, body: (work: Work) => Promise<T>): Promise<T> {
  return inWork(db, now, body);
}

/** What stands in the outbox for these people, oldest first. */
export async function told(db: Db, ...people: PersonId[]) {
  const rows = await db
    .select({ person: deliveries.person, notice: deliveries.notice })
    .from(deliveries)
    .where(inArray(deliveries.person, people));
  const bodies = await db.select({ id: notices.id, body: notices.body }).from(notices);
  return rows
    .sort((one, other) => one.notice - other.notice)
    .map(({ person, notice }) => ({ person, body: bodies.find(({ id }) => id === notice)?.body }));
}

export async function audited(db: Db, action: string) {
  const rows = await db.select().from(audit);
  return rows.filter((row) => row.action === action);
}
