import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when what it checks can be used; how it fails is for the log of whoever checks. */
type Check = () => Promise<unknown>;
export type Checks = Readonly<Record<string, Check>>;

export interface Readiness {
  readonly ready: boolean;
  /** By name. Never why: an error's message may hold an address or a password. */
  readonly checks: Readonly<Record<string, 'ok' | 'failing' | 'slow'>>;
}

/** Strangers may ask, as often as they like: whoever asks while somebody waits, or a second after, gets the same answer. */
export function createReadiness(checks: Checks, freshMs = 1_000): () => Promise<Readiness> {
  let last: Promise<Readiness> | undefined;
  return () => {
    last ??= readiness(checks).finally(() => {
      setTimeout(() => {
        last = undefined;
      }, freshMs).unref();
    });
    return last;
  };
}

async function readiness(checks: Checks, withinMs = 2_000): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await outcome(check, withinMs)] as const),
  );
  return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
}

async function outcome(check: Check, withinMs: number): Promise<'ok' | 'failing' | 'slow'> {
  const patience = new AbortController();
  const slow = sleep(withinMs, 'slow' as const, { signal: patience.signal });
  slow.catch(() => {});
  try {
    return await Promise.race([check().then(() => 'ok' as const), slow]);
  } catch {
    return 'failing';
  } finally {
    patience.abort();
  }
}
