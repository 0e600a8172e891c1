import { sql } from 'drizzle-orm';
import type { BuildingId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Candidate } from '../../domain/search/rank.ts';
import type { Tx } from '../client.ts';
import { statement } from '../statement.ts';

/** A search that takes longer is given up; it takes a hundredth of this. */
const patienceMs = 1_000;

/** The search took too long, and was stopped by the server. */
export class SearchTooSlow extends Error {
  override readonly name = 'SearchTooSlow';
}

const set = statement<{ timeout: string; seqscan: string }>(`
  select current_setting('statement_timeout') as timeout, current_setting('enable_seqscan') as seqscan,
    set_config('statement_timeout', $1, true), set_config('enable_seqscan', $2, true)`);

/**
 * Reads with a bound of its own on each statement. In a transaction (or, within one, a savepoint), since only there can a
 * setting last for so long. Nor may the planner look through a whole table: it does not know how seldom a key is.
 *
 * @throws SearchTooSlow
 */
export async function boundedRead<T>(
  on: Tx,
  body: (tx: Tx) => Promise<T>,
  ms: number = patienceMs,
): Promise<T> {
  try {
    return await on.transaction(async (tx) => {
      const [before] = await set(tx, String(ms), 'off');
      const result = await body(tx);
      // They would outlive a savepoint.
      if (before && 'rollback' in on) await set(tx, before.timeout, before.seqscan);
      return result;
    });
  } catch (error) {
    if (isTimeOut(error)) throw new SearchTooSlow();
    throw error;
  }
}

function isTimeOut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === '57014') || isTimeOut(error.cause);
}

/** However many have the same key: of so many the largest are looked at, */
const mostRead = 400;
/** and of these so many. */
const mostForAKey = { said: 40, nearly: 36, inSentence: 6 } as const;

export type KeysByUse = Partial<Record<keyof typeof mostForAKey, readonly number[]>>;

/** Every place that has one of the keys; domain/search/rank.ts says what they have to do with the query. */
export function candidatesByKeys(tx: Tx, keys: KeysByUse): Promise<readonly Candidate[]> {
  const uses = Object.entries(keys) as [keyof typeof mostForAKey, readonly number[]][];
  return selectCandidates(
    tx,
    list(uses.flatMap(([, each]) => each)),
    list(uses.flatMap(([use, each]) => each.map(() => mostForAKey[use]))),
    mostRead,
  );
}

const selectCandidates = statement<Candidate & Record<string, unknown>>(`
  with hits as materialized (
    select distinct p.subject, p.id
    from unnest($1::int[], $2::int[]) as asked(key, most)
    cross join lateral (
      select k.subject, k.id
      from (select * from place_keys where keys @> array[asked.key] limit $3) as k
      order by k.weight desc, k.id limit asked.most
    ) as p
  )
  select 'building' as subject, b.id as building, null::int as unit, null::int as street, b.name, b.name_en as "nameEn",
    (select coalesce(json_agg(json_build_object('name', n.name, 'kind', n.kind) order by n.id), '[]')
      from building_names n where n.building_id = b.id) as others,
    (select coalesce(json_agg(a.value), '[]') from jsonb_each_text(b.address) a) as addresses, null::json as names
  from hits h join buildings b on b.id = h.id
  where h.subject = 'building' and b.closed_on is null
  union all
  select 'unit', u.building_id, u.id, null, u.name, null, null, null, null
  from hits h join units u on u.id = h.id join buildings b on b.id = u.building_id
  where h.subject = 'unit' and u.closed_on is null and b.closed_on is null
  union all
  select 'street', null, null, s.id, null, null, null, null, json_build_array(s.name, s.name_en)
  from hits h join streets s on s.id = h.id
  where h.subject = 'street'`);

export interface PlaceFact extends Named {
  readonly id: BuildingId;
  readonly latitude: number;
  readonly longitude: number;
  /** People who work there. */
  readonly workers: number;
}

/** What decides between equal matches, and how they are called. */
export async function placeFacts(
  tx: Tx,
  buildings: readonly BuildingId[],
): Promise<ReadonlyMap<BuildingId, PlaceFact>> {
  if (buildings.length === 0) return new Map();
  const rows = await selectFacts(tx, list(buildings));
  return new Map(rows.map((row) => [row.id, row]));
}

const selectFacts = statement<PlaceFact & Record<string, unknown>>(`
  select b.id, b.name, b.name_en as "nameEn", b.latitude, b.longitude,
    (select coalesce(sum(u.workers), 0)::int from units u where u.building_id = b.id and u.closed_on is null) as workers
  from buildings b where b.id = any($1::int[])`);

/** The largest buildings of a street: what is shown of it before anybody pages through it. */
export async function largestInStreet(
  tx: Tx,
  street: StreetId,
  most: number,
): Promise<readonly BuildingId[]> {
  const rows = await tx.execute<{ id: BuildingId }>(sql`
    select b.id from buildings b
    where b.street_id = ${street} and b.closed_on is null
    order by (select coalesce(sum(u.workers), 0) from units u where u.building_id = b.id and u.closed_on is null) desc, b.id
    limit ${most}`);
  return rows.map(({ id }) => id);
}

/** As PostgreSQL writes one: within a savepoint the driver doesn't do it (driver.ts). */
function list(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}
