import { sql } from 'drizzle-orm';
import type { UnionPlace } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';

export interface ColleagueRow extends Record<string, unknown> {
  readonly person: PersonId;
  /** Sealed under `people.name`. */
  readonly name: Buffer | null;
  /** The nearest of what she holds. */
  readonly from: 'union' | 'street' | 'district';
}

/** Who answers for a union and can be written to: its officers, then the street's, then the district's. */
export function colleaguesOf(tx: Tx, { union, street }: UnionPlace): Promise<readonly ColleagueRow[]> {
  return tx.execute<ColleagueRow>(sql`
    select person, name, "from" from (
      select distinct on (r.person_id) r.person_id as person, p.name, r.scope as "from",
        array_position(array['union', 'street', 'district'], r.scope) as far
      from staff_roles r join people p on p.id = r.person_id
      where r.revoked_at is null and p.telegram_id is not null and (
        r.scope = 'union' and r.scope_id = ${union}
        or r.scope = 'street' and r.scope_id = ${street}
        or r.scope = 'district')
      order by r.person_id, far) near
    order by far, person`);
}
