import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Update } from './api-types.ts';
import { faultOf } from './fault.ts';
import type { Inbox } from './inbox.ts';
import { type UpdateKind, updateKinds } from './polling.ts';
import type { BotApi } from './transport.ts';

/** The webhook without its HTTP: what a request's secret and body are worth. */
export interface Webhook {
  /** Compares in constant time. */
  knows(secret: string | undefined): boolean;
  /**
   * @param body as it came, whole
   * @returns the status to answer: 200 once the update is safe, 5xx to have it delivered again, 400 for no update at all
   */
  receive(body: Buffer): Promise<200 | 400 | 503>;
}

/** Only what every update has; what else is in it is the business of whoever handles it. */
const AnyUpdate = z.looseObject({ update_id: z.int().nonnegative() });

interface WebhookOptions {
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly secret: string;
  readonly log: Log;
  /** Telegram gives up waiting after 60 s. */
  readonly answerWithinMs?: number;
}

export function createWebhook({ inbox, secret, log, answerWithinMs = 55_000 }: WebhookOptions): Webhook {
  const expected = digest(secret);
  return {
    knows: (given) => given !== undefined && timingSafeEqual(digest(given), expected),
    async receive(body) {
      const update = parse(body);
      if (!update) {
        log.warn('webhook got no update');
        return 400;
      }
      const patience = new AbortController();
      const overdue = sleep(answerWithinMs, 'overdue', { signal: patience.signal });
      overdue.catch(() => {});
      try {
        const outcome = await Promise.race([inbox.accept(update), overdue]);
        return outcome === 'overdue' ? 503 : 200;
      } catch (error) {
        log.warn('webhook asks for the update again', { update: update.update_id, ...faultOf(error) });
        return 503;
      } finally {
        patience.abort();
      }
    },
  };
}

function parse(body: Buffer): Update | undefined {
  try {
    const parsed = AnyUpdate.safeParse(JSON.parse(body.toString()));
    return parsed.success ? (parsed.data as Update) : undefined;
  } catch {
    return undefined;
  }
}

/** Of equal length whatever the secret's, which would otherwise be told by the time it takes. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * Tells Telegram where to deliver. It is set at every start, even if it looks the same: Telegram never shows the secret,
 * and with yesterday's every delivery would be refused.
 */
export async function registerWebhook(
  api: Pick<BotApi, 'call'>,
  webhook: { url: string; secret: string; allowedUpdates?: readonly UpdateKind[] },
  log: Log,
): Promise<void> {
  const { url, secret, allowedUpdates = updateKinds } = webhook;
  const before = await api.call('getWebhookInfo', {});
  if (before.url && before.url !== url) log.warn('webhook moves here', { address: new URL(before.url).host });
  if (before.last_error_message) log.warn('webhook had errors', { count: before.pending_update_count });
  await api.call('setWebhook', { url, secret_token: secret, allowed_updates: allowedUpdates });
  log.info('webhook set', { address: new URL(url).host, count: before.pending_update_count });
}
