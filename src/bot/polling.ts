import type { Log } from '../log.ts';
import type { Update } from './api-types.ts';
import { faultOf } from './fault.ts';
import type { Inbox } from './inbox.ts';
import { createOffsetWindow } from './offset.ts';
import { ApiError, NetworkError } from './telegram-error.ts';
import { systemTimer, type Timer } from './timer.ts';
import type { BotApi } from './transport.ts';

/** Telegram sends updates to a webhook; polling beside it would be refused, and removing it is not ours to decide. */
export class WebhookIsSet extends Error {
  override readonly name = 'WebhookIsSet';

  constructor(host: string) {
    super(
      `Telegram delivers this bot's updates to a webhook at ${host}, so they can't be polled. Either set WEBHOOK_URL and ` +
        'WEBHOOK_SECRET to receive them here, or remove the webhook (the Bot API method deleteWebhook) and start again.',
    );
  }
}

export interface Polling {
  /** Resolves when polling runs, once Telegram can be reached. @throws WebhookIsSet, or an ApiError: wrong token */
  start(): Promise<void>;
  /** Waits for what is being handled, for at most `withinMs`, and confirms what is safe. */
  stop(withinMs?: number): Promise<void>;
}

export interface PollingOptions {
  readonly api: Pick<BotApi, 'call'>;
  readonly inbox: Pick<Inbox, 'accept' | 'size'>;
  readonly log: Log;
  /** Polling ended by itself: the token was revoked. */
  readonly onFatal: (error: ApiError) => void;
  readonly timer?: Timer;
  readonly allowedUpdates?: readonly UpdateKind[];
  /** No polling while the inbox holds more. */
  readonly mostInFlight?: number;
  /** How long one poll may wait for an update. */
  readonly longPollSeconds?: number;
}

export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** Those we understand; `my_chat_member` is how a block is learned at once. */
export const updateKinds: readonly UpdateKind[] = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
];

const batchSize = 100;
/** While something is unsafe a poll returns at once with it: don't ask more often than this. */
const shortPollMs = 10;
const longestShortPollMs = 250;
const longestBackOffMs = 30_000;
const refusedPauseMs = 1_000;
const confirmWithinMs = 1_500;

/**
 * Our own getUpdates loop. Telegram may forget an update once the inbox says that it is safe; polling goes on meanwhile,
 * so the next poll never waits for the slowest, and one that gets stuck is parked by the inbox before it fills the
 * window. What the inbox refuses is delivered again by the next poll.
 */
export function createPolling(options: PollingOptions): Polling {
  const { api, inbox, log, onFatal, timer = systemTimer } = options;
  const { allowedUpdates = updateKinds, mostInFlight = 2_000, longPollSeconds = 50 } = options;
  const stopping = new AbortController();
  const window = createOffsetWindow();
  let progress = () => {};
  /** Failed polls since the last good one. */
  let failures = 0;
  let refused = false;
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let idlePauseMs = shortPollMs;
    while (!stopping.signal.aborted) {
      const fresh = await poll();
      if (fresh === undefined) continue;
      idlePauseMs = fresh > 0 ? shortPollMs : Math.min(idlePauseMs * 2, longestShortPollMs);
      // A full window needs the next poll while a part of it is still being handled; a few are done in no time.
      if (window.unsafe > 0) await waitFor(() => window.unsafe <= fresh / 4, idlePauseMs);
      while (inbox.size > mostInFlight && !stopping.signal.aborted) {
        await waitFor(() => inbox.size <= mostInFlight, longestShortPollMs);
      }
      if (refused) await timer.sleep(refusedPauseMs, stopping.signal);
      refused = false;
    }
  }

  /** @returns how many were new; undefined when the poll failed. */
  async function poll(): Promise<number | undefined> {
    try {
      const offset = window.advance();
      const updates = await api.call(
        'getUpdates',
        {
          ...(offset !== undefined && { offset }),
          limit: batchSize,
          timeout: window.unsafe > 0 ? 0 : longPollSeconds,
          allowed_updates: allowedUpdates,
        },
        { signal: stopping.signal, patience: 'none' },
      );
      if (failures > 0) log.info('polling again', { count: failures });
      failures = 0;
      const fresh = updates.filter((update) => window.deliver(update.update_id));
      for (const update of fresh) void accept(update);
      return fresh.length;
    } catch (error) {
      await surviveOrEnd(error);
      return undefined;
    }
  }

  async function accept(update: Update): Promise<void> {
    try {
      await inbox.accept(update);
      window.makeSafe(update.update_id);
    } catch {
      // The inbox has said why; here it only means: not so fast.
      window.refuse(update.update_id);
      refused = true;
    }
    progress();
  }

  /** Only a wrong token ends it. Somebody else's polling (409) does not: during a deployment there are two for a moment. */
  async function surviveOrEnd(error: unknown): Promise<void> {
    if (stopping.signal.aborted) return;
    if (error instanceof ApiError && (error.code === 401 || error.code === 404)) {
      log.error('polling ended', { ...faultOf(error) });
      stopping.abort();
      onFatal(error);
      return;
    }
    await backOff(error);
  }

  async function backOff(error: unknown): Promise<void> {
    if (failures === 0) {
      const reason = error instanceof NetworkError ? error.reason : undefined;
      log.warn('polling interrupted', { ...faultOf(error), ...(reason && { reason }) });
    }
    failures += 1;
    const toldMs = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
    const ms = Math.min(500 * 2 ** failures, longestBackOffMs);
    await timer.sleep(Math.max(ms, toldMs), stopping.signal);
  }

  /** Until an update was settled and `enough` holds, or the pause is over. */
  async function waitFor(enough: () => boolean, pauseMs: number): Promise<void> {
    if (enough()) return;
    const pause = new AbortController();
    const cut = () => pause.abort();
    stopping.signal.addEventListener('abort', cut);
    progress = () => {
      if (enough()) cut();
    };
    await timer.sleep(pauseMs, pause.signal);
    stopping.signal.removeEventListener('abort', cut);
    progress = () => {};
  }

  async function refuseWebhook(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const { url } = await api.call('getWebhookInfo', {}, { signal: stopping.signal, patience: 'none' });
        // The host alone: paths of webhooks are meant to be secret.
        if (url) throw new WebhookIsSet(new URL(url).host);
        return;
      } catch (error) {
        const passing = error instanceof NetworkError || (error instanceof ApiError && error.code === 429);
        if (!passing) throw error;
        await backOff(error);
      }
    }
  }

  return {
    async start() {
      await refuseWebhook();
      loop = run();
    },
    async stop(withinMs = 8_000) {
      stopping.abort();
      await loop;
      const end = timer.now() + withinMs;
      while (window.handling > 0 && timer.now() < end) await timer.sleep(shortPollMs);
      const offset = window.advance();
      if (offset === undefined) return;
      try {
        // What it returns is not looked at, hence not confirmed: the next process gets it.
        const signal = AbortSignal.timeout(confirmWithinMs);
        await api.call('getUpdates', { offset, limit: 1, timeout: 0 }, { signal, patience: 'none' });
      } catch (error) {
        // Delivered again, they are known as duplicates.
        log.warn('offset not confirmed', { ...faultOf(error) });
      }
    },
  };
}
