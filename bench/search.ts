import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { demoDistrict } from '../src/db/demo/index.ts';
import { insertDemoDistrict } from '../src/db/demo/insert.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { loadHan } from '../src/db/han.ts';
import { migrate } from '../src/db/migrate.ts';
import { refreshNames, writeBuildingNames, writeUnitNames } from '../src/db/queries/place-names.ts';
import { ensureNeedsSurvey } from '../src/db/queries/surveys.ts';
import { buildings, units } from '../src/db/schema.ts';
import { workOn } from '../src/db/work.ts';
import { compareNames, known } from '../src/domain/search/compare.ts';
import { unitKeys } from '../src/domain/search/keys.ts';
import { clearMatch } from '../src/domain/search/rank.ts';
import { sound, spell } from '../src/domain/search/spelling.ts';
import { silentLog } from '../src/log.ts';
import { findPlaces } from '../src/services/find-places.ts';
import { queries, strangers } from './search-queries.ts';
import { createGenerator } from './support/generated-places.ts';
import { percentile } from './support/process.ts';

interface Quality {
  readonly queries: number;
  readonly first: number;
  readonly first_three: number;
}

interface AtSize {
  readonly buildings: number;
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
}

export interface SearchFigures {
  readonly all: Quality;
  readonly by_kind: Readonly<Record<string, Quality>>;
  /** What was opened though it wasn't meant: of queries for a building, and of those for none. */
  readonly wrongly_sure: { readonly of_queries: readonly string[]; readonly of_strangers: readonly string[] };
  readonly strangers: number;
  readonly missed: readonly string[];
  readonly sizes: readonly AtSize[];
  readonly names: {
    readonly bytes_per_unit: number;
    readonly bytes_per_building: number;
    readonly index_mb: number;
    readonly units_per_second: number;
    readonly keys_of_units_per_second: number;
    readonly build_seconds: number;
  };
}

/**
 * How well and how fast places are found: the demonstration district among a hundred thousand buildings and a million
 * units. Quality is measured at the last size, where confusions are likeliest.
 */
export async function measure({ sizes = [1_000, 10_000, 100_000] } = {}): Promise<SearchFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url);
  try {
    await migrate(server.url);
    await seed(db);
    const generator = createGenerator(db, await namesInQuestion());
    const measured: AtSize[] = [];
    const build = { names: 0, unitNames: 0, units: 0 };
    let before = { buildings: 0, units: 0 };
    let there = 0;
    for (const size of sizes) {
      const { seconds, units: added } = await generator.grow(size - there);
      there = size;
      build.names += seconds.buildingNames + seconds.unitNames;
      build.unitNames += seconds.unitNames;
      build.units += added;
      await putDemoLast(db);
      await db.execute(sql`vacuum analyze`);
      before = { buildings: size, units: size * 10 };
      measured.push({ buildings: size, ms: await timings(db) });
    }
    return {
      ...(await quality(db)),
      sizes: measured,
      names: {
        ...(await sizesOnDisk(db, before)),
        units_per_second: Math.round(build.units / build.unitNames),
        keys_of_units_per_second: await keysPerSecond(),
        build_seconds: Math.round(build.names),
      },
    };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function seed(db: Db): Promise<void> {
  const now = new Date();
  await db.transaction(async (tx) => {
    await refreshNames(tx);
    const round = await ensureNeedsSurvey(tx, now);
    await insertDemoDistrict(tx, { round, now, timeZone: 'Asia/Shanghai' });
  });
}

/** No generated building may be called what a query says, in characters or in letters: it would be the right answer. */
export async function namesInQuestion(): Promise<(name: string, core: string) => boolean> {
  const han = await loadHan();
  const cut = (name: string) => name.replace(/(?:国际中心|大厦|中心|广场|写字楼|大楼|商务楼|国际)$/u, '');
  const said = [
    ...demoDistrict().buildings.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...queries.map(({ typed }) => typed),
    ...strangers,
  ].map((name) => han.simplify(name));
  const taken = new Set([...said, ...said.map(cut)]);
  // In letters many a name sounds the same: only those that some stranger, or some slip, happens to spell are left out.
  const inLetters = [
    ...strangers,
    ...queries
      .filter(({ kind }) => kind === 'another house word' || kind === 'slips in letters')
      .map(({ typed }) => typed),
  ]
    .filter((typed) => /^[a-z ]+$/iu.test(typed))
    .map((typed) => known(spell(typed, han)));
  const sounds = new Set(inLetters.map(({ parts }) => sound(parts.core)));
  return (name, core) => {
    if (taken.has(core) || taken.has(name)) return true;
    if (!sounds.has(sound(spell(core, han, { apart: true })))) return false;
    const own = known(spell(name, han));
    return inLetters.some((query) =>
      ['exact', 'core'].includes(compareNames(query, own, undefined)?.how ?? ''),
    );
  };
}

/** Of many with one key those listed first are looked at; those asked about stand last, as if they had come last. */
export async function putDemoLast(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    const houses = await tx.select({ id: buildings.id }).from(buildings).where(eq(buildings.demo, true));
    const inThem = await tx
      .select({ id: units.id, name: units.name })
      .from(units)
      .innerJoin(buildings, eq(buildings.id, units.building))
      .where(eq(buildings.demo, true));
    await tx.execute(sql`
      delete from place_keys k where (subject = 'building' and id in (select id from buildings where demo))
        or (subject = 'unit' and id in (select u.id from units u join buildings b on b.id = u.building_id where b.demo))`);
    await writeBuildingNames(
      tx,
      houses.map(({ id }) => id),
    );
    await writeUnitNames(tx, inThem);
  });
}

