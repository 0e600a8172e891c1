import type postgres from 'postgres';

/*
 * What postgres.js 3.4 leaves to its user: whether a statement may go to the server, and how.
 */

/** A statement came after its transaction had ended: it was lost with its connection, or it is done. Nothing was sent. */
class TransactionOver extends Error {
  override readonly name = 'TransactionOver';

  constructor() {
    super('the transaction has ended');
  }
}

type Begin = (body: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>;
type Statement = Promise<unknown>;
type Unsafe = (query: string, params: unknown[], options?: object) => Statement;

/** @param onStatement called for each statement, but those that begin and end a transaction */
export function mend(client: postgres.Sql, onStatement: () => void): void {
  const begin = client.begin.bind(client) as Begin;
  mendStatements(client, { before: onStatement });
  const transactional: Begin = (body) => {
    let over = false;
    const running = begin((tx) => {
      mendStatements(tx, {
        before() {
          if (over) throw new TransactionOver();
          onStatement();
        },
        failed(error) {
          over ||= isLoss(error);
        },
      });
      return settledUnless(
        async () => body(tx),
        () => over,
      );
    });
    const end = () => {
      over = true;
    };
    // Before its body does only when the connection closes.
    running.then(end, end);
    return running;
  };
  Object.assign(client, { begin: transactional });
}

/** More parameters than this are a batch of some length, of which there would be too many to keep prepared. */
const mostToPrepare = 40;

/**
 * Has every statement prepared once for each connection. drizzle asks for none, and then the driver needs two round trips
 * for each query with parameters: one to learn their types, one to run it.
 */
function mendStatements(
  on: { unsafe: postgres.Sql['unsafe'] },
  { before, failed }: { before: () => void; failed?: (error: unknown) => void },
): void {
  const unsafe = on.unsafe as unknown as Unsafe;
  const mended: Unsafe = (query, params = [], options = {}) => {
    before();
    const statement = unsafe(query, sendable(params), {
      ...options,
      prepare: params.length <= mostToPrepare,
    });
    // Asked for first, so that it is known before whoever sent the statement goes on.
    if (failed) statement.catch(failed);
    return statement;
  };
  Object.assign(on, { unsafe: mended });
}

/**
 * A body that ends after its connection was lost never settles for the driver, which would send its ROLLBACK on a
 * connection that is gone, ending the process, or that serves another transaction by now, ending that one. Whoever waits
 * for the transaction was told when the connection closed.
 */
function settledUnless<T>(body: () => Promise<T>, lost: () => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    body().then(
      (value) => {
        if (!lost()) resolve(value);
      },
      (error: unknown) => {
        if (!lost()) reject(error);
      },
    );
  });
}

/** After these there is no connection: the driver's own errors, the network's, and the server's last words. */
function isLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('severity' in error) return error.severity === 'FATAL' || error.severity === 'PANIC';
  return 'code' in error && /^(CONNECTION_|E[A-Z]+$)/u.test(String(error.code));
}

/**
 * Refuses what the driver can't put on the wire, before it gets there. Once it has queued a query it can't serialise,
 * it answers the queries behind it with each other's rows (postgres.js 3.4: `execute` throws after `sent.push`), so
 * one person would be shown another's. Dates become text: drizzle took their serialiser away.
 */
function sendable(params: readonly unknown[]): unknown[] {
  if (params.length >= 65_534) throw new RangeError('too many parameters for one statement');
  return params.map((param) => {
    if (param instanceof Date) return param.toISOString();
    if (isSendable(param)) return param;
    if (Array.isArray(param)) return list(param);
    throw new TypeError(`a parameter of kind ${typeof param} can't be sent`);
  });
}

/**
 * A list as PostgreSQL writes one. The driver could, if it asked each new connection for the types of lists; but nobody
 * waits for that answer, so a connection lost before it comes ends the process (`fetchArrayTypes` in postgres.js 3.4).
 */
function list(values: readonly unknown[]): string {
  const written = values.map((value) => {
    if (value === null) return 'null';
    if (typeof value === 'string') return `"${value.replace(/["\\]/gu, '\\$&')}"`;
    if (isSendable(value) && !Buffer.isBuffer(value)) return String(value);
    throw new TypeError(`a list of ${typeof value} can't be sent`);
  });
  return `{${written.join(',')}}`;
}

function isSendable(param: unknown): boolean {
  return (
    param === null ||
    ['string', 'number', 'boolean', 'bigint'].includes(typeof param) ||
    Buffer.isBuffer(param)
  );
}
