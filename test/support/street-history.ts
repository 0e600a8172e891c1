import { and, eq, isNull, sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Tx } from '../../src/db/client.ts';
import { recordChanges } from '../../src/db/queries/directory-changes.ts';
import {
  buildings,
  memberships,
  people,
  streets,
  unionBuildings,
  unions,
  units,
} from '../../src/db/schema.ts';
import type { BuildingId, PersonId, StreetId, UnionId, UnitId } from '../../src/domain/ids.ts';

/*
 * What may happen to two streets in a few days, at random, in the tables themselves: unions are founded, dissolved and
 * moved, buildings change hands, units come and go and grow, people join and leave.
 */

const at = fc.nat({ max: 40 });
/** The same again and again. */
const few = fc.nat({ max: 2 });
const event = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('found' as const), street: at }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('dissolve' as const), union: at, empties: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('moveUnion' as const), union: at, street: at }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('build' as const),
      street: at,
      name: fc.constantFrom('一号楼', '二号楼'),
      address: fc.constantFrom('1号', ' '),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cover' as const), building: at, union: at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('uncover' as const), building: at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('shut' as const), building: at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unshut' as const), building: at }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('address' as const),
      building: at,
      address: fc.constantFrom('2号', ''),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      building: at,
      normalised: fc.constantFrom('甲', '乙'),
      room: fc.constantFrom('', '101'),
      workers: fc.nat({ max: 3 }),
      nonPublic: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), unit: at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), unit: at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('moveUnit' as const), unit: at, building: at }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('count' as const), unit: few, workers: fc.nat({ max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('own' as const), unit: at, nonPublic: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('room' as const), unit: at, room: fc.constantFrom('', '202') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      unit: at,
      normalised: fc.constantFrom('甲', '乙'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      person: at,
      union: at,
      unit: fc.option(at, { nil: null }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), person: at }) },
);
type Happening = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

