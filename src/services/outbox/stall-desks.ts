import type { Db } from '../../db/client.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import { dropDesk, type WatchedDesk, watchedDesks } from '../../db/queries/stalls.ts';
import type { Vault } from '../../db/vault.ts';
import type { ChatSpacing } from '../../domain/chat-spacing.ts';
import { classify } from '../../domain/delivery.ts';
import { type Language, nearestLanguage } from '../../domain/language.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Log } from '../../log.ts';
import { type StallFacts, stallFacts } from '../stalls/read-stall.ts';
import type { Send, Timer } from './ports.ts';

export type RenderDesk<Message> = (facts: StallFacts, language: Language) => Message;

const editEveryMs = 3_000;

/**
 * The queue of a stall on the phones of those who stand there: one message each, edited as people come and go, by
 * whichever process sends. Like the progress of a broadcast it is a courtesy, and no row of the ledger.
 */
export function createStallDesks<Message>({
  db,
  vault,
  send,
  renderDesk,
  pace,
  spacing,
  mayGo,
  languageDefault,
  now,
  timer,
  log,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly send: Send<Message>;
  readonly renderDesk?: RenderDesk<Message>;
  readonly pace: Pace;
  readonly spacing: ChatSpacing;
  readonly mayGo: () => boolean;
  readonly languageDefault: Language;
  readonly now: () => Date;
  readonly timer: Timer;
  readonly log: Log;
}) {
  const shown = new Map<string, { at: number; said: string }>();
  const never = new AbortController().signal;
  let looking = false;

  async function refresh(desk: WatchedDesk, render: RenderDesk<Message>): Promise<void> {
    const { stall, person, chat, message } = desk;
    const key = `${stall}:${person}:${message}`;
    const one = shown.get(key) ?? { at: Number.NEGATIVE_INFINITY, said: '' };
    shown.set(key, one);
    if (timer.now() - one.at < editEveryMs) return;
    // Her authority as it is now.
    const actor = { person, scopes: await scopesOf(db, person) };
    const facts = await stallFacts(db, { vault, actor, stall, now: now() });
    if (!facts) return dropDesk(db, { stall, person, message });
    // After a tap of hers the message shows what was true then, which may be older than what stood there before.
    const said = JSON.stringify([desk.touchedAt, facts]);
    if (said === one.said || !mayGo() || pace.waitMs(timer.now()) > 0) return;
    if (spacing.enter(chat, timer.now()) > 0) return;
    pace.spend(timer.now());
    one.at = timer.now();
    one.said = said;
    const language = desk.language ?? nearestLanguage(desk.telegramLanguage, languageDefault);
    const outcome = await send({ type: 'edit', chat, at: message, message: render(facts, language) }, never);
    const delivery = outcome.type === 'accepted' ? null : classify(outcome);
    if (delivery?.status === 'retry') {
      one.said = '';
      if (delivery.reason === 'too_many_requests') {
        pace.slowDown(timer.now());
        pace.hold(timer.now() + delivery.afterMs);
      }
      return;
    }
    // Over, or deleted: there is nothing to keep up to date.
    const gone = delivery !== null && delivery.status !== 'unknown';
    if (facts.closedAt !== null || gone) await dropDesk(db, { stall, person, message });
  }

  async function all(render: RenderDesk<Message>): Promise<void> {
    const desks = await watchedDesks(db);
    for (const desk of desks) await refresh(desk, render);
    const keys = new Set(desks.map(({ stall, person, message }) => `${stall}:${person}:${message}`));
    for (const key of shown.keys()) if (!keys.has(key)) shown.delete(key);
  }

  return {
    /** Every second or so; never waited for. */
    look(): void {
      if (!renderDesk || looking) return;
      looking = true;
      all(renderDesk)
        .catch((error: Error) => log.warn('stalls not shown', { kind: error.name }))
        .finally(() => {
          looking = false;
        });
    },
  };
}
