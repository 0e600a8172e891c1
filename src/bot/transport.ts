import { Telegram } from 'telegraf';
import type { Opts, Telegram as TelegrafMethods } from 'telegraf/types';
import type { Method, Payload, Result } from './api-types.ts';
import { type Downloaded, download } from './download.ts';
import { createHttpPost, type HttpPost } from './http-post.ts';
import { type EncodedPayload, encodePayload } from './multipart.ts';
import { type Patience, patienceMs, retryDelay } from './patience.ts';
import { redactDescription } from './redact.ts';
import { ApiError, NetworkError } from './telegram-error.ts';
import { systemTimer, type Timer } from './timer.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Default: `reply`. */
  readonly patience?: Patience;
}

/** One try of one call, for metrics. */
export interface CallReport {
  readonly method: string;
  readonly ms: number;
  readonly outcome: 'accepted' | 'refused' | 'lost';
  readonly code?: number;
}

export interface BotApiOptions {
  readonly token: string;
  /** May have a path: a proxy's prefix. */
  readonly apiRoot: string;
  readonly timer?: Timer;
  readonly random?: () => number;
  readonly onCall?: (report: CallReport) => void;
  /** For one try; a long poll adds the seconds it asks Telegram to wait, an upload gets ten times as long. */
  readonly timeoutMs?: number;
}

/**
 * telegraf's methods over our own HTTP. Every failure is an `ApiError` or a `NetworkError`; none holds the token or what
 * was sent. Create one per process: it keeps the connections.
 */
export class BotApi extends Telegram {
  readonly #http: HttpPost;
  readonly #root: string;
  readonly #files: string;
  readonly #timer: Timer;
  readonly #random: () => number;
  readonly #onCall: ((report: CallReport) => void) | undefined;
  readonly #timeoutMs: number;

  constructor({ token, apiRoot, timer, random, onCall, timeoutMs }: BotApiOptions) {
    super(token, { apiRoot, webhookReply: false });
    // telegraf keeps the token on the instance, where an inspected or serialised context would show it.
    Object.defineProperty(this, 'token', { value: token, enumerable: false });
    const { origin, pathname } = new URL(apiRoot);
    this.#http = createHttpPost(origin);
    this.#root = `${pathname.replace(/\/$/, '')}/bot${token}/`;
    this.#files = `${apiRoot.replace(/\/$/, '')}/file/bot${token}/`;
    this.#timer = timer ?? systemTimer;
    this.#random = random ?? Math.random;
    this.#onCall = onCall;
    this.#timeoutMs = timeoutMs ?? 30_000;
  }

  /** A method as the current Bot API declares it. */
  call<M extends Method>(method: M, payload: Payload<M>, options?: CallOptions): Promise<Result<M>> {
    return this.#call(method, payload, options) as Promise<Result<M>>;
  }

  /** What telegraf's own methods (`ctx.reply`, …) end in. */
  override callApi<M extends keyof TelegrafMethods>(
    method: M,
    payload: Opts<M>,
    options?: { signal?: unknown; patience?: Patience },
  ): Promise<ReturnType<TelegrafMethods[M]>> {
    const { signal, patience = 'reply' } = options ?? {};
    // telegraf declares a shim's AbortSignal; only the platform's can be listened to.
    const aborts = signal instanceof AbortSignal ? { signal } : {};
    return this.#call(method, payload, { patience, ...aborts }) as Promise<ReturnType<TelegrafMethods[M]>>;
  }

  /** A file that somebody sent, if it has no more than `most` bytes. */
  async download(file: string, most: number, signal?: AbortSignal): Promise<Downloaded> {
    const { file_path } = await this.call('getFile', { file_id: file }, { ...(signal && { signal }) });
    if (file_path === undefined) return { type: 'gone' };
    const path = file_path.split('/').map(encodeURIComponent).join('/');
    return download(this.#files + path, {
      most,
      timeoutMs: this.#timeoutMs * 10,
      ...(signal && { signal }),
    });
  }

  /** Drops all connections; calls under way fail. (`close` is a method of the Bot API.) */
  disconnect(): Promise<void> {
    return this.#http.close();
  }

  async #call(method: string, payload: object, options: CallOptions = {}): Promise<unknown> {
    const encoded = encodePayload(payload);
    const request = encoded instanceof Promise ? await encoded : encoded;
    const timeoutMs = this.#timeoutFor(method, payload, request);
    const started = this.#timer.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#try(method, request, timeoutMs, options.signal);
      } catch (error) {
        if (options.patience === 'none' || !request.repeatable) throw error;
        const delay = retryDelay(error, attempt, this.#random);
        const elapsed = this.#timer.now() - started;
        if (delay === undefined || elapsed + delay > patienceMs) throw error;
        await this.#timer.sleep(delay, options.signal);
        if (options.signal?.aborted) throw error;
      }
    }
  }

  #timeoutFor(method: string, payload: object, request: EncodedPayload): number {
    if (method === 'getUpdates' && 'timeout' in payload && typeof payload.timeout === 'number') {
      return payload.timeout * 1000 + this.#timeoutMs;
    }
    const upload = request.headers['content-type'] !== 'application/json';
    return upload ? this.#timeoutMs * 10 : this.#timeoutMs;
  }

  async #try(
    method: string,
    request: EncodedPayload,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const started = this.#timer.now();
    const report = (outcome: CallReport['outcome'], code?: number) =>
      this.#onCall?.({ method, ms: this.#timer.now() - started, outcome, ...(code && { code }) });

    const path = this.#root + method;
    const result = await this.#http.post({
      path,
      headers: request.headers,
      body: request.body(),
      timeoutMs,
      signal,
    });
    if (result.type === 'failed') {
      report('lost');
      throw new NetworkError({ method, kind: result.sent ? 'ambiguous' : 'before', reason: result.reason });
    }
    const answer = readAnswer(result.body);
    if (answer?.ok) {
      report('accepted');
      return answer.result;
    }
    const code = answer?.error_code ?? result.status;
    // 5xx says that something broke, not that nothing was sent; nor does a page of a proxy under status 200.
    if (code >= 500 || code < 300) {
      report('lost', code);
      throw new NetworkError({ method, kind: 'ambiguous', reason: `HTTP_${code}` });
    }
    report('refused', code);
    throw new ApiError({
      method,
      code,
      // Whatever else was in the body stays out: proxies like to print the requested path, which holds the token.
      description: redactDescription(answer?.description ?? 'not an answer of the Bot API', this.token),
      retryAfter: answer?.parameters?.retry_after,
      migrateTo: answer?.parameters?.migrate_to_chat_id,
    });
  }
}

type Answer =
  | { ok: true; result: unknown }
  | {
      ok: false;
      error_code: number;
      description: string;
      parameters?: { retry_after?: number; migrate_to_chat_id?: number };
    };

/** Checked by hand, at thousands a second; undefined when this isn't the Bot API's shape. */
function readAnswer(body: string): Answer | undefined {
  let answer: Partial<Answer> | null;
  try {
    answer = JSON.parse(body) as Partial<Answer> | null;
  } catch {
    return undefined;
  }
  if (answer === null || typeof answer !== 'object') return undefined;
  if (answer.ok === true) return answer as Answer;
  const refused =
    answer.ok === false && typeof answer.error_code === 'number' && typeof answer.description === 'string';
  return refused ? (answer as Answer) : undefined;
}