/** Day by day, the first a busy one. */
export const history: fc.Arbitrary<Happening[][]> = fc
  .tuple(
    fc.array(event, { minLength: 40, maxLength: 60, size: 'max' }),
    fc.array(fc.array(event, { minLength: 12, maxLength: 24, size: 'max' }), { minLength: 3, maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest]);

const words = { zh: '一层' };
const phones = [null, 'a', 'a', 'b', 'b', null];

export class Streets {
  readonly #tx: Tx;
  #streets: StreetId[] = [];
  #unions: UnionId[] = [];
  #buildings: BuildingId[] = [];
  #units: UnitId[] = [];
  #people: PersonId[] = [];

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async begin(): Promise<void> {
    await this.#tx.execute(
      sql`truncate streets, unions, buildings, units, people, memberships, union_buildings, directory_changes cascade`,
    );
    const place = { stationPlace: words, stationHours: words, phone: '1' };
    const some = ['东街', '西街'].map((name, nth) => ({ code: `s${nth}`, name, nameEn: name, ...place }));
    this.#streets = (await this.#tx.insert(streets).values(some).returning({ id: streets.id })).map(
      ({ id }) => id,
    );
    const crowd = phones.map((phone) => ({
      phoneIndex: phone === null ? null : Buffer.from(phone),
      createdAt: new Date(0),
    }));
    this.#people = (await this.#tx.insert(people).values(crowd).returning({ id: people.id })).map(
      ({ id }) => id,
    );
  }

  async happens(what: Happening, day: string): Promise<void> {
    const tx = this.#tx;
    switch (what.do) {
      case 'found': {
        const street = one(this.#streets, what.street);
        if (this.#unions.length >= 4 || street === undefined) return;
        const named = {
          code: `u${this.#unions.length}`,
          name: '工会',
          nameEn: 'Union',
          kind: 'joint' as const,
        };
        const rest = { office: words, officeHours: words, phone: '1', introduction: words, foundedOn: day };
        const [row] = await tx
          .insert(unions)
          .values({ ...named, ...rest, street })
          .returning({ id: unions.id });
        if (row) this.#unions.push(row.id);
        return;
      }
      case 'dissolve': {
        const union = one(this.#unions, what.union);
        if (union === undefined) return;
        await this.#change('union', union, { dissolved_on: day }, day);
        if (!what.empties) return;
        await tx
          .update(unionBuildings)
          .set({ until: day })
          .where(and(eq(unionBuildings.union, union), isNull(unionBuildings.until)));
        await tx
          .update(memberships)
          .set({ until: day, status: 'left' })
          .where(and(eq(memberships.union, union), isNull(memberships.until)));
        return;
      }
      case 'moveUnion':
        return this.#change(
          'union',
          one(this.#unions, what.union),
          { street_id: one(this.#streets, what.street) },
          day,
        );
      case 'build': {
        const street = one(this.#streets, what.street);
        if (this.#buildings.length >= 5 || street === undefined) return;
        const [row] = await tx
          .insert(buildings)
          .values({
            code: `b${this.#buildings.length}`,
            street,
            name: what.name,
            address: { zh: what.address },
            latitude: 39.9,
            longitude: 116.3,
          })
          .returning({ id: buildings.id });
        if (row) this.#buildings.push(row.id);
        return;
      }
      case 'cover':
      case 'uncover': {
        const building = one(this.#buildings, what.building);
        if (building === undefined) return;
        await tx
          .update(unionBuildings)
          .set({ until: day })
          .where(and(eq(unionBuildings.building, building), isNull(unionBuildings.until)));
        const union = what.do === 'cover' ? one(this.#unions, what.union) : undefined;
        if (union === undefined) return;
        // Given back on the day it was taken: the same period goes on.
        await tx
          .insert(unionBuildings)
          .values({ union, building, since: day })
          .onConflictDoUpdate({
            target: [unionBuildings.union, unionBuildings.building, unionBuildings.since],
            set: { until: null },
          });
        return;
      }
      case 'shut':
        return this.#change('building', one(this.#buildings, what.building), { closed_on: day }, day);
      case 'unshut':
        return this.#change('building', one(this.#buildings, what.building), { closed_on: null }, day);
      case 'address':
        return this.#change(
          'building',
          one(this.#buildings, what.building),
          { address: { zh: what.address } },
          day,
        );
      case 'open': {
        const building = one(this.#buildings, what.building);
        if (building === undefined || this.#units.length >= 14) return;
        const { normalised, room, workers, nonPublic } = what;
        const [row] = await tx
          .insert(units)
          .values({
            building,
            name: `${normalised}${this.#units.length}`,
            normalised,
            kind: 'firm',
            room,
            nonPublic,
            organised: 'none',
            workers,
            openedOn: day,
          })
          .returning({ id: units.id });
        if (row) this.#units.push(row.id);
        return;
      }
      case 'close':
        return this.#change('unit', one(this.#units, what.unit), { closed_on: day }, day);
      case 'reopen':
        return this.#change('unit', one(this.#units, what.unit), { closed_on: null }, day);
      case 'moveUnit':
        return this.#change(
          'unit',
          one(this.#units, what.unit),
          { building_id: one(this.#buildings, what.building) },
          day,
        );
      case 'count':
        return this.#change('unit', one(this.#units, what.unit), { workers: what.workers }, day);
      case 'own':
        return this.#change('unit', one(this.#units, what.unit), { non_public: what.nonPublic }, day);
      case 'room':
        return this.#change('unit', one(this.#units, what.unit), { room: what.room }, day);
      case 'rename':
        return this.#change('unit', one(this.#units, what.unit), { normalised: what.normalised }, day);
      case 'join': {
        const [person, union] = [one(this.#people, what.person), one(this.#unions, what.union)];
        if (person === undefined || union === undefined) return;
        await this.#leaves(person, day);
        const unit = what.unit === null ? null : (one(this.#units, what.unit) ?? null);
        await tx.insert(memberships).values({ person, union, unit, since: day });
        return;
      }
      case 'leave': {
        const person = one(this.#people, what.person);
        if (person !== undefined) await this.#leaves(person, day);
      }
    }
  }

  async #leaves(person: PersonId, day: string): Promise<void> {
    await this.#tx
      .update(memberships)
      .set({ until: day, status: 'left' })
      .where(and(eq(memberships.person, person), isNull(memberships.until)));
  }

  /** Changes a column, and writes down what it was, as every service that changes one does. */
  async #change(
    subject: 'union' | 'building' | 'unit',
    id: number | undefined,
    columns: Readonly<Record<string, unknown>>,
    day: string,
  ): Promise<void> {
    const [[column, value] = ['', undefined]] = Object.entries(columns);
    if (id === undefined || value === undefined) return;
    const table = sql.identifier(`${subject}s`);
    const [was] = await this.#tx.execute<{ value: unknown }>(
      sql`select to_jsonb(${sql.identifier(column)}) as value from ${table} where id = ${id}`,
    );
    const given =
      typeof value === 'object' && value !== null ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
    await this.#tx.execute(sql`update ${table} set ${sql.identifier(column)} = ${given} where id = ${id}`);
    await recordChanges(
      this.#tx,
      { at: new Date(`${day}T04:00:00Z`), effectiveOn: day, actor: null, source: 'command' },
      [
        {
          subject,
          subjectId: id,
          action: 'changed',
          before: { [column]: was?.value ?? null },
          after: columns,
        },
      ],
    );
  }
}

function one<T>(some: readonly T[], at: number): T | undefined {
  return some[at % Math.max(1, some.length)];
}
