import { and, asc, count, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { BuildingId, PersonId, ProposalId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Db, Tx } from '../client.ts';
import { buildings, proposals, unionBuildings, wishes } from '../schema.ts';
import { tellPeople } from './outbox.ts';

/** Wishes at a place that still wait for a union. */
function waitingAt(place: WishPlace): SQL | undefined {
  return and(at(place), isNull(wishes.toldAt));
}

function at(place: WishPlace): SQL {
  return place.kind === 'building'
    ? eq(wishes.building, place.building)
    : eq(wishes.proposal, place.proposal);
}

const columnsOf = (place: WishPlace) =>
  place.kind === 'building'
    ? { building: place.building, proposal: null }
    : { building: null, proposal: place.proposal };

/**
 * Takes a place's lock: whoever changes how many wish there does it one after the other, or a threshold reached by two at
 * once would be noticed by neither.
 */
export async function lockWishPlace(tx: Tx, place: WishPlace): Promise<void> {
  if (place.kind === 'building')
    await tx
      .select({ id: buildings.id })
      .from(buildings)
      .where(eq(buildings.id, place.building))
      .for('no key update');
  else
    await tx
      .select({ id: proposals.id })
      .from(proposals)
      .where(eq(proposals.id, place.proposal))
      .for('no key update');
}

export async function wishCount(tx: Tx, place: WishPlace): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(wishes).where(waitingAt(place));
  return row?.n ?? 0;
}

/** @returns false when she wishes for it already */
export async function insertWish(tx: Tx, person: PersonId, place: WishPlace, now: Date): Promise<boolean> {
  // One that was answered: the union has gone again, and this is a new wish.
  await tx.delete(wishes).where(and(eq(wishes.person, person), at(place), isNotNull(wishes.toldAt)));
  const rows = await tx
    .insert(wishes)
    .values({ person, ...columnsOf(place), at: now })
    .onConflictDoNothing()
    .returning({ id: wishes.id });
  return rows.length === 1;
}

export async function deleteWish(tx: Tx, person: PersonId, place: WishPlace): Promise<boolean> {
  const rows = await tx
    .delete(wishes)
    .where(and(eq(wishes.person, person), at(place)))
    .returning({ id: wishes.id });
  return rows.length === 1;
}

/** @param unit sealed under `wishes.unit`; null takes it away. @returns false when she doesn't wish there */
export async function setWishUnit(
  tx: Tx,
  person: PersonId,
  place: WishPlace,
  unit: Buffer | null,
): Promise<boolean> {
  const rows = await tx
    .update(wishes)
    .set({ unit })
    .where(and(eq(wishes.person, person), waitingAt(place)))
    .returning({ id: wishes.id });
  return rows.length === 1;
}

/** Her wish at a place, if it still waits: `unit` is sealed. */
export async function wishOf(
  tx: Tx,
  person: PersonId,
  place: WishPlace,
): Promise<{ readonly unit: Buffer | null } | undefined> {
  const [row] = await tx
    .select({ unit: wishes.unit })
    .from(wishes)
    .where(and(eq(wishes.person, person), waitingAt(place)));
  return row;
}

/** What those who wish at a place said of where they work in it, sealed. */
export async function unitsWished(tx: Tx, place: WishPlace): Promise<Buffer[]> {
  const rows = await tx
    .select({ unit: wishes.unit })
    .from(wishes)
    .where(and(waitingAt(place), isNotNull(wishes.unit)));
  return rows.flatMap(({ unit }) => (unit === null ? [] : [unit]));
}

export interface MyWish {
  readonly place: WishPlace;
  /** Of a listed building. */
  readonly building: Named | null;
  /** Of one she told us of, sealed under `proposals.name`. */
  readonly proposed: Buffer | null;
  readonly unit: Buffer | null;
  readonly at: Date;
}

/** What somebody wishes for and hasn't got, oldest first. */
export async function wishesOf(tx: Tx, person: PersonId): Promise<MyWish[]> {
  const rows = await tx
    .select({
      building: wishes.building,
      proposal: wishes.proposal,
      name: buildings.name,
      nameEn: buildings.nameEn,
      proposed: proposals.name,
      unit: wishes.unit,
      at: wishes.at,
    })
    .from(wishes)
    .leftJoin(buildings, eq(buildings.id, wishes.building))
    .leftJoin(proposals, eq(proposals.id, wishes.proposal))
    .where(and(eq(wishes.person, person), isNull(wishes.toldAt)))
    .orderBy(asc(wishes.id));
  return rows.flatMap(({ building, proposal, name, nameEn, ...rest }): MyWish[] => {
    if (building !== null && name !== null)
      return [{ ...rest, place: { kind: 'building', building }, building: { name, nameEn } }];
    if (proposal === null) return [];
    return [{ ...rest, place: { kind: 'proposal', proposal }, building: null }];
  });
}

/** How many buildings of her telling wait for the street. */
export async function openProposalsOf(tx: Tx, person: PersonId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(wishes)
    .innerJoin(proposals, eq(proposals.id, wishes.proposal))
    .where(and(eq(wishes.person, person), eq(proposals.status, 'open')));
  return row?.n ?? 0;
}

export interface MovedWishes {
  /** How many waited where they came to, before and after; and how many came. */
  readonly before: number;
  readonly after: number;
  readonly came: number;
}

/**
 * Brings all wishes of one place to a building: a proposal was listed, or a building was listed twice. Who wished for both
 * has one wish afterwards. Whom to tell of it: services/wishes/follow-wishes.ts.
 */
