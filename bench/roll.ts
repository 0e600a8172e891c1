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
import { startProgram } from './support/process.ts';

export interface RollFigures {
  readonly rows: number;
  readonly file_mb: number;
  /** Seconds. */
  readonly check: number;
  readonly apply: number;
  readonly undo: number;
  readonly idle_mb: number;
  readonly checked_mb: number;
  readonly applied_mb: number;
  readonly peak_mb: number;
}

const units = 2_000;
const headings = ['姓名', '手机号', '工会', '单位', '入会日期', '卡号后四位'];

/** A roll of a hundred thousand members, looked at, registered and taken back. */
export async function measure({ rows = 100_000 } = {}): Promise<RollFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url);
  try {
    await migrate(server.url);
    await addUnits(db);
    const file = join(dataDir, 'roll.xlsx');
    const columns = headings.map((header) => ({ header }));
    const book = writeXlsxStream(members(rows), { name: '会员', columns, inlineStrings: false });
    await pipeline(Readable.fromWeb(book as never), createWriteStream(file));
    const { process: child, line } = await startProgram('bench/support/import-process.ts', {
      env: { DATABASE_URL: server.url },
      arguments: [file],
      until: /^IMPORTED (.*)$/u,
    });
    if (child.exitCode === null) await once(child, 'exit');
    const run = JSON.parse(line[1] ?? '{}') as Omit<RollFigures, 'rows' | 'file_mb'>;
    return { rows, file_mb: Math.round((await stat(file)).size / 1e5) / 10, ...run };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function addUnits(db: Db): Promise<void> {
  await db.execute(sql`
    insert into streets (code, name, name_en, station_place, station_hours, phone)
    values ('s1', '一街道', 'First', '{}', '{}', '1')`);
  await db.execute(sql`
    insert into unions (code, street_id, kind, name, name_en, founded_on, office, office_hours, phone, introduction)
    values ('u1', 1, 'joint', '一号楼宇联合工会', 'First Union', '2020-01-01', '{}', '{}', '1', '{}')`);
  await db.execute(sql`
    insert into buildings (code, street_id, name, address, latitude, longitude)
    values ('b1', 1, '一号大厦', '{}', 39.9, 116.4)`);
  await db.execute(
    sql`insert into union_buildings (union_id, building_id, since) values (1, 1, '2020-01-01')`,
  );
  await db.execute(sql`
    insert into units (building_id, name, normalised, kind, room, non_public, organised, workers, opened_on)
    select 1, '第' || n || '科技', '第' || n || '科技', 'firm', '1', true, 'none', 50, '2020-01-01'
    from generate_series(0, ${units}::int - 1) n`);
}

const letters = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];

function* members(count: number): Generator<(string | number)[]> {
  for (let n = 0; n < count; n++) {
    const name = [n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20]
      .map((at) => letters[at])
      .join('');
    const phone = `139${String(n).padStart(8, '0')}`;
    yield [name, phone, '一号楼宇联合工会', `第${n % units}科技`, '2019-05-01', n % 3 === 0 ? '1234' : ''];
  }
}
