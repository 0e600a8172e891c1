import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { writeXlsxStream } from 'hucre/xlsx';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { silentLog } from '../src/log.ts';
import { percentile, startProgram } from './support/process.ts';

interface Run {
  readonly file_mb: number;
  /** Seconds. */
  readonly check: number;
  readonly apply: number;
  readonly undo: number;
  readonly rows_per_second: number;
  readonly idle_mb: number;
  readonly checked_mb: number;
  readonly applied_mb: number;
  readonly peak_mb: number;
  /** Meanwhile, somebody asks for a building's units: what she waits, ms. */
  readonly beside: { readonly p50: number; readonly p99: number; readonly max: number };
}

export interface ImportFigures {
  readonly rows: number;
  readonly xlsx: Run;
  readonly csv: Run;
}

const buildings = 10_000;
const headings = ['楼宇名称', '单位名称', '类型', '房间', '非公', '建会情况', '职工数', '入驻日期'];

/** A million units, looked at, applied and undone, from a workbook with shared strings and from a CSV. */
export async function measure({ rows = 1_000_000 } = {}): Promise<ImportFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url);
  try {
    await migrate(server.url);
    await addBuildings(db);
    const xlsx = join(dataDir, 'units.xlsx');
    // Written by a stream, the strings would stand in their cells; Excel shares them.
    const columns = headings.map((header) => ({ header }));
    const book = writeXlsxStream(units(rows), { name: '单位', columns, inlineStrings: false });
    await pipeline(Readable.fromWeb(book as never), createWriteStream(xlsx));
    const csv = join(dataDir, 'units.csv');
    await pipeline(Readable.from(lines(rows)), createWriteStream(csv));
    return {
      rows,
      xlsx: await importOnce(db, server.url, xlsx, rows),
      csv: await importOnce(db, server.url, csv, rows),
    };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function addBuildings(db: Db): Promise<void> {
  await db.execute(sql`
    insert into streets (code, name, name_en, station_place, station_hours, phone)
    values ('s1', '一街道', 'First', '{}', '{}', '1')`);
  await db.execute(sql`
    insert into buildings (code, street_id, name, address, latitude, longitude)
    select 'n' || n, 1, '第' || n || '大厦', '{}', 39.9, 116.4 from generate_series(0, ${buildings}::int - 1) n`);
}

function* units(count: number): Generator<(string | number)[]> {
  for (let n = 0; n < count; n++) {
    const building = Math.floor((n * buildings) / count);
    const room = String(100 + (n % 900));
    yield [
      `第${building}大厦`,
      `第${n}科技有限公司`,
      n % 5 === 0 ? '商户' : '企业',
      room,
      '是',
      '工会小组',
      n % 200,
      '2020-01-01',
    ];
  }
}

function* lines(count: number): Generator<string> {
  yield `${headings.join(',')}\r\n`;
  for (const row of units(count)) yield `${row.join(',')}\r\n`;
}

async function importOnce(db: Db, url: string, file: string, rows: number): Promise<Run> {
  const { size } = await stat(file);
  const waits: number[] = [];
  let over = false;
  const beside = (async () => {
    for (let n = 0; !over; n++) {
      const began = performance.now();
      await db.execute(sql`select * from units where building_id = ${1 + (n % buildings)} limit 10`);
      await db.execute(sql`update streets set phone = ${String(n % 10)}`);
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const { process: child, line } = await startProgram('bench/support/import-process.ts', {
    env: { DATABASE_URL: url },
    arguments: [file],
    until: /^IMPORTED (.*)$/u,
  }).catch(async (error: unknown) => {
    over = true;
    await beside;
    throw error;
  });
  if (child.exitCode === null) await once(child, 'exit');
  over = true;
  await beside;
  const run = JSON.parse(line[1] ?? '{}') as Omit<Run, 'file_mb' | 'rows_per_second' | 'beside'>;
  const rounded = (p: number) => Math.round(percentile(waits, p) * 10) / 10;
  return {
    ...run,
    file_mb: Math.round(size / 1e5) / 10,
    rows_per_second: Math.round(rows / (run.check + run.apply)),
    beside: { p50: rounded(0.5), p99: rounded(0.99), max: Math.round(Math.max(...waits)) },
  };
}
