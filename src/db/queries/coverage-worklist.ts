import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { Incomplete, IncompleteRecord } from '../../domain/coverage.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { covers, housing, isOneOf, unitsWithLack, withRoom } from './coverage-parts.ts';

/** Buildings and units within `of` that are not qualified on `day`, building by building; at most so many. */
export function incompleteOn(tx: Tx, day: string, of: Scope, atMost: number): Promise<Incomplete> {
  return withRoom(tx, day, of, async (tx, on) => {
    const rows = await tx.execute<Row>(sql`
      with lacking as (
        select union_id, building_id, null::int as unit_id, null::text as unit, array[lack] as lacks
        from ${housing(on, of)} h where lack is not null
        union all
        select union_id, building_id, u.id, u.name, array_remove(array[
          case when btrim(u.name) = '' then 'unitName' end,
          case when btrim(room) = '' then 'unitRoom' end,
          case when workers <= 0 then 'unitWorkers' end,
          case when ${isOneOf(on.unitsTwice, sql`u.id`)} then 'unitTwice' end
        ], null)
        from ${covers(on, of)} c join ${unitsWithLack(on)} u using (building_id)
        where u.lack is not null
      )
      select l.unit, l.building_id, to_jsonb(l.lacks) as lacks, n.name as union_name, n.name_en as union_name_en, b.name as building, b.name_en as building_en,
        (count(*) over ())::int as total
      from lacking l join unions n on n.id = l.union_id join buildings b on b.id = l.building_id
      order by n.street_id, l.union_id, l.building_id, l.unit_id nulls first
      limit ${atMost}`);
    return { records: rows.map(recordOf), total: rows[0]?.total ?? 0 };
  });
}

function recordOf(row: Row): IncompleteRecord {
  return {
    union: { name: row.union_name, nameEn: row.union_name_en },
    building: { id: row.building_id, name: row.building, nameEn: row.building_en },
    unit: row.unit,
    lacks: row.lacks,
  };
}

interface Row extends Record<string, unknown> {
  readonly building_id: BuildingId;
  readonly unit: string | null;
  readonly lacks: IncompleteRecord['lacks'];
  readonly union_name: string;
  readonly union_name_en: string;
  readonly building: string;
  readonly building_en: string | null;
  readonly total: number;
}
