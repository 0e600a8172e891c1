import { gt, inArray, sql } from 'drizzle-orm';
import type { BuildingId, StreetId, UnitId } from '../../domain/ids.ts';
import { buildingKeys, keysVersion, streetKeys, unitKeys } from '../../domain/search/keys.ts';
import type { Han } from '../../domain/search/spelling.ts';
import type { Tx } from '../client.ts';
import { loadHan } from '../han.ts';
import { buildings, searchState, streets, units } from '../schema.ts';
import { statement } from '../statement.ts';

/*
 * What places are found by. Whoever adds or renames one calls these in the same transaction, so that the directory and
 * what finds it never part. Rows of places that are closed or gone do no harm: a search reads the place itself, too.
 */

/** How many places are written at once. */
const batchSize = 2_000;

/** After a change of a building's names, address, or `building_names`, and after its units; however many buildings. */
export async function writeBuildingNames(tx: Tx, ids: readonly BuildingId[]): Promise<void> {
  const han = await loadHan();
  for (const batch of batches(ids)) {
    const rows = await tx
      .select({
        id: buildings.id,
        name: buildings.name,
        nameEn: buildings.nameEn,
        address: buildings.address,
        // Written out: in a select from one table drizzle leaves the table off, and it would be the id of the name.
        others: sql<
          string[]
        >`(select coalesce(json_agg(n.name), '[]') from building_names n where n.building_id = buildings.id)`,
        weight: sql<number>`(select coalesce(sum(u.workers), 0)::int from units u where u.building_id = buildings.id and u.closed_on is null)`,
      })
      .from(buildings)
      .where(inArray(buildings.id, [...batch]));
    await writeKeys(
      tx,
      'building',
      rows.map(({ id, weight, address, ...names }) => ({
        id,
        weight,
        keys: buildingKeys({ ...names, addresses: [...new Set(Object.values(address))] }, han),
      })),
    );
  }
}

/** After a street was added or renamed. */
export async function writeStreetNames(tx: Tx, ids: readonly StreetId[]): Promise<void> {
  const han = await loadHan();
  for (const batch of batches(ids)) {
    const rows = await tx
      .select()
      .from(streets)
      .where(inArray(streets.id, [...batch]));
    const keysOf = ({ name, nameEn }: { name: string; nameEn: string }) => streetKeys([name, nameEn], han);
    await writeKeys(
      tx,
      'street',
      rows.map((row) => ({ id: row.id, keys: keysOf(row) })),
    );
  }
}

/** After units were added or renamed. Given their names, so that an import of a million reads none of them back. */
export async function writeUnitNames(
  tx: Tx,
  added: readonly { readonly id: UnitId; readonly name: string }[],
): Promise<void> {
  const han = await loadHan();
  for (const batch of batches(added)) await writeUnitKeys(tx, batch, han);
}

function writeUnitKeys(tx: Tx, batch: readonly { id: UnitId; name: string }[], han: Han): Promise<void> {
  return writeKeys(
    tx,
    'unit',
    batch.map(({ id, name }) => ({ id, keys: unitKeys(name, han) })),
  );
}

/** Any number that no other user of the database takes. */
const rewriting = 8_190_419;

/**
 * Writes all names anew if they were written by another version of the rules. In the caller's transaction: searches find
 * by the old ones until it is done. Answers with how many places that were.
 */
export async function refreshNames(tx: Tx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${rewriting})`);
  const [state] = await tx.select().from(searchState);
  if (state?.keysVersion === keysVersion) return 0;
  const han = await loadHan();
  const allStreets = await tx.select({ id: streets.id }).from(streets);
  const allBuildings = await tx.select({ id: buildings.id }).from(buildings);
  await writeStreetNames(
    tx,
    allStreets.map(({ id }) => id),
  );
  await writeBuildingNames(
    tx,
    allBuildings.map(({ id }) => id),
  );
  let written = allStreets.length + allBuildings.length;
  for (let last = 0; ; ) {
    const batch = await tx
      .select({ id: units.id, name: units.name })
      .from(units)
      .where(gt(units.id, last as UnitId))
      .orderBy(units.id)
      .limit(batchSize);
    await writeUnitKeys(tx, batch, han);
    written += batch.length;
    last = batch.at(-1)?.id ?? 0;
    if (batch.length < batchSize) break;
  }
  await tx
    .insert(searchState)
    .values({ id: 1, keysVersion })
    .onConflictDoUpdate({ target: searchState.id, set: { keysVersion } });
  return written;
}

const upsertKeys = statement(`
  insert into place_keys (subject, id, keys, weight)
  select $1, id, keys::int[], weight from unnest($2::int[], $3::text[], $4::int[]) as written(id, keys, weight)
  on conflict (subject, id) do update set keys = excluded.keys, weight = excluded.weight
  where place_keys.keys <> excluded.keys or place_keys.weight <> excluded.weight`);

interface Written {
  readonly id: number;
  readonly keys: readonly number[];
  readonly weight?: number;
}

async function writeKeys(
  tx: Tx,
  subject: 'street' | 'building' | 'unit',
  places: readonly Written[],
): Promise<void> {
  if (places.length === 0) return;
  await upsertKeys(
    tx,
    subject,
    places.map(({ id }) => id),
    places.map(({ keys }) => `{${keys.join(',')}}`),
    places.map(({ weight = 0 }) => weight),
  );
}

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += batchSize) yield all.slice(start, start + batchSize);
}
