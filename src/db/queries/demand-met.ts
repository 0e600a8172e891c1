import { sql } from 'drizzle-orm';
import type { ActivityKind } from '../../domain/activity.ts';
import type { ActivityId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Db, Tx } from '../client.ts';
import { agreesTo, answersOf } from './audience.ts';
import { hasHeardEnough } from './heard-enough.ts';

export interface TookPlace {
  readonly activity: ActivityId;
  readonly union: UnionId;
  readonly kind: ActivityKind;
}

export function demandMetKey(activity: ActivityId): string {
  return `demand-met:${activity}`;
}

/** Activities that began in this time, were not cancelled, and of which those who asked were not told yet. */
export function tookPlaceBetween(db: Db, from: Date, until: Date): Promise<TookPlace[]> {
  return db.execute<TookPlace & Record<string, unknown>>(sql`
    select a.id as activity, a.union_id as union, a.kind from activities a
    where a.starts_at > ${from.toISOString()}::timestamptz and a.starts_at <= ${until.toISOString()}::timestamptz
      and a.cancelled_at is null
      and not exists (select from notices n where n.key = 'demand-met:' || a.id)
    order by a.starts_at, a.id`);
}

/** The union's members who asked for such a kind, may be told of it, and have not heard as much as they wanted. */
export async function whoAskedFor(
  tx: Tx,
  { union, kind }: TookPlace,
  now: Date,
  timeZone: string,
): Promise<PersonId[]> {
  const rows = await tx.execute<{ id: PersonId }>(sql`
    select p.id from people p join memberships m on m.person_id = p.id and m.until is null
    where m.union_id = ${union} and p.telegram_id is not null and p.unreachable_since is null
      and ${agreesTo('announcements')} and ${answersOf} -> 'interests' ? ${kind}
      and not ${hasHeardEnough(answersOf, now, timeZone)}
    order by p.id`);
  return rows.map(({ id }) => id);
}
