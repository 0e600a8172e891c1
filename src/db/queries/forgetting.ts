import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';

/**
 * Takes from applications decided before these days what they say of a person: who she was, why she was turned down. That
 * there was one, where and how long it took, stays. What she wrote as her workplace when it wasn't on the list is kept for
 * a member: it is nowhere else.
 *
 * @returns how many it took something from, at most `limit`
 */
export async function forgetApplications(
  db: Db,
  {
    declinedBefore,
    approvedBefore,
    limit,
  }: { readonly declinedBefore: Date; readonly approvedBefore: Date; readonly limit: number },
): Promise<number> {
  const rows = await db.execute(sql`
    with old as materialized (
      select id from applications
      where name is not null and (
        (status in ('rejected', 'withdrawn') and decided_at < ${declinedBefore.toISOString()}::timestamptz)
        or (status = 'approved' and decided_at < ${approvedBefore.toISOString()}::timestamptz))
      order by decided_at limit ${limit} for update skip locked
    ), silenced as (
      update application_moves m set words = null from old where m.application_id = old.id and m.words is not null
    )
    update applications a set name = null, phone = null, phone_index = null, rejection = null,
      unit_written = case when a.status = 'approved' then a.unit_written end
    from old where a.id = old.id
    returning 1`);
  return rows.length;
}

/** Takes the workplaces written by those who are no members of that union any more. @returns how many */
export async function forgetWorkplaces(db: Db): Promise<number> {
  const rows = await db.execute(sql`
    update applications a set unit_written = null
    where a.unit_written is not null and a.name is null and a.status = 'approved' and not exists (
      select from memberships m where m.person_id = a.person_id and m.union_id = a.union_id and m.until is null)
    returning 1`);
  return rows.length;
}
