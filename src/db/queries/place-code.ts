import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { freshLinkCode } from '../link-code.ts';
import { buildings, proposals } from '../schema.ts';

/** A code for a building's poster that nothing has, nor had. */
export async function freshPlaceCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = freshLinkCode();
    const [taken] = await tx.execute(sql`
      select 1 from ${buildings} where code = ${code} union all select 1 from ${proposals} where code = ${code}`);
    if (!taken) return code;
  }
}
