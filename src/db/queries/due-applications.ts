import { sql } from 'drizzle-orm';
import type { StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Db, Tx } from '../client.ts';

/** So many of a union's applications are promised an answer by a day. */
export interface DueCount {
  readonly union: Named & { readonly id: UnionId };
  readonly street: StreetId;
  readonly dueOn: string;
  readonly submitted: number;
  readonly appealed: number;
}

/** What waits, by union and promised day, up to a day. */
export async function dueCounts(
  db: Db | Tx,
  which: {
    readonly until: string;
    readonly on?: string;
    readonly union?: UnionId;
    readonly street?: StreetId;
  },
): Promise<readonly DueCount[]> {
  const rows = await db.execute<{
    id: UnionId;
    name: string;
    name_en: string | null;
    street_id: StreetId;
    due_on: string;
    submitted: number;
    appealed: number;
  }>(sql`
    select u.id, u.name, u.name_en, u.street_id, a.due_on::text,
      (count(*) filter (where a.status = 'submitted'))::int as submitted,
      (count(*) filter (where a.status = 'appealed'))::int as appealed
    from applications a join unions u on u.id = a.union_id
    where a.status in ('submitted', 'appealed') and a.due_on <= ${which.until}::date
      ${which.on === undefined ? sql`` : sql`and a.due_on = ${which.on}::date`}
      ${which.union === undefined ? sql`` : sql`and u.id = ${which.union}`}
      ${which.street === undefined ? sql`` : sql`and u.street_id = ${which.street}`}
    group by u.id, a.due_on order by a.due_on, u.id`);
  return rows.map((row) => ({
    union: { id: row.id, name: row.name, nameEn: row.name_en },
    street: row.street_id,
    dueOn: row.due_on,
    submitted: row.submitted,
    appealed: row.appealed,
  }));
}
