import { sql } from 'drizzle-orm';
import type { ApplicationId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Db } from '../client.ts';

/** An application whose applicant was asked something, and hasn't answered. */
export interface AskedBack {
  readonly application: ApplicationId;
  readonly union: UnionId;
  readonly person: PersonId;
  readonly askedAt: Date;
}

/** @param after the last id that was read: so many are read at a time */
export async function askedBefore(
  db: Db,
  now: Date,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly AskedBack[]> {
  const rows = await db.execute<{
    id: ApplicationId;
    union_id: UnionId;
    person_id: PersonId;
    asked: string;
  }>(sql`
    select a.id, a.union_id, a.person_id, (
      select max(m.at) from application_moves m where m.application_id = a.id and m.to_status = 'needs_info') as asked
    from applications a
    where a.status = 'needs_info' and a.id > ${after} and a.submitted_at < ${now.toISOString()}
    order by a.id limit ${limit}`);
  return rows.map((row) => ({
    application: row.id,
    union: row.union_id,
    person: row.person_id,
    askedAt: new Date(row.asked),
  }));
}
