import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PersonId } from '../../domain/ids.ts';

/** As `isKeptFrom` of domain/visibility.ts has it, for many at once. Where the reader works is asked once a statement. */
export function openTo(
  reader: PersonId,
  { unit, visibleTo }: { readonly unit: SQLWrapper; readonly visibleTo: SQLWrapper },
): SQL {
  return sql`(${visibleTo} <> 'union' or ${unit} is null or ${unit} is distinct from (
    select h.unit_id from memberships h where h.person_id = ${reader} and h.until is null and h.unit_id is not null))`;
}
