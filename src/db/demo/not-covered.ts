import { and, asc, isNull } from 'drizzle-orm';
import type { BuildingId, StreetId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { writeBuildingNames } from '../queries/place-names.ts';
import { buildingNames, buildings, people, wishes } from '../schema.ts';
import type { DemoBuilding } from './types.ts';

/** A building without a union, and how many of the invented people wish for one. */
interface NotCovered extends Omit<DemoBuilding, 'union' | 'nameEn'> {
  readonly nameEn: string;
  readonly wishes: number;
}

/**
 * Where no union has come yet: a few buildings beside those of the published figures, which count covered ones only. The
 * fifth wish for one of them is left to whoever tries the bot.
 */
export const notCovered: readonly NotCovered[] = [
  {
    code: 'w7d3k',
    street: 'r6u9',
    name: '闻笛大厦',
    nameEn: 'Wendi Building',
    aliases: ['闻笛', '闻笛楼'],
    address: { zh: '武定侯街73号', en: '73 Wudinghou Street' },
    at: { latitude: 39.9186, longitude: 116.3548 },
    floors: 11,
    wishes: 4,
  },
  {
    code: 'q4x8j',
    street: 'r6u9',
    name: '青篱商务楼',
    nameEn: 'Qingli Building',
    aliases: ['青篱', '青篱大厦'],
    address: { zh: '广宁伯街58号', en: '58 Guangningbo Street' },
    at: { latitude: 39.9163, longitude: 116.3569 },
    floors: 7,
    wishes: 12,
  },
  {
    code: 'j9s5m',
    street: 'a6j7',
    name: '竹简中心',
    nameEn: 'Zhujian Centre',
    aliases: ['竹简', '竹简大厦'],
    address: { zh: '三里河东路96号', en: '96 Sanlihe East Road' },
    at: { latitude: 39.9121, longitude: 116.3437 },
    floors: 13,
    wishes: 8,
  },
  {
    code: 'n3y6t',
    street: 'p9k5',
    name: '望云里写字楼',
    nameEn: 'Wangyunli Offices',
    aliases: ['望云里', '望云楼'],
    address: { zh: '黄寺大街67号', en: '67 Huangsi Street' },
    at: { latitude: 39.9634, longitude: 116.3794 },
    floors: 9,
    wishes: 2,
  },
];

/** Puts them into the demonstration district, with the wishes of people who are members elsewhere. */
export async function insertNotCovered(
  tx: Tx,
  streets: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  const rows = await tx
    .insert(buildings)
    .values(
      notCovered.map(({ code, street, name, nameEn, address, at, floors }) => ({
        code,
        street: streets.get(street) as StreetId,
        name,
        nameEn,
        address,
        ...at,
        floors,
        demo: true,
      })),
    )
    .returning({ id: buildings.id, code: buildings.code });
  const ids = new Map<string, BuildingId>(rows.map(({ id, code }) => [code, id]));
  const placed = notCovered.flatMap((each) => {
    const id = ids.get(each.code);
    return id === undefined ? [] : [{ ...each, id }];
  });
  await tx
    .insert(buildingNames)
    .values(
      placed.flatMap(({ id, aliases }) =>
        aliases.map((name) => ({ building: id, name, kind: 'alias' as const })),
      ),
    );
  await writeBuildingNames(tx, [...ids.values()]);
  const total = notCovered.reduce((sum, each) => sum + each.wishes, 0);
  const wishers = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(people.demo, isNull(people.telegramId)))
    .orderBy(asc(people.id))
    .limit(total);
  const each = placed.flatMap(({ id, wishes: n }) => Array.from({ length: n }, () => id));
  await tx.insert(wishes).values(
    wishers.flatMap(({ id: person }, index) => {
      const building = each[index];
      return building === undefined ? [] : [{ person, building, at: now }];
    }),
  );
}
