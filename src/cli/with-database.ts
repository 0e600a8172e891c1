import { assertUtf8, connect, type Db } from '../db/client.ts';
import { findEmbedded, startEmbedded } from '../db/embedded.ts';
import type { Desk } from './verb.ts';

/**
 * Lends the deployment's database to a verb: the server of DATABASE_URL, the embedded one that `npm start` runs in this
 * folder, or that one started for as long as the verb takes.
 */
export async function withServer<T>({ config, log }: Desk, body: (url: string) => Promise<T>): Promise<T> {
  const found = config.databaseUrl ?? (await findEmbedded(config.dataDir))?.url;
  if (found !== undefined) return body(found);
  const server = await startEmbedded({ dataDir: config.dataDir, log });
  try {
    return await body(server.url);
  } finally {
    await server.stop();
  }
}

export function withDatabase<T>(desk: Desk, body: (db: Db) => Promise<T>): Promise<T> {
  return withServer(desk, (url) => onDatabase(url, body));
}

/** @throws UnfitDatabase when it can't search Chinese text */
export async function onDatabase<T>(url: string, body: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = connect(url, { max: 2, applicationName: 'niangjia-cli' });
  try {
    await assertUtf8(db);
    return await body(db);
  } finally {
    await close();
  }
}
