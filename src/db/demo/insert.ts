import { count, sql } from 'drizzle-orm';
import type { PersonId, RoundId, UnionId, UnitId } from '../../domain/ids.ts';
import { instantAt } from '../../domain/schedule.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import type { Tx } from '../client.ts';
import { writeBuildingNames, writeStreetNames, writeUnitNames } from '../queries/place-names.ts';
import {
  activities,
  buildingNames,
  buildings,
  streets,
  unionBuildings,
  unions,
  units,
  warmStations,
} from '../schema.ts';
import { demoActivities, demoDistrict, demoSurveyAnswers } from './index.ts';
import { insertNotCovered } from './not-covered.ts';
import type { DemoDistrict } from './types.ts';

/** Ids of what was inserted, by the codes and keys of the demonstration data. */
export interface InsertedDistrict {
  readonly streets: ReadonlyMap<string, number>;
  readonly unions: ReadonlyMap<string, UnionId>;
  readonly units: ReadonlyMap<string, UnitId>;
}

export async function isEmptyDistrict(tx: Tx): Promise<boolean> {
  const [row] = await tx.select({ n: count() }).from(streets);
  return row?.n === 0;
}

/** How many months of activities, the current one included, the district comes with. */
const monthsOfActivities = 3;

/** Puts the demonstration district into an empty database: places, unions, units, members, answers, activities. */
export async function insertDemoDistrict(
  tx: Tx,
  { round, now, timeZone }: { round: RoundId; now: Date; timeZone: string },
): Promise<InsertedDistrict> {
  const district = demoDistrict();
  const inserted = await insertPlaces(tx, district);
  await insertMembers(tx, district, inserted, now);
  await insertAnswers(tx, inserted, round, now);
  await insertActivities(tx, inserted, now, timeZone);
  await insertNotCovered(tx, inserted.streets, now);
  // Figures are asked for at once, before the server would count by itself: guessed sizes make comparisons of days crawl.
  await tx.execute(
    sql`analyze streets, buildings, unions, union_buildings, units, people, memberships, directory_changes`,
  );
  return inserted;
}

async function insertPlaces(tx: Tx, district: DemoDistrict): Promise<InsertedDistrict> {
  const streetIds = byCode(
    await tx
      .insert(streets)
      .values(
        district.streets.map(({ code, name, nameEn, serviceStation }) => ({
          code,
          name,
          nameEn,
          stationPlace: serviceStation.place,
          stationHours: serviceStation.hours,
          phone: serviceStation.phone,
        })),
      )
      .returning({ code: streets.code, id: streets.id }),
  );
  const buildingIds = byCode(
    await tx
      .insert(buildings)
      .values(
        district.buildings.map((building) => ({
          code: building.code,
          street: known(streetIds, building.street),
          name: building.name,
          nameEn: building.nameEn ?? null,
          address: building.address,
          ...building.at,
          floors: building.floors,
          demo: true,
        })),
      )
      .returning({ code: buildings.code, id: buildings.id }),
  );
  await tx
    .insert(buildingNames)
    .values(
      district.buildings.flatMap(({ code, aliases }) =>
        aliases.map((name) => ({ building: known(buildingIds, code), name, kind: 'alias' as const })),
      ),
    );
  await writeStreetNames(tx, [...streetIds.values()]);
  const unionIds = byCode(
    await tx
      .insert(unions)
      .values(
        district.unions.map((union) => ({
          code: union.code,
          street: known(streetIds, union.street),
          kind: union.kind,
          name: union.name,
          nameEn: union.nameEn,
          foundedOn: union.foundedOn,
          office: union.office.place,
          officeHours: union.office.hours,
          phone: union.phone,
          introduction: union.introduction,
          demo: true,
        })),
      )
      .returning({ code: unions.code, id: unions.id }),
  );
  await tx.insert(unionBuildings).values(
    district.unions.flatMap((union) =>
      union.buildings.map((building) => ({
        union: known(unionIds, union.code),
        building: known(buildingIds, building),
        since: union.foundedOn,
      })),
    ),
  );
  await tx.insert(warmStations).values(
    district.unions.flatMap((union) =>
      union.warmStations.map(({ building, place, hours, services }) => ({
        union: known(unionIds, union.code),
        building: known(buildingIds, building),
        place,
        hours,
        services,
      })),
    ),
  );
  const unitIds = new Map<string, UnitId>();
  for (const batch of batches(district.units, 1_000)) {
    const rows = await tx
      .insert(units)
      .values(
        batch.map((unit) => ({
          building: known(buildingIds, unit.building),
          name: unit.name,
          normalised: normaliseName(unit.name),
          kind: unit.kind,
          room: unit.room,
          nonPublic: unit.nonPublic,
          organised: unit.organised,
          workers: unit.workers,
          openedOn: unit.openedOn,
        })),
      )
      .returning({ building: units.building, name: units.name, id: units.id });
    await writeUnitNames(tx, rows);
    const idOf = new Map(rows.map((row) => [`${row.building}/${row.name}`, row.id]));
    for (const unit of batch)
      unitIds.set(unit.key, known(idOf, `${known(buildingIds, unit.building)}/${unit.name}`));
  }
  await writeBuildingNames(tx, [...buildingIds.values()]);
  return { streets: streetIds, unions: unionIds, units: unitIds };
}

