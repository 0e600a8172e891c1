import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { ensureNeedsSurvey } from '../src/db/queries/surveys.ts';
import { inWork } from '../src/db/work.ts';
import type { PersonId, RoundId } from '../src/domain/ids.ts';
import { createTranslations } from '../src/i18n/index.ts';
import { silentLog } from '../src/log.ts';
import { makeResults } from '../src/make-results.ts';
import { readResults } from '../src/services/results/read-results.ts';
import { createTakeFigures } from '../src/services/results/take-figures.ts';
import { percentile } from './support/process.ts';

export interface ResultsFigures {
  readonly responses: number;
  readonly unions: number;
  /** Counting all of them, in seconds: a job's work, once. */
  readonly taking: number;
  /** Medians, in milliseconds. */
  readonly first: number;
  readonly crossed: number;
  readonly picture: number;
  readonly sheet: number;
}

const timeZone = 'Asia/Shanghai';
const now = new Date('2026-11-22T02:00:00Z');

/** What a million people said, in two thousand unions, as the district sees it. */
export async function measure({ responses = 1_000_000, unions = 2_000 } = {}): Promise<ResultsFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url, { statementTimeoutMs: 600_000 });
  try {
    await migrate(server.url);
    const round = await furnish(db, responses, unions);
    const began = performance.now();
    const taken = await createTakeFigures({ db, timeZone, log: silentLog })(now);
    if (taken.unions !== unions) throw new Error(`${taken.unions} unions counted`);
    const taking = Math.round((performance.now() - began) / 100) / 10;

    const staff = { person: 1 as PersonId, scopes: [{ kind: 'district' }] } as const;
    const asked = { round, place: { kind: 'district' } } as const;
    const read = (crosses?: readonly [string, string]) => () =>
      inWork(db, now, (work) => readResults.results(work, staff, asked, crosses));
    const { zh } = createTranslations(timeZone);
    const order = { kind: 'results', round, place: 'd', question: 'interests' } as const;
    return {
      responses,
      unions,
      taking,
      first: await median(5, read()),
      crossed: await median(5, read(['interests', 'times'])),
      picture: await median(5, () => makeResults(db, { ...order, as: 'png' }, zh)),
      sheet: await median(3, () => makeResults(db, { ...order, as: 'xlsx' }, zh)),
    };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function median(times: number, act: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const began = performance.now();
    await act();
    took.push(performance.now() - began);
  }
  return Math.round(percentile(took, 0.5));
}

async function furnish(db: Db, responses: number, unions: number): Promise<RoundId> {
  const yesterday = new Date(now.getTime() - 86_400_000);
  const round = await db.transaction((tx) => ensureNeedsSurvey(tx, yesterday));
  const words = sql`'{"zh": "某街1号"}'::jsonb`;
  for (const statement of [
    sql`insert into streets (code, name, name_en, station_place, station_hours, phone)
      select 's' || n, '第' || n || '街道', 'Street ' || n, ${words}, ${words}, '1' from generate_series(1, 20) n`,
    sql`insert into unions (code, street_id, kind, name, name_en, founded_on, office, office_hours, phone, introduction)
      select 'u' || n, 1 + n % 20, 'joint', '工会' || n, 'Union ' || n, date '2019-01-01', ${words}, ${words}, '1', ${words}
      from generate_series(1, ${unions}::int) n`,
    sql`insert into buildings (code, street_id, name, address, latitude, longitude)
      select 'b' || n, 1 + n % 20, '大厦' || n, ${words}, 39.9, 116.3 from generate_series(1, ${unions * 5}::int) n`,
    sql`insert into units (building_id, name, normalised, kind, room, non_public, organised, workers, opened_on)
      select n, '单位', '单位', 'firm', '1', true, 'none', 200, date '2015-01-01'
      from generate_series(1, ${unions * 5}::int) n`,
    sql`insert into people (created_at) select ${yesterday.toISOString()}::timestamptz from generate_series(1, ${responses * 2}::int)`,
    sql`insert into memberships (person_id, union_id, unit_id, since)
      select n, 1 + n % ${unions}::int, 1 + n % ${unions}::int + ${unions}::int * (n / ${unions}::int % 5), date '2020-01-01'
      from generate_series(1, ${responses * 2}::int) n`,
    sql`insert into survey_responses (round_id, person_id, answers, started_at, completed_at)
      select ${round}, n, jsonb_build_object(
          'interests', jsonb_build_array((array['sports','crafts','green','health'])[1 + abs(hashint4(n)) % 4],
            (array['reading','skills','family','outing','film','legal'])[1 + abs(hashint4(n * 7)) % 6]),
          'frequency', jsonb_build_array((array['weekly','biweekly','monthly','quarterly','rarely'])[1 + abs(hashint4(n * 3)) % 5]),
          'times', jsonb_build_array((array['lunch','evening','saturday','sunday'])[1 + abs(hashint4(n * 5)) % 4]),
          'suggestion', null), ${yesterday.toISOString()}::timestamptz, ${yesterday.toISOString()}::timestamptz
      from generate_series(1, ${responses}::int) n`,
    sql`vacuum analyze`,
  ])
    await db.execute(statement);
  return round;
}
