import { and, asc, desc, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type {
  ApplicationId,
  BuildingId,
  PersonId,
  StallId,
  StreetId,
  UnionId,
  UnitId,
} from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { StallFigures } from '../../domain/stall.ts';
import type { Db, Tx } from '../client.ts';
import { buildings, stalls, streets, unions, units } from '../schema.ts';

/* Stalls and who came by. Whether a stall is open is for domain/stall.ts to say: its time may be over without anybody closing it. */

const stillOpen = (now: Date) => and(isNull(stalls.closedAt), gt(stalls.until, now));

export type NewStall = Pick<
  typeof stalls.$inferInsert,
  'code' | 'street' | 'union' | 'building' | 'unit' | 'place' | 'consent' | 'openedBy' | 'openedAt' | 'until'
>;

export async function insertStall(tx: Tx, stall: NewStall): Promise<StallId> {
  const [row] = await tx.insert(stalls).values(stall).returning({ id: stalls.id });
  if (!row) throw new Error('a stall was not opened');
  return row.id;
}

export async function isStallCode(tx: Tx, code: string): Promise<boolean> {
  const rows = await tx.select({ id: stalls.id }).from(stalls).where(eq(stalls.code, code));
  return rows.length > 0;
}

export interface StallRow {
  readonly id: StallId;
  readonly code: string;
  readonly street: StreetId;
  readonly union: UnionId | null;
  readonly building: BuildingId | null;
  readonly unit: UnitId | null;
  readonly streetNamed: Named;
  readonly unionNamed: Named | null;
  readonly buildingNamed: Named | null;
  readonly unitName: string | null;
  /** Sealed under `stalls.place`. */
  readonly place: Buffer;
  readonly openedAt: Date;
  readonly until: Date;
  readonly closedAt: Date | null;
  readonly figures: StallFigures | null;
  readonly demo: boolean;
}

const selectStalls = (db: Db | Tx, where: SQL | undefined) =>
  db
    .select({
      id: stalls.id,
      code: stalls.code,
      street: stalls.street,
      union: stalls.union,
      building: stalls.building,
      unit: stalls.unit,
      streetNamed: { name: streets.name, nameEn: streets.nameEn },
      unionNamed: { name: unions.name, nameEn: unions.nameEn },
      buildingNamed: { name: buildings.name, nameEn: buildings.nameEn },
      unitName: units.name,
      place: stalls.place,
      openedAt: stalls.openedAt,
      until: stalls.until,
      closedAt: stalls.closedAt,
      figures: stalls.figures,
      demo: sql<boolean>`coalesce(${buildings.demo}, ${unions.demo}, false)`,
    })
    .from(stalls)
    .innerJoin(streets, eq(streets.id, stalls.street))
    .leftJoin(unions, eq(unions.id, stalls.union))
    .leftJoin(buildings, eq(buildings.id, stalls.building))
    .leftJoin(units, eq(units.id, stalls.unit))
    .where(where);

export async function stallById(db: Db | Tx, id: StallId): Promise<StallRow | undefined> {
  const [row] = await selectStalls(db, eq(stalls.id, id));
  return row;
}

export async function stallByCode(tx: Tx, code: string): Promise<StallRow | undefined> {
  const [row] = await selectStalls(tx, eq(stalls.code, code.toLowerCase()));
  return row;
}

/** Those of somebody's scopes that began after an instant, the newest first. */
export function stallsWithin(
  tx: Tx,
  scopes: readonly Scope[],
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<StallRow[]> {
  const everywhere = scopes.some((scope) => scope.kind === 'district');
  const own = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  const inStreets = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const within = everywhere
    ? undefined
    : or(sql`false`, inArray(stalls.union, own), inArray(stalls.street, inStreets));
  return selectStalls(tx, and(gt(stalls.openedAt, since), within))
    .orderBy(desc(stalls.openedAt), desc(stalls.id))
    .limit(limit);
}

/** The buildings of a stall that is a union's, by name: who joins there says which is hers. */
export function buildingsAtStall(
  tx: Tx,
  union: UnionId,
  limit: number,
): Promise<readonly (Named & { readonly id: BuildingId })[]> {
  return tx
    .select({ id: buildings.id, name: buildings.name, nameEn: buildings.nameEn })
    .from(buildings)
    .where(
      and(
        isNull(buildings.closedOn),
        sql`${buildings.id} in (select building_id from union_buildings where union_id = ${union} and until is null)`,
      ),
    )
    .orderBy(asc(buildings.name), asc(buildings.id))
    .limit(limit);
}

/** @returns false when somebody closed it before */
export async function closeStall(tx: Tx, id: StallId, now: Date): Promise<boolean> {
  const closed = await tx
    .update(stalls)
    .set({ closedAt: now })
    .where(and(eq(stalls.id, id), stillOpen(now)))
    .returning({ id: stalls.id });
  return closed.length > 0;
}

/** What a sheet beside it says of the street. */
export async function streetOfStall(tx: Tx, street: StreetId) {
  const [row] = await tx.select().from(streets).where(eq(streets.id, street));
  return row;
}

export interface AtStall extends Record<string, unknown> {
  readonly id: ApplicationId;
  readonly person: PersonId;
  readonly status: 'submitted' | 'needs_info' | 'appealed' | 'approved';
  /** Sealed under `applications.name` and `applications.phone`. */
  readonly name: Buffer;
  readonly phone: Buffer;
  readonly unit: string | null;
  readonly submitted: string;
  readonly union: UnionId;
  readonly street: StreetId;
  /** She resembles somebody. */
  readonly flagged: boolean;
  readonly card: boolean;
}

/**
 * Those who handed in at a stall and are not done with: not let in yet, or without a card; the longest wait first. Without
 * those who are kept from whoever looks (domain/visibility.ts).
 */
export function waitingAt(
  db: Db | Tx,
  { stall, reader, limit }: { readonly stall: StallId; readonly reader: PersonId; readonly limit: number },
): Promise<readonly AtStall[]> {
  return db.execute<AtStall>(sql`
    select * from (
      select a.id, a.person_id as person, a.status, a.name, a.phone, u.name as unit, a.submitted_at as submitted,
        n.id as union, n.street_id as street,
        exists (select from duplicate_flags f where f.application_id = a.id) as flagged,
        exists (select from memberships m join cards c on c.membership_id = m.id
          where m.person_id = a.person_id and m.until is null and c.status <> 'cancelled') as card
      from stall_visits v join applications a on a.id = v.application_id
        join unions n on n.id = a.union_id left join units u on u.id = a.unit_id
      where v.stall_id = ${stall} and a.name is not null and a.phone is not null
        and a.status in ('submitted', 'needs_info', 'approved')
        and (a.visible_to <> 'union' or a.unit_id is null or a.unit_id is distinct from (select h.unit_id from memberships h
          where h.person_id = ${reader} and h.until is null and h.unit_id is not null))) here
    where not (status = 'approved' and card)
    order by status = 'approved', submitted, id limit ${limit}`);
}

// ── The queue on an officer's phone ──────────────────────────────────────────────────────────────────────────────────

/** From now on this message shows the stall's queue to her, and no other does. */
export async function keepDesk(
  tx: Tx,
  { stall, person, message, now }: { stall: StallId; person: PersonId; message: number; now: Date },
): Promise<void> {
  const at = now.toISOString();
  await tx.execute(sql`
    insert into stall_desks (stall_id, person_id, message, touched_at) values (${stall}, ${person}, ${message}, ${at})
    on conflict (stall_id, person_id) do update set message = excluded.message, touched_at = excluded.touched_at`);
}

/** Unless she watches it in another message by now. */
export async function dropDesk(
  db: Db | Tx,
  { stall, person, message }: { stall: StallId; person: PersonId; message: number },
): Promise<void> {
  await db.execute(sql`
    delete from stall_desks where stall_id = ${stall} and person_id = ${person} and message = ${message}`);
}

export interface WatchedDesk {
  readonly stall: StallId;
  readonly person: PersonId;
  readonly chat: number;
  readonly message: number;
  readonly touchedAt: string;
  readonly language: 'zh' | 'en' | null;
  readonly telegramLanguage: string | null;
}

export async function watchedDesks(db: Db): Promise<readonly WatchedDesk[]> {
  const rows = await db.execute<{
    stall: StallId;
    person: PersonId;
    chat: string;
    message: number;
    touched: string;
    language: 'zh' | 'en' | null;
    telegram_language: string | null;
  }>(sql`
    select d.stall_id as stall, d.person_id as person, p.telegram_id::text as chat, d.message, d.touched_at::text as touched,
      p.language, p.telegram_language
    from stall_desks d join people p on p.id = d.person_id
    where p.telegram_id is not null and p.unreachable_since is null
    order by d.stall_id, d.person_id`);
  return rows.map(({ chat, touched, telegram_language, ...row }) => ({
    ...row,
    chat: Number(chat),
    touchedAt: touched,
    telegramLanguage: telegram_language,
  }));
}
