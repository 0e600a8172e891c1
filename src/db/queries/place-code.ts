import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { buildings, proposals } from '../schema.ts';

// As printed on posters: letters and digits in turn, without those that look alike, so that no code is a word.
const letters = 'abcdefghjkmnpqrstuvwxyz';
const digits = '23456789';

/** A code for a building's poster that nothing has, nor had. */
export async function freshPlaceCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = [letters, digits, letters, digits, letters]
      .map((signs) => signs.charAt(randomInt(signs.length)))
      .join('');
    const [taken] = await tx.execute(sql`
      select 1 from ${buildings} where code = ${code} union all select 1 from ${proposals} where code = ${code}`);
    if (!taken) return code;
  }
}
