import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { mend } from './driver.ts';
import * as schema from './schema.ts';

/** The database: outside of a transaction. Inside one, use the `Tx` you are given: `Db` would take another connection. */
export type Db = PostgresJsDatabase<typeof schema>;
/** A transaction under way. A nested `tx.transaction` is a savepoint. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface Connection {
  readonly db: Db;
  /** Lets running queries finish (for at most five seconds), then hangs up. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** The most connections to hold; they are opened as needed. */
  readonly max?: number;
  /** What PostgreSQL shows in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Ends any statement that runs longer; 0 never does. */
  readonly statementTimeoutMs?: number;
  /** Ends a statement that waits longer for a lock; 0 never does. Less than the statement's own, or it says nothing. */
  readonly lockTimeoutMs?: number;
  /** Called for each statement, but those that begin and end a transaction. */
  readonly onStatement?: () => void;
  /** PostgreSQL's notices ("relation exists, skipping"); silent by default. They may quote data: never log them. */
  readonly onNotice?: (message: string) => void;
}

/**
 * Opens a pool. No connection is made before the first query, so a wrong address shows there.
 *
 * The driver's own client stays hidden on purpose: drizzle replaces its parsers for dates and its serializers for JSON,
 * so the same query would answer differently when asked beside drizzle.
 *
 * The time-outs travel as connection parameters: they hold on any server, the project's own or a managed one, and a
 * query or transaction abandoned by a bug gives its connection and its locks back.
 */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const client = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    // driver.ts writes lists itself, and says why.
    fetch_types: false,
    onnotice: (notice) => options.onNotice?.(notice.message ?? ''),
    connection: {
      application_name: options.applicationName ?? 'niangjia',
      statement_timeout: options.statementTimeoutMs ?? 10_000,
      lock_timeout: options.lockTimeoutMs ?? 5_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  mend(client, options.onStatement ?? (() => undefined));
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) };
}

/** The database cannot search Chinese text; the message says how to make one that can. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

/**
 * Refuses a database whose character type knows no Chinese letters: `pg_trgm` drops what is no letter, so every search
 * for a building would silently find nothing. Run it after the migrations, which bring `pg_trgm`.
 */
export async function assertUtf8(db: Db): Promise<void> {
  const [row] = await db.execute<{ grams: number }>(sql`select cardinality(show_trgm('你好')) as grams`);
  if (row !== undefined && row.grams > 0) return;
  throw new UnfitDatabase(
    "This database cannot search Chinese text: its encoding or its LC_CTYPE is not UTF-8. Create another, with CREATE DATABASE niangjia TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin LOCALE 'C.UTF-8' (PostgreSQL 17 and newer) or LOCALE 'C.UTF-8' (older), and point DATABASE_URL at it.",
  );
}