export async function moveWishes(tx: Tx, from: WishPlace | BuildingId, to: BuildingId): Promise<MovedWishes> {
  const source = typeof from === 'object' ? from : ({ kind: 'building', building: from } as const);
  const target = { kind: 'building', building: to } as const;
  await lockWishPlace(tx, target);
  const [before, came] = [await wishCount(tx, target), await wishCount(tx, source)];
  const already = tx.select({ person: wishes.person }).from(wishes).where(waitingAt(target));
  await tx.delete(wishes).where(and(at(source), inArray(wishes.person, already)));
  // Those answered there before leave room for the new ones.
  const coming = tx.select({ person: wishes.person }).from(wishes).where(at(source));
  await tx.delete(wishes).where(and(at(target), isNotNull(wishes.toldAt), inArray(wishes.person, coming)));
  await tx.update(wishes).set({ building: to, proposal: null }).where(at(source));
  return { before, came, after: await wishCount(tx, target) };
}

/** Takes everybody's wish for a place away, and says whose they were: it wasn't listed. */
export async function dropWishes(tx: Tx, place: WishPlace): Promise<PersonId[]> {
  const rows = await tx.delete(wishes).where(at(place)).returning({ person: wishes.person });
  return rows.map((row) => row.person);
}

// ── A union has come ─────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Tells everybody who wished for a union in this building that one has come, once. To be called wherever a building is
 * covered; what forgets to is made up for within a minute (services/wishes/tell-waiting.ts).
 *
 * @returns how many are told
 */
export async function tellWishers(tx: Tx, building: BuildingId, union: UnionId, now: Date): Promise<number> {
  const told = await tx
    .update(wishes)
    .set({ toldAt: now })
    .where(waitingAt({ kind: 'building', building }))
    .returning({ id: wishes.id, person: wishes.person });
  if (told.length === 0) return 0;
  await tellPeople(tx, {
    // Each wish is answered once, so the first of these names this answer.
    key: `unionCame:${Math.min(...told.map(({ id }) => id))}`,
    body: { kind: 'unionCame', building, union },
    to: told.map(({ person }) => person),
    now,
  });
  return told.length;
}

/** Covered buildings where somebody still waits to hear of it. */
export function untoldBuildings(
  tx: Tx,
  limit: number,
): Promise<{ readonly building: BuildingId; readonly union: UnionId }[]> {
  return tx
    .selectDistinct({ building: unionBuildings.building, union: unionBuildings.union })
    .from(wishes)
    .innerJoin(
      unionBuildings,
      and(eq(unionBuildings.building, wishes.building), isNull(unionBuildings.until)),
    )
    .where(isNull(wishes.toldAt))
    .orderBy(asc(unionBuildings.building))
    .limit(limit);
}

/**
 * Where a place has got to: buttons of a proposal lead to the building it became, those of a building listed twice to the
 * one that stayed.
 */
export interface PlaceNow {
  readonly place: WishPlace;
  readonly code: string;
  /** Of a listed building. */
  readonly building: Named | null;
  /** Of a proposal, sealed under `proposals.name`. */
  readonly proposed: Buffer | null;
  readonly street: StreetId | null;
  /** The union that covers it. */
  readonly union: UnionId | null;
}

/** @returns undefined when there is nothing any more to wish a union for */
export async function placeNow(tx: Db | Tx, place: WishPlace): Promise<PlaceNow | undefined> {
  if (place.kind === 'building') return buildingNow(tx, place.building);
  const [row] = await tx
    .select({
      code: proposals.code,
      proposed: proposals.name,
      street: proposals.street,
      status: proposals.status,
      became: proposals.building,
    })
    .from(proposals)
    .where(eq(proposals.id, place.proposal));
  if (!row) return undefined;
  const { status, became, ...found } = row;
  if (became !== null) return buildingNow(tx, became);
  return status === 'open' ? { ...found, place, building: null, union: null } : undefined;
}

async function buildingNow(tx: Db | Tx, id: BuildingId): Promise<PlaceNow | undefined> {
  const [row] = await tx
    .select({
      id: buildings.id,
      code: buildings.code,
      name: buildings.name,
      nameEn: buildings.nameEn,
      street: buildings.street,
      closedOn: buildings.closedOn,
      mergedInto: buildings.mergedInto,
      union: unionBuildings.union,
    })
    .from(buildings)
    .leftJoin(unionBuildings, and(eq(unionBuildings.building, buildings.id), isNull(unionBuildings.until)))
    .where(eq(buildings.id, id));
  if (!row) return undefined;
  // A building is merged into another than itself, and never back.
  if (row.mergedInto !== null) return buildingNow(tx, row.mergedInto);
  if (row.closedOn !== null) return undefined;
  return {
    place: { kind: 'building', building: row.id },
    code: row.code,
    building: { name: row.name, nameEn: row.nameEn },
    proposed: null,
    street: row.street,
    union: row.union,
  };
}

/** The proposal a code was given to. */
export async function proposalByCode(tx: Tx, code: string): Promise<ProposalId | undefined> {
  const [row] = await tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(eq(proposals.code, code.toLowerCase()));
  return row?.id;
}

export async function buildingNamed(
  tx: Tx,
  building: BuildingId,
): Promise<(Named & { readonly id: BuildingId }) | undefined> {
  const now = await buildingNow(tx, building);
  return now?.building && now.place.kind === 'building'
    ? { id: now.place.building, ...now.building }
    : undefined;
}
