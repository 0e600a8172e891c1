import type { BuildingId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { districtReachMetres, type Spot } from '../../domain/wish.ts';
import type { Tx } from '../client.ts';
import { statement } from '../statement.ts';

export interface NearBuilding extends Named, Spot {
  readonly id: BuildingId;
  /** Whether a union covers it. */
  readonly covered: boolean;
}

/** Degrees of latitude; the earth is round enough for that within so short a way. */
const furthest = districtReachMetres / 111_000;

/**
 * The open buildings nearest to a spot, and maybe some no nearer than those.
 *
 * Two looks into one index: the nearest on a map of degrees, where a step east counts more than it is; and then everything
 * in the box that reaches as far as the furthest of these, which the really nearest can't be outside of.
 */
export function buildingsNear(
  tx: Tx,
  { latitude, longitude }: Spot,
  most: number,
): Promise<readonly NearBuilding[]> {
  // Towards the poles degrees of longitude shrink to nothing; nobody works there.
  const narrow = Math.max(Math.cos((latitude * Math.PI) / 180), 0.01);
  return selectNear(tx, latitude, longitude, narrow, furthest, most);
}

const away = (building: string) =>
  `sqrt((${building}.latitude - $1::float8) ^ 2 + ((${building}.longitude - $2::float8) * $3::float8) ^ 2)`;

const selectNear = statement<NearBuilding & Record<string, unknown>>(`
  with reach as (
    select least(max(${away('o')}), $4::float8) + 1e-9 as far
    from (
      select latitude, longitude from buildings where closed_on is null
      order by point(longitude, latitude) <-> point($2::float8, $1::float8) limit $5::int
    ) as o
  )
  select b.id, b.name, b.name_en as "nameEn", b.latitude, b.longitude,
    exists (select from union_buildings c where c.building_id = b.id and c.until is null) as covered
  from buildings b
  where b.closed_on is null
    and point(b.longitude, b.latitude) <@ box(
      point($2::float8 - (select far from reach) / $3::float8, $1::float8 - (select far from reach)),
      point($2::float8 + (select far from reach) / $3::float8, $1::float8 + (select far from reach)))
  order by ${away('b')}, b.id
  limit $5::int`);
