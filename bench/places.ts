import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { streetPage } from '../src/db/queries/browse.ts';
import { readingWork, readOf } from '../src/db/work.ts';
import { StreetId } from '../src/domain/ids.ts';
import { type PosterFacts, posterPdf, posterPicture } from '../src/files/poster.ts';
import { createTranslations } from '../src/i18n/index.ts';
import { silentLog } from '../src/log.ts';
import { findNearest } from '../src/services/find-nearest.ts';
import { percentile } from './support/process.ts';

interface Timing {
  readonly p50: number;
  readonly p95: number;
}

interface PlacesFigures {
  readonly nearest: readonly (Timing & { readonly buildings: number })[];
  readonly browse: readonly (Timing & { readonly buildings: number })[];
  readonly poster: {
    readonly first_ms: number;
    readonly pdf: Timing;
    readonly png: Timing;
    readonly rss_mb: number;
  };
}

/** What is around her, street by street, and a poster: each as a turn asks for it. */
export async function measure({ sizes = [1_000, 10_000, 100_000] } = {}): Promise<PlacesFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url);
  try {
    await migrate(server.url);
    await db.execute(sql`
      insert into streets (code, name, name_en, station_place, station_hours, phone)
      select 's' || n, '第' || n || '街道', 'Street ' || n, '{}', '{}', '1' from generate_series(1, 20) n`);
    await db.execute(sql`select setseed(0.5)`);
    const nearest: PlacesFigures['nearest'][number][] = [];
    const browse: PlacesFigures['browse'][number][] = [];
    let there = 0;
    for (const buildings of sizes) {
      await addBuildings(db, there, buildings);
      there = buildings;
      nearest.push({ buildings, ...(await timed(400, (nth) => nearSomewhere(db, nth))) });
      browse.push({ buildings, ...(await timed(100, (nth) => pageOfStreet(db, nth, buildings))) });
    }
    return { nearest, browse, poster: await posters() };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** As buildings lie: half of them around a few squares, the others anywhere in the city. */
async function addBuildings(db: Db, from: number, to: number): Promise<void> {
  await db.execute(sql`
    insert into buildings (code, street_id, name, address, latitude, longitude)
    select 'n' || n, 1 + n % 20, '第' || n || '大厦', '{}',
      case when n % 2 = 0 then 39.9 + (n % 7) * 0.02 + random() * 0.01 else 39.8 + random() * 0.4 end,
      case when n % 2 = 0 then 116.3 + (n % 5) * 0.03 + random() * 0.01 else 116.2 + random() * 0.4 end
    from generate_series(${from}::int + 1, ${to}::int) n`);
  await db.execute(sql`vacuum analyze buildings`);
}

/** In a crowd, at the edge of town, beyond it, and in another city. */
function nearSomewhere(db: Db, nth: number): Promise<unknown> {
  const [latitude, longitude] = [
    [39.9 + (nth % 97) / 970, 116.3 + (nth % 89) / 890],
    [39.805 + (nth % 97) / 4_000, 116.205],
    [39.78, 116.18 + (nth % 89) / 890],
    [31.23, 121.47],
  ][nth % 4] ?? [0, 0];
  return findNearest(readingWork(db, new Date(0)), { latitude: latitude ?? 0, longitude: longitude ?? 0 });
}

function pageOfStreet(db: Db, nth: number, buildings: number): Promise<unknown> {
  const pages = buildings / 20 / 10;
  const tx = readOf(readingWork(db, new Date(0)));
  return streetPage(tx, StreetId.parse(1 + (nth % 20)), Math.floor((nth / 100) * pages));
}

async function posters(): Promise<PlacesFigures['poster']> {
  const translations = createTranslations('Asia/Shanghai');
  const before = process.memoryUsage().rss;
  const began = performance.now();
  await posterPdf([facts], translations);
  const first = performance.now() - began;
  return {
    first_ms: Math.round(first),
    pdf: await timed(20, () => posterPdf([facts], translations)),
    png: await timed(10, () => posterPicture(facts, translations)),
    rss_mb: Math.round((process.memoryUsage().rss - before) / 1_048_576),
  };
}

/** The first round fills the caches. */
async function timed(times: number, act: (nth: number) => Promise<unknown>): Promise<Timing> {
  const spent: number[] = [];
  for (const counts of [false, true]) {
    for (let nth = 0; nth < times; nth += 1) {
      const began = performance.now();
      await act(nth);
      if (counts) spent.push(performance.now() - began);
    }
  }
  return { p50: round(percentile(spent, 0.5)), p95: round(percentile(spent, 0.95)) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const words = { zh: '一层大厅，服务台旁', en: 'Ground floor, by the reception' };
const facts: PosterFacts = {
  building: { name: '金隅大厦', nameEn: 'Jinyu Building' },
  street: {
    ...{ name: '金融街街道', nameEn: 'Jinrongjie Subdistrict', phone: '1' },
    ...{ stationPlace: words, stationHours: words },
  },
  union: {
    ...{ name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Federation of Building Unions', phone: '1' },
    ...{ office: words, officeHours: words, station: { place: words, hours: words } },
  },
  link: 'https://t.me/niangjia_bot?start=b_p7g8n',
  demo: true,
};
