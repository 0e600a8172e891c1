import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { CountedPlace } from '../../domain/demand.ts';
import type { BuildingId, ProposalId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { OutreachStatus } from '../../domain/outreach.ts';
import type { Tx } from '../client.ts';

/** Where people wish for a union, as a street's staff list it. */
export interface DemandRow extends CountedPlace {
  /** Of a listed building. */
  readonly building: Named | null;
  /** Of one we were told of, sealed under `proposals.name`. */
  readonly proposed: Buffer | null;
  readonly streetNamed: Named | null;
  /** What the street last did about it. */
  readonly outreach: OutreachStatus | null;
}

/**
 * Every place without a union in these scopes that somebody wishes for, is told of, or that the street has begun to see
 * to. In no order: domain/demand.ts ranks them.
 */
export async function demandIn(tx: Tx, scopes: readonly Scope[]): Promise<DemandRow[]> {
  const everywhere = scopes.some((scope) => scope.kind === 'district');
  const streets = `{${scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : [])).join(',')}}`;
  const within = sql`(${everywhere}::boolean or street_id = any(${streets}::int[]))`;
  const rows = await tx.execute<Row>(sql`
    with wished as (
      select building_id, proposal_id, count(*)::int as n from wishes where told_at is null
      group by building_id, proposal_id
    ), newest as (
      select distinct on (building_id) building_id, status from outreach_tasks order by building_id, id desc
    ), places as (
      select b.id as building_id, null::int as proposal_id, b.street_id, b.name, b.name_en, null::bytea as proposed,
        coalesce(w.n, 0) as n, t.status as outreach
      from buildings b
        left join wished w on w.building_id = b.id
        left join newest t on t.building_id = b.id
      where (w.n is not null or t.status <> 'declined') and b.closed_on is null and b.merged_into is null
        and not exists (select from union_buildings c where c.building_id = b.id and c.until is null)
      union all
      select null, p.id, p.street_id, null, null, p.name, coalesce(w.n, 0), null
      from proposals p left join wished w on w.proposal_id = p.id
      where p.status = 'open'
    )
    select places.*, s.name as street, s.name_en as street_en
    from places left join streets s on s.id = places.street_id
    where ${within}`);
  return rows.map((row) => ({
    place:
      row.building_id !== null
        ? { kind: 'building', building: row.building_id }
        : { kind: 'proposal', proposal: row.proposal_id },
    street: row.street_id,
    count: row.n,
    building: row.name === null ? null : { name: row.name, nameEn: row.name_en },
    proposed: row.proposed,
    streetNamed: row.street === null ? null : { name: row.street, nameEn: row.street_en },
    outreach: row.outreach,
  }));
}

type Row = {
  readonly street_id: StreetId | null;
  readonly name: string | null;
  readonly name_en: string | null;
  readonly proposed: Buffer | null;
  readonly n: number;
  readonly outreach: OutreachStatus | null;
  readonly street: string | null;
  readonly street_en: string | null;
} & (
  | { readonly building_id: BuildingId; readonly proposal_id: null }
  | { readonly building_id: null; readonly proposal_id: ProposalId }
) &
  Record<string, unknown>;
