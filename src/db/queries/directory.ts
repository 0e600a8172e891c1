import { sql } from 'drizzle-orm';
import type { CardKind } from '../../domain/directory.ts';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { statement } from '../statement.ts';

/*
 * Cards of the directory as staff keep them: a row with all its columns, where it belongs, and one way to change it. Rows
 * are JSON by their columns' names, as in the log of changes; days are text.
 */

export type Columns = Readonly<Record<string, unknown>>;

/** The street, union, station, building or unit that somebody means. */
export interface CardRef {
  readonly kind: CardKind;
  readonly id: number;
}

export interface Card extends CardRef {
  readonly row: Columns;
  readonly street: StreetId;
  /** Whose it is, or who covers it now. */
  readonly union: UnionId | null;
  readonly unionNamed: Named | null;
  readonly building: BuildingId | null;
  readonly buildingNamed: Named | null;
  /** Since when it isn't there any more: `2026-12-05`. */
  readonly closedOn: string | null;
}

interface Source {
  readonly table: string;
  readonly joins: string;
  readonly street: string;
  readonly union: string;
  readonly building: string;
  readonly closed: string;
}

const covering = (building: string) =>
  `left join union_buildings c on c.building_id = ${building} and c.until is null`;

/** What each kind of card is read from; `r` is the row itself. */
const sources: Readonly<Record<CardKind, Source>> = {
  street: {
    table: 'streets',
    joins: '',
    street: 'r.id',
    union: 'null::int',
    building: 'null::int',
    closed: 'null',
  },
  union: {
    table: 'unions',
    joins: '',
    street: 'r.street_id',
    union: 'r.id',
    building: 'null::int',
    closed: 'r.dissolved_on',
  },
  station: {
    table: 'warm_stations',
    joins: 'join unions o on o.id = r.union_id',
    street: 'o.street_id',
    union: 'r.union_id',
    building: 'r.building_id',
    closed: 'r.closed_on',
  },
  building: {
    table: 'buildings',
    joins: covering('r.id'),
    street: 'r.street_id',
    union: 'c.union_id',
    building: 'r.id',
    closed: 'r.closed_on',
  },
  unit: {
    table: 'units',
    joins: `join buildings o on o.id = r.building_id ${covering('o.id')}`,
    street: 'o.street_id',
    union: 'c.union_id',
    building: 'r.building_id',
    closed: 'r.closed_on',
  },
};

const named = (table: string, id: string) =>
  `(select json_build_object('name', n.name, 'nameEn', nullif(n.name_en, '')) from ${table} n where n.id = ${id})`;

const select = ({ table, joins, street, union, building, closed }: Source) => `
  select to_jsonb(r) as row, ${street} as street, ${union} as union, ${building} as building,
    ${named('unions', union)} as "unionNamed", ${named('buildings', building)} as "buildingNamed",
    ${closed}::text as "closedOn"
  from ${table} r ${joins} where r.id = $1`;

type CardRow = Omit<Card, 'kind' | 'id'> & Record<string, unknown>;
const statementsFor = (suffix: string) =>
  Object.fromEntries(
    Object.entries(sources).map(([kind, source]) => [kind, statement<CardRow>(select(source) + suffix)]),
  ) as Record<CardKind, ReturnType<typeof statement<CardRow>>>;
const readers = statementsFor('');
/**
 * Held until the transaction ends: of two who change a card, the second reads what the first made of it. Not “for update”:
 * whoever only refers to it (an application, a wish) goes on, and is found by the locks of what it refers by.
 */
const lockers = statementsFor(' for no key update of r');

export async function readCard(tx: Tx, { kind, id }: CardRef): Promise<Card | undefined> {
  const [row] = await readers[kind](tx, id);
  return row && { ...row, kind, id };
}

/**
 * The same, held until the transaction ends: of two who change a card, the second waits, and reads what the first made of
 * it. PostgreSQL gives the row anew when it had to wait, but not what it is joined with, so it is read again.
 */
export async function lockCard(tx: Tx, ref: CardRef): Promise<Card | undefined> {
  const [row] = await lockers[ref.kind](tx, ref.id);
  return row && readCard(tx, ref);
}

/** @param columns of the card's own table, by their names there; the caller has checked them against a closed list */
export async function writeColumns(tx: Tx, { kind, id }: CardRef, columns: Columns): Promise<void> {
  const names = Object.keys(columns).map((name) => sql.identifier(name));
  const table = sql.identifier(sources[kind].table);
  const set = sql.join(
    names.map((name) => sql`${name} = given.${name}`),
    sql`, `,
  );
  await tx.execute(sql`
    update ${table} r set ${set}
    from jsonb_populate_record(null::${table}, ${JSON.stringify(columns)}::jsonb) as given where r.id = ${id}`);
}

/** A new row of a card's table. */
export async function insertRow(tx: Tx, kind: CardKind, columns: Columns): Promise<number> {
  const names = sql.join(
    Object.keys(columns).map((name) => sql.identifier(name)),
    sql`, `,
  );
  const table = sql.identifier(sources[kind].table);
  const [row] = await tx.execute<{ id: number }>(sql`
    insert into ${table} (${names})
    select ${names} from jsonb_populate_record(null::${table}, ${JSON.stringify(columns)}::jsonb) returning id`);
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}