/** One row a member, without a name: they are counted, never spoken to. */
async function insertMembers(
  tx: Tx,
  district: DemoDistrict,
  inserted: InsertedDistrict,
  now: Date,
): Promise<void> {
  const unionOf = new Map(
    district.buildings.map((building) => [building.code, known(inserted.unions, building.union)]),
  );
  const places = district.units.flatMap((unit) =>
    Array.from({ length: unit.members }, () => ({
      union: known(unionOf, unit.building),
      unit: known(inserted.units, unit.key),
    })),
  );
  const people = await tx.execute<{ id: PersonId }>(sql`
    insert into people (created_at, demo) select ${now.toISOString()}::timestamptz, true from generate_series(1, ${places.length}) returning id`);
  const array = (values: readonly number[]) => sql`${`{${values.join(',')}}`}::int[]`;
  await tx.execute(sql`
    insert into memberships (person_id, union_id, unit_id, since)
    select person, union_, unit, ${district.asOf}::date
    from unnest(${array(people.map((row) => row.id))}, ${array(places.map((place) => place.union))}, ${array(
      places.map((place) => place.unit),
    )}) as joined(person, union_, unit)`);
}

async function insertAnswers(tx: Tx, inserted: InsertedDistrict, round: RoundId, now: Date): Promise<void> {
  // Yesterday, so that they are counted as soon as the bot runs.
  const answeredAt = new Date(now.getTime() - 86_400_000).toISOString();
  const answers = demoSurveyAnswers().map(({ union, interests, frequency, times }) => ({
    union: known(inserted.unions, union),
    answers: { interests, frequency: [frequency], times, suggestion: null },
  }));
  await tx.execute(sql`
    with given as (
      select (row ->> 'union')::int as union_id, row -> 'answers' as answers,
        row_number() over (partition by row ->> 'union') as place
      from jsonb_array_elements(${JSON.stringify(answers)}::jsonb) as row
    ), member as (
      select m.person_id, m.union_id, row_number() over (partition by m.union_id order by md5(m.person_id::text)) as place
      from memberships m join people p on p.id = m.person_id
      where p.demo and p.telegram_id is null
    )
    insert into survey_responses (round_id, person_id, answers, started_at, completed_at)
    select ${round}, member.person_id, given.answers, ${answeredAt}::timestamptz, ${answeredAt}::timestamptz
    from given join member using (union_id, place)`);
}

async function insertActivities(
  tx: Tx,
  inserted: InsertedDistrict,
  now: Date,
  timeZone: string,
): Promise<void> {
  const [year = 0, month = 0] = now.toISOString().split('-').map(Number);
  const rows = Array.from({ length: monthsOfActivities }, (_, ahead) => month - 1 + ahead).flatMap((index) =>
    demoActivities({ year: year + Math.floor(index / 12), month: (index % 12) + 1 }).map((activity) => {
      const [date = '', time = ''] = activity.starts.split('T');
      return {
        code: activity.key,
        union: known(inserted.unions, activity.union),
        kind: activity.kind,
        title: activity.title,
        startsAt: instantAt(date, time, timeZone),
        place: activity.place,
        capacity: activity.capacity,
        createdAt: now,
      };
    }),
  );
  await tx.insert(activities).values(rows.filter((row) => row.startsAt > now));
}

function byCode<Id extends number>(rows: readonly { code: string; id: Id }[]): ReadonlyMap<string, Id> {
  return new Map(rows.map(({ code, id }) => [code, id]));
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined)
    throw new Error(`the demonstration data refers to "${key}", which it doesn't have`);
  return value;
}

function* batches<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
