/** Connection lost or refused, the server shutting down, starting, or recovering from a crash. */
const awayCodes = /^(CONNECT(ION)?_\w+|E[A-Z]+|08\w{3}|57P0[123])$/u;

/** Whether a statement failed because there was no database to run it, rather than for what it said. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (error.name === 'TransactionOver' || awayCodes.test(code)) return true;
  // drizzle wraps the driver's error.
  return isDatabaseAway(error.cause);
}
