import type { WebhookSettings } from '../../world/entry.ts';
import type { Update } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { conflict } from '../api-error.ts';
import { type Poll, Polling } from './polling.ts';
import { type ReplyCall, Webhook } from './webhook.ts';

/** How the bot gets its updates: it polls, or it has a webhook, never both. */
export class Intake {
  readonly #world: World;
  readonly #polling: Polling;
  readonly #reply: ReplyCall;
  #webhook: Webhook | undefined;

  constructor(world: World, reply: ReplyCall) {
    this.#world = world;
    this.#reply = reply;
    this.#polling = new Polling(world);
    const kept = world.state.webhook;
    if (kept) this.#webhook = new Webhook(world, kept, reply);
  }

  get webhook(): Webhook | undefined {
    return this.#webhook;
  }

  async poll(poll: Poll, whenClosed: (listener: () => void) => void): Promise<Update[]> {
    if (this.#webhook) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    return this.#polling.poll(poll, whenClosed);
  }

  async setWebhook(settings: WebhookSettings | undefined): Promise<void> {
    this.#world.setWebhook(settings ?? null);
    await this.#stopWebhook();
    if (!settings) return;
    this.#polling.abort('terminated by setWebhook request');
    this.#webhook = new Webhook(this.#world, settings, this.#reply);
  }

  async close(): Promise<void> {
    this.#polling.abort('terminated by server shutdown');
    await this.#stopWebhook();
  }

  async #stopWebhook(): Promise<void> {
    const previous = this.#webhook;
    this.#webhook = undefined;
    await previous?.stop();
  }
}
