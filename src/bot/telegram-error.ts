import type { CallOutcome } from '../domain/delivery.ts';

/** Telegram understood the call and refused it. Neither payload nor token is kept, so it may be logged and thrown far. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly method: string;
  readonly code: number;
  readonly description: string;
  /** Seconds to wait before calling again. */
  readonly retryAfter: number | undefined;
  /** The supergroup that the chat has become. */
  readonly migrateTo: number | undefined;

  constructor(refusal: {
    method: string;
    code: number;
    description: string;
    retryAfter?: number | undefined;
    migrateTo?: number | undefined;
  }) {
    super(`${refusal.method}: ${refusal.code} ${refusal.description}`);
    this.method = refusal.method;
    this.code = refusal.code;
    this.description = refusal.description;
    this.retryAfter = refusal.retryAfter;
    this.migrateTo = refusal.migrateTo;
  }
}

/** No answer of the Bot API came back. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly method: string;
  /** `before`: nothing was put on the wire, so nothing happened. `ambiguous`: Telegram may have acted on it. */
  readonly kind: 'before' | 'ambiguous';
  /** A code such as ECONNREFUSED, TIMEOUT, ABORTED or HTTP_502. */
  readonly reason: string;

  constructor(loss: { method: string; kind: 'before' | 'ambiguous'; reason: string }) {
    super(`${loss.method}: no answer (${loss.reason}, ${loss.kind})`);
    this.method = loss.method;
    this.kind = loss.kind;
    this.reason = loss.reason;
  }
}

/** What a failed call means for a delivery; throws on what no call of the Bot API throws. */
export function toOutcome(error: unknown): CallOutcome {
  if (error instanceof ApiError) {
    const { code, description, retryAfter } = error;
    return { type: 'refused', code, description, retryAfter };
  }
  if (error instanceof NetworkError) return { type: 'lost', certainty: error.kind };
  throw error;
}
