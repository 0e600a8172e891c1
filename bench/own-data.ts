import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { phoneIndex } from '../src/db/phone-index.ts';
import { ensureNeedsSurvey } from '../src/db/queries/surveys.ts';
import { people } from '../src/db/schema.ts';
import { createVault, type Vault } from '../src/db/vault.ts';
import { inWork, readingWork } from '../src/db/work.ts';
import { ownDataJson } from '../src/domain/own-data.ts';
import { silentLog } from '../src/log.ts';
import { createErasePerson } from '../src/services/erase-person.ts';
import { createReadOwnData } from '../src/services/read-own-data.ts';
import { rotateKey } from '../src/services/rotate-key.ts';
import { addMembers, firstChat } from '../test/support/audience.ts';
import { timeZone, twoStreets } from '../test/support/two-streets.ts';
import { percentile, residentMb } from './support/process.ts';

export interface OwnDataFigures {
  readonly people: number;
  readonly export_ms: { readonly p50: number; readonly max: number };
  readonly erase_ms: { readonly p50: number; readonly max: number };
  readonly rotate: {
    readonly people: number;
    readonly seconds: number;
    readonly rss_mb_before: number;
    readonly rss_mb_most: number;
  };
}

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** Reading and erasing one person among a million, and bringing the names and phones of many to a new key. */
export async function measure({
  everybody = 1_000_000,
  rotated = 100_000,
  rounds = 40,
} = {}): Promise<OwnDataFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url, { statementTimeoutMs: 0 });
  try {
    await migrate(server.url);
    await settle(db, everybody);
    const one = await exportsAndErasures(db, everybody, rounds);
    return { people: everybody, ...one, rotate: await rotate(db, rotated) };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Members who agreed, answered, signed up, were told five things each, and whose applications were opened. */
async function settle(db: Db, count: number): Promise<void> {
  const now = new Date();
  const at = now.toISOString();
  const { north } = await twoStreets(db);
  await addMembers(db, north.union, { count, since: now });
  const survey = await db.transaction((tx) => ensureNeedsSurvey(tx, now));
  const hashes = createVault(oldKey).seal('13800000000', 'applications.phone').toString('hex');
  for (const statement of [
    sql`insert into survey_responses (round_id, person_id, answers, started_at, completed_at)
      select ${survey}::int, id, '{"interests":["crafts"]}', ${at}, ${at} from people`,
    sql`insert into applications (person_id, union_id, building_id, name, phone, phone_index, status, submitted_at, due_on)
      select id, ${north.union}::int, ${north.building}::int, decode(${hashes}, 'hex'), decode(${hashes}, 'hex'),
        decode(md5(id::text), 'hex'), 'submitted', ${at}, ${at}::timestamptz from people`,
    sql`update applications set name = null, phone = null, phone_index = null, status = 'approved', decided_at = ${at}`,
    sql`insert into audit (at, actor_id, action, subject, subject_id, details)
      select ${at}, 1, 'application.seen', 'application', id, '{}' from applications`,
    sql`insert into deliveries (notice_id, person_id, status, urgent, due_at, settled_at, message_id)
      select n, id, 'sent', false, ${at}, ${at}, 1 from people, generate_series(1, 5) n`,
    sql`vacuum analyze`,
  ])
    await db.execute(statement);
}

async function exportsAndErasures(db: Db, count: number, rounds: number) {
  const vault = createVault(oldKey);
  const readOwnData = createReadOwnData({ vault });
  const erasePerson = createErasePerson({ vault, timeZone });
  const exported: number[] = [];
  const erased: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Spread over all of them, so that none lies beside the last.
    const chat = firstChat + Math.floor(((round + 0.5) * count) / rounds);
    const [her] = await db.select({ id: people.id }).from(people).where(eq(people.telegramId, chat));
    if (!her) throw new Error('nobody lives there');
    let began = performance.now();
    const data = await readOwnData(readingWork(db, new Date()), her.id);
    ownDataJson(data, new Date());
    exported.push(performance.now() - began);
    if (data.deliveries.length !== 5 || data.audit.length !== 1)
      throw new Error('something of hers is missing');
    began = performance.now();
    await inWork(db, new Date(), (work) => erasePerson(work, { person: her.id, scopes: [] }));
    erased.push(performance.now() - began);
  }
  // The first is for what is compiled and prepared at first use.
  return { export_ms: spread(exported.slice(1)), erase_ms: spread(erased.slice(1)) };
}

async function rotate(db: Db, count: number): Promise<OwnDataFigures['rotate']> {
  const old = createVault(oldKey);
  await nameThem(db, old, count);
  const before = residentMb(process.pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMb(process.pid));
  }, 50);
  const began = performance.now();
  const done = await rotateKey({ db, vault: createVault(newKey, [oldKey]) });
  clearInterval(watch);
  const rows = done.find(({ table }) => table === 'people')?.rows;
  if (rows !== count) throw new Error(`${rows} of ${count} were brought to the new key`);
  return {
    people: count,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    rss_mb_before: before,
    rss_mb_most: most,
  };
}

async function nameThem(db: Db, vault: Vault, count: number): Promise<void> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(sql`${people.erasedAt} is null`)
    .limit(count);
  const batch = 2_000;
  for (let from = 0; from < rows.length; from += batch) {
    const named = rows.slice(from, from + batch).map(({ id }, nth) => {
      const phone = `138${String(from + nth).padStart(8, '0')}`;
      return {
        id,
        name: vault.seal(`王${from + nth}`, 'people.name').toString('hex'),
        phone: vault.seal(phone, 'people.phone').toString('hex'),
        index: phoneIndex(vault, phone).toString('hex'),
      };
    });
    await db.execute(sql`
      update people p set name = decode(o.name, 'hex'), phone = decode(o.phone, 'hex'), phone_index = decode(o.index, 'hex')
      from json_to_recordset((${JSON.stringify(named)}::text)::json) as o(id int, name text, phone text, index text)
      where p.id = o.id`);
  }
}

function spread(values: readonly number[]) {
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return { p50: tenth(percentile(values, 0.5)), max: tenth(Math.max(...values)) };
}
