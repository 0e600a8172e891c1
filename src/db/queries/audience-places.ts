import { eq, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { BuildingId, RoundId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import type { Tx } from '../client.ts';
import { surveyRounds } from '../schema.ts';

/*
 * Places whose members may be meant: the streets, unions and buildings that lie in a scope at this moment. A building lies
 * where its union does, since it is members who are written to.
 */

export type PlaceKind = 'street' | 'union' | 'building';

export interface NamedPlace extends Named {
  readonly id: number;
}

export interface PlacesPage {
  readonly places: readonly NamedPlace[];
  /** On all pages. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

const pageSize = 8;

/** @param typed part of a name; all of them without it */
export async function placesToPick(
  tx: Tx,
  scope: Scope,
  { kind, typed, page }: { readonly kind: PlaceKind; readonly typed: string | null; readonly page: number },
): Promise<PlacesPage> {
  const named =
    typed === null
      ? sql`true`
      : sql`(position(lower(${typed}) in lower(x.name)) > 0
    or position(lower(${typed}) in lower(coalesce(x.name_en, ''))) > 0)`;
  const [counted] = await tx.execute<{ total: number }>(
    sql`select count(*)::int as total from (${placesIn(scope, kind)}) x where ${named}`,
  );
  const total = counted?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const shown = Math.min(page, pages - 1);
  const places = await tx.execute<{ id: number; name: string; name_en: string | null }>(sql`
    select x.id, x.name, x.name_en from (${placesIn(scope, kind)}) x where ${named}
    order by x.id limit ${pageSize} offset ${shown * pageSize}`);
  return { places: places.map(namedPlace), total, page: shown, pages };
}

/** Those of these that lie in a scope, with their names. */
export async function placesNamed(
  tx: Tx,
  scope: Scope,
  ids: {
    readonly streets: readonly StreetId[];
    readonly unions: readonly UnionId[];
    readonly buildings: readonly BuildingId[];
  },
): Promise<Record<PlaceKind, readonly NamedPlace[]>> {
  const of = async (kind: PlaceKind, wanted: readonly number[]) => {
    if (wanted.length === 0) return [];
    const rows = await tx.execute<{ id: number; name: string; name_en: string | null }>(sql`
      select x.id, x.name, x.name_en from (${placesIn(scope, kind)}) x
      where x.id = any(${sql.param([...wanted])}::int[]) order by x.id`);
    return rows.map(namedPlace);
  };
  return {
    street: await of('street', ids.streets),
    union: await of('union', ids.unions),
    building: await of('building', ids.buildings),
  };
}

function namedPlace(row: { id: number; name: string; name_en: string | null }): NamedPlace {
  return { id: row.id, name: row.name, nameEn: row.name_en };
}

function placesIn(scope: Scope, kind: PlaceKind): SQL {
  const unions = sql`select u.id, u.name, u.name_en, u.street_id from unions u
    where u.dissolved_on is null and ${unionIn(scope)}`;
  switch (kind) {
    case 'street':
      // A street's own officers have no choice to make.
      return sql`select s.id, s.name, s.name_en from streets s where ${scope.kind === 'district'}`;
    case 'union':
      return scope.kind === 'union' ? sql`${unions} and false` : unions;
    case 'building':
      return sql`select b.id, b.name, b.name_en from buildings b
        join union_buildings ub on ub.building_id = b.id and ub.until is null
        join (${unions}) u on u.id = ub.union_id where b.closed_on is null`;
  }
}

function unionIn(scope: Scope): SQL {
  switch (scope.kind) {
    case 'district':
      return sql`true`;
    case 'street':
      return sql`u.street_id = ${scope.street}`;
    case 'union':
      return sql`u.id = ${scope.union}`;
  }
}

/** The round of the needs survey that is always open: who has answered is asked of this one. */
export async function needsRound(tx: Tx): Promise<RoundId> {
  const [row] = await tx
    .select({ id: surveyRounds.id })
    .from(surveyRounds)
    .where(eq(surveyRounds.code, needsSurvey.code));
  if (!row) throw new Error('the needs survey is not there');
  return row.id;
}
