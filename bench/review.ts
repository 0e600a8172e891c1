import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { phoneIndex } from '../src/db/phone-index.ts';
import { createVault } from '../src/db/vault.ts';
import { inWork, readingWork } from '../src/db/work.ts';
import type { Actor } from '../src/domain/actor.ts';
import type { PersonId } from '../src/domain/ids.ts';
import { batchAtMost, queueFilters } from '../src/domain/review.ts';
import { silentLog } from '../src/log.ts';
import { createApproveBatches } from '../src/services/applications/approve-batches.ts';
import { createBatchServices } from '../src/services/applications/order-batch.ts';
import { createListApplications } from '../src/services/list-applications.ts';
import { createNextApplication } from '../src/services/open-application.ts';
import { addMembers } from '../test/support/audience.ts';
import { someone, timeZone, twoStreets } from '../test/support/two-streets.ts';
import { percentile } from './support/process.ts';

export interface ReviewFigures {
  readonly people: number;
  readonly waiting: number;
  readonly queue_ms: { readonly p50: number; readonly p95: number };
  readonly next_ms: { readonly p50: number; readonly p95: number };
  readonly batch: { readonly applications: number; readonly seconds: number };
}

const vault = createVault(Buffer.alloc(32, 1));

/** The reviewers' queue among a million people, each with an application decided once; and a thousand approved at once. */
export async function measure({
  everybody = 1_000_000,
  waiting = 10_000,
  rounds = 200,
} = {}): Promise<ReviewFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url, { statementTimeoutMs: 0 });
  try {
    await migrate(server.url);
    const actors = await settle(db, everybody, waiting);
    const queue = await queueTimes(db, actors, rounds);
    return { people: everybody, waiting, ...queue, batch: await batch(db, actors) };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Actors {
  readonly street: Actor;
  readonly district: Actor;
}

async function settle(db: Db, everybody: number, waiting: number): Promise<Actors> {
  const now = new Date();
  const at = now.toISOString();
  const { north } = await twoStreets(db);
  await addMembers(db, north.union, { count: everybody, since: now });
  const hex = vault.seal('13800000000', 'applications.phone').toString('hex');
  await db.execute(sql`
    insert into applications (person_id, union_id, building_id, name, phone, phone_index, status, submitted_at, due_on)
    select id, ${north.union}::int, ${north.building}::int, decode(${hex}, 'hex'), decode(${hex}, 'hex'),
      decode(md5(id::text), 'hex'), 'submitted', ${at}, ${at}::timestamptz from people`);
  await db.execute(sql`
    update applications set name = null, phone = null, phone_index = null, status = 'approved', decided_at = ${at}`);
  const first = await strangers(db, waiting, now);
  for (let from = 0; from < waiting; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, waiting - from) }, (_, nth) => {
      const phone = `139${String(from + nth).padStart(8, '0')}`;
      return {
        person: first + from + nth,
        name: vault.seal(`王${from + nth}`, 'applications.name').toString('hex'),
        phone: vault.seal(phone, 'applications.phone').toString('hex'),
        index: phoneIndex(vault, phone).toString('hex'),
        // One in ten is late.
        due: new Date(now.getTime() + (nth % 10 === 0 ? -1 : 1) * 86_400_000).toISOString().slice(0, 10),
      };
    });
    await db.execute(sql`
      insert into applications (person_id, union_id, building_id, unit_id, name, phone, phone_index, status, submitted_at, due_on)
      select person, ${north.union}::int, ${north.building}::int, ${north.unit}::int, decode(name, 'hex'),
        decode(phone, 'hex'), decode(index, 'hex'), 'submitted', ${at}::timestamptz + person * interval '1 second', due
      from json_to_recordset((${JSON.stringify(rows)}::text)::json)
        as o(person int, name text, phone text, index text, due date)`);
  }
  await db.execute(sql`vacuum analyze`);
  return {
    street: await someone(db, { kind: 'street', street: north.street }),
    district: await someone(db, { kind: 'district' }),
  };
}

/** People who are no members. @returns the first one's id; the others follow */
async function strangers(db: Db, count: number, now: Date): Promise<number> {
  const [row] = await db.execute<{ first: PersonId }>(sql`
    with made as (
      insert into people (telegram_id, created_at)
      select 9000000000 + n, ${now.toISOString()} from generate_series(1, ${count}) n returning id)
    select min(id) as first from made`);
  if (!row) throw new Error('nobody came');
  return row.first;
}

async function queueTimes(db: Db, { street, district }: Actors, rounds: number) {
  const list = createListApplications({ vault, timeZone });
  const next = createNextApplication({ timeZone });
  const shown: number[] = [];
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const actor = round % 2 === 0 ? street : district;
    const filter = queueFilters[round % queueFilters.length] ?? 'waiting';
    const work = readingWork(db, new Date());
    let began = performance.now();
    const page = await list(work, actor, filter, round * 7);
    shown.push(performance.now() - began);
    began = performance.now();
    await next(work, actor, page.waiting[0]?.id ?? null);
    found.push(performance.now() - began);
  }
  // The first ones are for what is compiled and prepared at first use.
  return { queue_ms: spread(shown.slice(5)), next_ms: spread(found.slice(5)) };
}

async function batch(db: Db, { street }: Actors): Promise<ReviewFigures['batch']> {
  const { previewBatch, orderBatch } = createBatchServices({ vault, timeZone });
  const approveBatches = createApproveBatches({ db, vault, timeZone, log: silentLog });
  const began = performance.now();
  const { count, last } = await previewBatch(readingWork(db, new Date()), street);
  if (last === null || count !== batchAtMost) throw new Error(`${count} could be approved`);
  await inWork(db, new Date(), (work) => orderBatch(work, street, { count, last }));
  const { approved } = await approveBatches(new Date());
  if (approved !== count) throw new Error(`${approved} of ${count} were approved`);
  return { applications: approved, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

function spread(values: readonly number[]) {
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return { p50: tenth(percentile(values, 0.5)), p95: tenth(percentile(values, 0.95)) };
}
