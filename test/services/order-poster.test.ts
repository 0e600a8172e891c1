import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildings } from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { BuildingId, UnionId } from '../../src/domain/ids.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { makePoster } from '../../src/make-poster.ts';
import { orderPoster } from '../../src/services/order-poster.ts';
import { testDatabase } from '../support/database.ts';
import { scan } from '../support/scan.ts';
import { at, monday, someone, timeZone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
let places: Awaited<ReturnType<typeof twoStreets>>;
let alone: BuildingId;
let cast: Record<'worker' | 'officer' | 'street' | 'otherStreet' | 'district', Actor>;

beforeAll(async () => {
  places = await twoStreets(db);
  const [row] = await db
    .insert(buildings)
    .values({
      code: 'b-alone',
      street: places.north.street,
      name: '没有工会的楼',
      address: { zh: '一号' },
      latitude: 0,
      longitude: 0,
    })
    .returning({ id: buildings.id });
  if (!row) throw new Error('no building');
  alone = row.id;
  cast = {
    worker: await someone(db),
    officer: await someone(db, { kind: 'union', union: places.north.union }),
    street: await someone(db, { kind: 'street', street: places.north.street }),
    otherStreet: await someone(db, { kind: 'street', street: places.south.street }),
    district: await someone(db, { kind: 'district' }),
  };
});

type Wanted = Parameters<typeof orderPoster>[2];
const ordered = async (who: keyof typeof cast, wanted: Wanted) =>
  (await at(db, monday, (work) => orderPoster(work, cast[who], wanted))).type === 'ordered';

describe('who may hang a poster', () => {
  test.each([
    ['worker', false, false, false],
    ['officer', true, false, false],
    ['street', true, true, false],
    ['otherStreet', false, false, true],
    ['district', true, true, true],
  ] as const)('%s', async (who, inNorth, withoutUnion, inSouth) => {
    const { north, south } = places;
    expect(await ordered(who, { building: north.building, as: 'pdf' })).toBe(inNorth);
    expect(await ordered(who, { union: north.union })).toBe(inNorth);
    expect(await ordered(who, { building: alone, as: 'png' })).toBe(withoutUnion);
    expect(await ordered(who, { building: south.building, as: 'photo' })).toBe(inSouth);
    expect(await ordered(who, { union: south.union })).toBe(inSouth);
  });

  test('nobody where there is no such building or union', async () => {
    expect(await ordered('district', { building: BuildingId.parse(999_999), as: 'pdf' })).toBe(false);
    expect(await ordered('district', { union: UnionId.parse(999_999) })).toBe(false);
  });
});

describe('what is made of an order', () => {
  const translations = createTranslations(timeZone);
  const make = (order: Parameters<typeof makePoster>[1], language: 'zh' | 'en' = 'zh') =>
    makePoster({ db, translations, username: 'niangjia_bot' }, order, translations[language]);

  test('a document, named after the building and nobody', async () => {
    const made = await make({ kind: 'poster', building: places.north.building, as: 'pdf' });
    expect([made?.name, made?.as]).toEqual(['north大厦海报.pdf', 'document']);
    expect(
      Buffer.from(made?.data ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('a picture whose code leads to the building', async () => {
    const made = await make({ kind: 'poster', building: places.north.building, as: 'photo' });
    expect([made?.name, made?.as]).toEqual(['north大厦海报.png', 'photo']);
    expect(await scan(made?.data ?? new Uint8Array())).toBe('https://t.me/niangjia_bot?start=b_b-north');
  });

  test('a page for each building of a union', async () => {
    const made = await make({ kind: 'posters', union: places.south.union }, 'en');
    expect(made?.name).toBe('Posters south union.pdf');
    const pdf = Buffer.from(made?.data ?? []).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(1);
  });

  test('nothing, when the building is gone by then', async () => {
    await db.update(buildings).set({ closedOn: '2026-11-01' }).where(eq(buildings.id, alone));
    expect(await make({ kind: 'poster', building: alone, as: 'pdf' })).toBeNull();
    expect(await make({ kind: 'posters', union: UnionId.parse(999_999) })).toBeNull();
  });
});
