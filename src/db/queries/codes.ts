import type { BuildingId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { statement } from '../statement.ts';

/** What a lobby's code leads to. */
export interface CodedBuilding {
  readonly id: BuildingId;
  /** It isn't there any more; who stands before the poster should know. */
  readonly closed: boolean;
}

/** The building of a code; of one listed twice, the one that stays. */
export async function buildingByCode(tx: Tx, code: string): Promise<CodedBuilding | undefined> {
  const [found] = await followCode(tx, code.toLowerCase());
  return found;
}

// Merged again and again it may have been, but not in a ring; should it be, the ring ends here.
const followCode = statement<CodedBuilding & Record<string, unknown>>(`
  with recursive trail as (
    select id, merged_into, closed_on, 0 as steps from buildings where code = $1
    union all
    select b.id, b.merged_into, b.closed_on, t.steps + 1
    from trail t join buildings b on b.id = t.merged_into where t.steps < 20
  )
  select id, closed_on is not null as closed from trail order by steps desc limit 1`);
