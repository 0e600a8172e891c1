import { STATUS_CODES } from 'node:http';
import { Pool } from 'undici';
import type { WebhookSettings } from '../../world/entry.ts';
import type { Update } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { laneOf } from './lane-of.ts';

export interface LastError {
  date: number;
  message: string;
}

const answerWithin = 60_000;
const firstDelay = 500;
const longestDelay = 60_000;

interface Lane {
  waiting: Update[];
  failures: number;
  busy: boolean;
}

/** What the bot may answer a delivery with: a call, made as if it came through the front door. */
export type ReplyCall = (method: string, values: Record<string, unknown>) => void;

/**
 * Brings updates to the bot: in order within a lane (one chat's messages, one person's presses), lanes side by side up
 * to `max_connections`, again and again with growing pauses until the bot answers 2xx.
 */
export class Webhook {
  readonly settings: WebhookSettings;
  lastError: LastError | undefined;
  readonly #world: World;
  readonly #reply: ReplyCall;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready: string[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stopListening: () => void;
  #connections = 0;
  #stopped = false;

  constructor(world: World, settings: WebhookSettings, reply: ReplyCall) {
    this.settings = settings;
    this.#world = world;
    this.#reply = reply;
    const url = new URL(settings.url);
    this.#path = url.pathname + url.search;
    this.#pool = new Pool(url.origin, { connections: settings.maxConnections, headersTimeout: answerWithin });
    for (const update of world.updates.waiting(world.clock.now())) this.#enqueue(update);
    this.#stopListening = world.updates.listen((update) => this.#enqueue(update));
    setImmediate(() => this.#work());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#pool.destroy();
  }

  #enqueue(update: Update): void {
    const key = laneOf(update);
    const lane = this.#lanes.get(key) ?? { waiting: [], failures: 0, busy: false };
    this.#lanes.set(key, lane);
    lane.waiting.push(update);
    if (lane.busy || lane.waiting.length > 1) return;
    this.#ready.push(key);
    this.#work();
  }

  #work(): void {
    while (!this.#stopped && this.#connections < this.settings.maxConnections) {
      const key = this.#ready.shift();
      if (key === undefined) return;
      const lane = this.#lanes.get(key);
      const update = lane?.waiting[0];
      if (!lane || !update) continue;
      lane.busy = true;
      this.#connections += 1;
      void this.#deliver(key, lane, update);
    }
  }

  async #deliver(key: string, lane: Lane, update: Update): Promise<void> {
    // Dropped or a day old: nobody waits for it any more.
    const wanted = this.#world.updates.holds(update.update_id, this.#world.clock.now());
    const delay = wanted ? await this.#attempt(lane, update) : undefined;
    this.#connections -= 1;
    if (this.#stopped) return;
    if (delay === undefined) {
      lane.waiting.shift();
      lane.failures = 0;
      this.#release(key, lane);
    } else {
      lane.failures += 1;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#release(key, lane);
      }, delay);
      this.#timers.add(timer);
    }
    this.#work();
  }

  #release(key: string, lane: Lane): void {
    lane.busy = false;
    if (lane.waiting.length === 0) this.#lanes.delete(key);
    else this.#ready.push(key);
    this.#work();
  }

  /** @returns milliseconds until the next attempt, or undefined when the bot has it */
  async #attempt(lane: Lane, update: Update): Promise<number | undefined> {
    const delay = Math.min(longestDelay, firstDelay * 2 ** lane.failures);
    try {
      const { statusCode, headers, body } = await this.#pool.request({
        path: this.#path,
        method: 'POST',
        headers: this.#headers,
        body: JSON.stringify(update),
        bodyTimeout: answerWithin,
      });
      const text = await body.text();
      if (statusCode >= 200 && statusCode < 300) {
        this.#world.updates.remove(update.update_id);
        this.#answerInBody(text);
        return undefined;
      }
      this.#failed(`Wrong response from the webhook: ${statusCode} ${STATUS_CODES[statusCode] ?? 'Unknown'}`);
      const asked = Number(headers['retry-after']);
      return asked > 0 ? Math.min(longestDelay, asked * 1000) : delay;
    } catch (error) {
      if (!this.#stopped) this.#failed(networkReason(error));
      return delay;
    }
  }

  get #headers(): Record<string, string> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (this.settings.secretToken) headers['x-telegram-bot-api-secret-token'] = this.settings.secretToken;
    return headers;
  }

  #failed(message: string): void {
    this.lastError = { date: Math.floor(this.#world.clock.now().getTime() / 1000), message };
  }

  /** A bot may put one call into its answer; Telegram makes it and tells nobody how it went. */
  #answerInBody(text: string): void {
    if (!text.startsWith('{')) return;
    try {
      const { method, ...values } = JSON.parse(text) as Record<string, unknown>;
      if (typeof method === 'string') this.#reply(method, values);
    } catch {
      // Whatever the bot wrote beside its 200, the update is delivered.
    }
  }
}

function networkReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'Connection refused';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'Read timeout expired';
  if (code === 'ENOTFOUND') return 'Failed to resolve host: Name or service not known';
  return 'Connection closed unexpectedly';
}