const ask = (db: Db, typed: string) =>
  // As a turn reads: outside of any transaction.
  findPlaces(workOn(db as never, new Date()), typed);

async function timings(db: Db): Promise<AtSize['ms']> {
  const typed = [...queries.map((query) => query.typed), ...strangers];
  // The first round compiles and fills the caches.
  for (const each of typed) await ask(db, each);
  const spent: number[] = [];
  for (const each of typed) {
    const began = performance.now();
    await ask(db, each);
    spent.push(performance.now() - began);
  }
  return {
    p50: round(percentile(spent, 0.5)),
    p95: round(percentile(spent, 0.95)),
    p99: round(percentile(spent, 0.99)),
    max: round(Math.max(...spent)),
  };
}

async function quality(db: Db) {
  const codes = new Map(
    (await db.select({ id: buildings.id, code: buildings.code }).from(buildings)).map(({ id, code }) => [
      id,
      code,
    ]),
  );
  const places: { kind: string; place: number }[] = [];
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const { kind, typed, right } of queries) {
    const { matches } = await ask(db, typed);
    const place = matches.findIndex(({ building }) => right.has(codes.get(building) ?? ''));
    places.push({ kind, place });
    if (place !== 0)
      missed.push(`${kind}: ${typed} (${place < 0 ? 'not among them' : `place ${place + 1}`})`);
    const clear = clearMatch(matches);
    if (clear && !right.has(codes.get(clear.building) ?? '')) wrong.push(typed);
  }
  const sure: string[] = [];
  for (const typed of strangers)
    if (clearMatch((await ask(db, typed)).matches)) sure.push(typed.slice(0, 40));
  const kinds = [...new Set(places.map(({ kind }) => kind))];
  return {
    all: rates(places),
    by_kind: Object.fromEntries(
      kinds.map((kind) => [kind, rates(places.filter((each) => each.kind === kind))]),
    ),
    wrongly_sure: { of_queries: wrong, of_strangers: sure },
    strangers: strangers.length,
    missed,
  };
}

function rates(places: readonly { place: number }[]): Quality {
  const share = (within: number) =>
    round(places.filter(({ place }) => place >= 0 && place < within).length / places.length, 1_000);
  return { queries: places.length, first: share(1), first_three: share(3) };
}

async function sizesOnDisk(db: Db, { buildings: houses, units }: { buildings: number; units: number }) {
  const [row] = await db.execute<{ index: string; rows: string; buildingKeys: number; unitKeys: number }>(sql`
    select pg_indexes_size('place_keys') as index, pg_table_size('place_keys') as rows,
      (select coalesce(sum(cardinality(keys)), 0)::int from place_keys where subject <> 'unit') as "buildingKeys",
      (select coalesce(sum(cardinality(keys)), 0)::int from place_keys where subject = 'unit') as "unitKeys"`);
  const bytes = Number(row?.index ?? 0) + Number(row?.rows ?? 0);
  // All is keys; each takes its share.
  const ofUnits = (row?.unitKeys ?? 0) / ((row?.unitKeys ?? 0) + (row?.buildingKeys ?? 0));
  return {
    bytes_per_unit: Math.round((bytes * ofUnits) / units),
    bytes_per_building: Math.round((bytes * (1 - ofUnits)) / houses),
    index_mb: Math.round(bytes / 1_048_576),
  };
}

async function keysPerSecond(): Promise<number> {
  const han = await loadHan();
  const names = demoDistrict().units.map(({ name }) => name);
  for (const name of names) unitKeys(name, han);
  const began = performance.now();
  for (let round = 0; round < 10; round++) for (const name of names) unitKeys(name, han);
  return Math.round((names.length * 10) / ((performance.now() - began) / 1_000));
}

function round(value: number, to = 100): number {
  return Math.round(value * to) / to;
}
