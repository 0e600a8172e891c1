import type { Db, Tx } from './client.ts';

/**
 * A statement written once, as text with `$1`, `$2` …, for the few that run for every update: building such a query
 * anew costs more than running it. Dates come back as text, as they do from `execute`.
 */
export function statement<Row extends Record<string, unknown>>(
  text: string,
): (db: Db | Tx, ...params: readonly unknown[]) => Promise<readonly Row[]> {
  return async (db, ...params) => {
    const query = db._.session.prepareQuery({ sql: text, params: [...params] }, undefined, 'kept', false);
    return (await query.execute()) as readonly Row[];
  };
}
