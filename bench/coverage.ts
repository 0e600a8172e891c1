import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { inWork } from '../src/db/work.ts';
import type { Scope } from '../src/domain/actor.ts';
import type { StreetId, UnionId } from '../src/domain/ids.ts';
import { createTranslations } from '../src/i18n/index.ts';
import { silentLog } from '../src/log.ts';
import { makeCoverage } from '../src/make-coverage.ts';
import { coverageChangesFor } from '../src/services/explain-coverage.ts';
import { coverageFor } from '../src/services/read-coverage.ts';
import { percentile } from './support/process.ts';

export interface CoverageFigures {
  readonly buildings: number;
  readonly units: number;
  readonly members: number;
  /** Columns that changed in the ten months between the past day and today. */
  readonly changes: number;
  /** Medians, in milliseconds. */
  readonly today: ByScope;
  readonly past: ByScope;
  readonly explained: { readonly district: number; readonly causes: number };
  readonly picture: number;
}

interface ByScope {
  readonly district: number;
  readonly street: number;
  readonly union: number;
}

const timeZone = 'Asia/Shanghai';
const now = new Date('2026-11-22T02:00:00Z');
const today = '2026-11-22';
const past = '2026-02-01';
const street = 3 as StreetId;
const union = 42 as UnionId;

/** The figures of a district with a building for every other Beijinger who ever worked in one. */
export async function measure({ buildings = 100_000, rounds = 5 } = {}): Promise<CoverageFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url, { statementTimeoutMs: 120_000 });
  try {
    await migrate(server.url);
    const there = await furnish(db, buildings);
    const read = (of: Scope, day: string) =>
      median(rounds, () => inWork(db, now, (work) => coverageFor(work, of, day)));
    const scopes = async (day: string): Promise<ByScope> => ({
      district: await read({ kind: 'district' }, day),
      street: await read({ kind: 'street', street }, day),
      union: await read({ kind: 'union', union }, day),
    });
    let causes = 0;
    const explained = await median(1, async () => {
      const changes = await inWork(db, now, (work) =>
        coverageChangesFor(work, { kind: 'district' }, past, today),
      );
      causes = changes?.places.length ?? 0;
    });
    const order = { kind: 'coverage', day: today, of: { kind: 'street', street }, from: null } as const;
    const { zh } = createTranslations(timeZone);
    return {
      ...there,
      today: await scopes(today),
      past: await scopes(past),
      explained: { district: explained, causes },
      picture: await median(3, () => makeCoverage({ db, timeZone, now }, { ...order, as: 'png' }, zh)),
    };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function median(rounds: number, act: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await act();
    took.push(performance.now() - began);
  }
  return Math.round(percentile(took, 0.5));
}

/** Ten units a building, fifty buildings a union, half a member a unit; a tenth of the units had another head count. */
async function furnish(db: Db, buildings: number) {
  const units = buildings * 10;
  const members = units / 2;
  const changes = units / 10;
  const words = sql`'{"zh": "某街1号"}'::jsonb`;
  for (const statement of [
    sql`insert into streets (code, name, name_en, station_place, station_hours, phone)
      select 's' || n, '第' || n || '街道', 'Street ' || n, ${words}, ${words}, '1' from generate_series(1, 20) n`,
    sql`insert into unions (code, street_id, kind, name, name_en, founded_on, office, office_hours, phone, introduction)
      select 'u' || n, 1 + n % 20, 'joint', '工会' || n, 'Union ' || n, date '2019-01-01' + n % 700, ${words}, ${words},
        '1', ${words}
      from generate_series(1, ${buildings / 50}::int) n`,
    sql`insert into buildings (code, street_id, name, address, latitude, longitude)
      select 'b' || n, 1 + n % 20, '大厦' || n, ${words}, 39.9, 116.3 from generate_series(1, ${buildings}::int) n`,
    sql`insert into union_buildings (union_id, building_id, since)
      select 1 + (n - 1) / 50, n, date '2019-01-01' + n % 700 from generate_series(1, ${buildings}::int) n`,
    sql`insert into units
        (building_id, name, normalised, kind, room, non_public, organised, workers, opened_on, closed_on)
      select 1 + (n - 1) / 10, '单位' || n, '单位' || n, 'firm', case when n % 50 = 0 then '' else (n % 900)::text end,
        n % 8 <> 0, 'none', n % 40, date '2015-01-01' + n % 2500,
        case when n % 100 = 7 then date '2026-01-01' + n % 300 end
      from generate_series(1, ${units}::int) n`,
    sql`insert into people (created_at, phone_index)
      select ${now.toISOString()}::timestamptz, case when n % 10 = 0 then int4send(n % ${(members * 99) / 100}::int) end
      from generate_series(1, ${members}::int) n`,
    sql`insert into memberships (person_id, union_id, unit_id, since)
      select n, 1 + (2 * n - 1) / 500, 2 * n, date '2020-01-01' + n % 2400 from generate_series(1, ${members}::int) n`,
    sql`insert into directory_changes (at, effective_on, source, subject, subject_id, action, before, after)
      select ${now.toISOString()}::timestamptz, date '2026-01-01' + n % 300, 'import', 'unit', n * 10, 'changed',
        jsonb_build_object('workers', n % 30), jsonb_build_object('workers', n * 10 % 40)
      from generate_series(1, ${changes}::int) n`,
    sql`vacuum analyze`,
  ]) {
    await db.execute(statement);
  }
  return { buildings, units, members, changes };
}
