/** What may be told of an error: its kind and its code. Messages and stacks may hold what a person wrote. */
export interface Fault {
  /** The error's class: TypeError, PostgresError, ApiError … */
  readonly kind: string;
  /** A SQLSTATE, an errno, a code of Telegram's; '' when there is none. */
  readonly code: string;
}

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: typeof error, code: '' };
  // drizzle wraps the driver's error, which is the one that says anything.
  const own = codeOf(error);
  if (own === '' && error.cause instanceof Error) return faultOf(error.cause);
  return { kind: error.name, code: own };
}

function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return String(code);
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '';
}
