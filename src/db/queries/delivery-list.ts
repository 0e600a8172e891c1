import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { TallyRow } from '../../domain/broadcast.ts';
import type { NoticeId, PersonId } from '../../domain/ids.ts';
import type { Db } from '../client.ts';

/** One line of a broadcast's list. `name` is sealed under `people.name`, and only there for those the reader looks after. */
export interface ListedDelivery {
  readonly person: PersonId;
  readonly name: Buffer | null;
  readonly status: TallyRow['status'];
  readonly reason: string | null;
  readonly settledAt: Date | null;
  readonly attempts: number;
}

/** What became of a notice for each of its audience: first those whom it didn't reach, since they are asked about. */
export async function deliveryList(
  db: Db,
  { notice, scopes, limit }: { notice: NoticeId; scopes: readonly Scope[]; limit: number },
): Promise<readonly ListedDelivery[]> {
  const district = scopes.some(({ kind }) => kind === 'district');
  const streets = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const unions = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  const rows = await db.execute<{
    person: PersonId;
    name: Buffer | null;
    status: TallyRow['status'];
    reason: string | null;
    settled_at: string | null;
    attempts: number;
  }>(sql`
    select d.person_id as person, d.status, d.reason, d.settled_at, d.attempts,
      case when ${district} or u.street_id = any(${sql.param(streets)}::int[])
        or u.id = any(${sql.param(unions)}::int[]) then p.name end as name
    from deliveries d join people p on p.id = d.person_id
    left join memberships m on m.person_id = p.id and m.until is null
    left join unions u on u.id = m.union_id
    where d.notice_id = ${notice}
    order by d.status = 'sent', d.status, d.reason, d.person_id
    limit ${limit}`);
  return rows.map(({ settled_at, ...row }) => ({
    ...row,
    settledAt: settled_at === null ? null : new Date(settled_at),
  }));
}
