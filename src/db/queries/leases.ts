import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { leases } from '../schema.ts';

/*
 * Leases are kept by the database server's clock: see the table. Whoever holds one must stop by a timer of its own in
 * good time before it runs out, and write nothing that doesn't name its term.
 */

/**
 * Takes the lease if it is free or has run out.
 *
 * @returns its term, greater than any before; null while somebody else holds it
 */
export async function acquireLease(
  db: Db,
  { name, holder, forMs }: { name: string; holder: string; forMs: number },
): Promise<number | null> {
  const until = sql`clock_timestamp() + make_interval(secs => ${forMs / 1000})`;
  const [row] = await db
    .insert(leases)
    .values({ name, holder, term: 1, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, term: sql`${leases.term} + 1`, until },
      // One that reaches further than any can was written before the server's clock was set back.
      setWhere: sql`${leases.until} < clock_timestamp() or ${leases.until} > ${until}`,
    })
    .returning({ term: leases.term });
  return row?.term ?? null;
}

/** False when somebody else has taken it meanwhile. */
export async function renewLease(
  db: Db,
  { name, term, forMs }: { name: string; term: number; forMs: number },
): Promise<boolean> {
  const rows = await db
    .update(leases)
    .set({ until: sql`clock_timestamp() + make_interval(secs => ${forMs / 1000})` })
    .where(and(eq(leases.name, name), eq(leases.term, term)))
    .returning({ term: leases.term });
  return rows.length === 1;
}

/** Lets the next one have it at once. */
export async function releaseLease(db: Db, { name, term }: { name: string; term: number }): Promise<void> {
  await db
    .update(leases)
    .set({ until: sql`'-infinity'::timestamptz` })
    .where(and(eq(leases.name, name), eq(leases.term, term)));
}
