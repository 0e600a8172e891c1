import type { Db } from '../../db/client.ts';
import {
  keepProgressMessage,
  type WatchedBroadcast,
  watchedBroadcasts,
} from '../../db/queries/broadcasts.ts';
import { type BroadcastState, Speed, stateOf, type Tally } from '../../domain/broadcast.ts';
import type { ChatSpacing } from '../../domain/chat-spacing.ts';
import { classify } from '../../domain/delivery.ts';
import type { NoticeId } from '../../domain/ids.ts';
import { type Language, nearestLanguage } from '../../domain/language.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Log } from '../../log.ts';
import { type Announced, loadAnnounced } from './broadcast-content.ts';
import type { Send, Timer } from './ports.ts';

/** How far a broadcast is. */
export interface BroadcastFacts extends Announced {
  readonly notice: NoticeId;
  readonly state: BroadcastState;
  readonly pausedBy: 'staff' | 'failures' | null;
  readonly tally: Tally;
  /** Null while it isn't known, or nothing goes. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  /** It holds till then, because it is late in the day. */
  readonly quietUntil: Date | null;
}

export type RenderProgress<Message> = (facts: BroadcastFacts, language: Language) => Message;

interface Shown {
  readonly speed: Speed;
  readonly since: number;
  message: number | null;
  at: number;
  facts: string;
  busy: boolean;
  gone: boolean;
}

/** A short one is over before anybody has read that it is under way: it gets its report and nothing else. */
const worthShowingMs = 3_000;
const editEveryMs = 3_000;
/** When nothing may go for so long, a progress message may not either. */
const heldMs = 1_000;

/**
 * One live message for whoever announced: sent once, its number kept with the notice, then edited as it goes, by whichever
 * process sends. It is a courtesy, and no row of the ledger: what gets lost of it is put right by the next edit.
 */
export function createProgress<Message>({
  db,
  send,
  renderProgress,
  pace,
  spacing,
  quietUntil,
  mayGo,
  languageDefault,
  timeZone,
  timer,
  log,
}: {
  readonly db: Db;
  readonly send: Send<Message>;
  readonly renderProgress?: RenderProgress<Message>;
  readonly pace: Pace;
  readonly spacing: ChatSpacing;
  readonly quietUntil: () => Date | null;
  readonly mayGo: () => boolean;
  readonly languageDefault: Language;
  readonly timeZone: string;
  readonly timer: Timer;
  readonly log: Log;
}) {
  const shown = new Map<NoticeId, Shown>();
  const never = new AbortController().signal;

  async function show(
    one: Shown,
    broadcast: WatchedBroadcast,
    render: RenderProgress<Message>,
  ): Promise<void> {
    const announced = await loadAnnounced(db, broadcast.id, timeZone);
    if (!announced || !broadcast.tally) return;
    const state = stateOf(broadcast);
    const goes = state === 'sending' && quietUntil() === null;
    const facts: BroadcastFacts = {
      notice: broadcast.id,
      ...announced,
      state,
      pausedBy: broadcast.pausedBy,
      tally: broadcast.tally,
      perSecond: goes ? one.speed.perSecond : null,
      secondsLeft: goes ? one.speed.secondsFor(broadcast.tally.waiting) : null,
      quietUntil: state === 'sending' ? quietUntil() : null,
    };
    const now = JSON.stringify(facts);
    if (now === one.facts || !mayGo() || pace.waitMs(timer.now()) > heldMs) return;
    if (spacing.enter(broadcast.chat, timer.now()) > 0) return;
    pace.spend(timer.now());
    one.facts = now;
    one.at = timer.now();
    const language = broadcast.language ?? nearestLanguage(broadcast.telegramLanguage, languageDefault);
    const message = render(facts, language);
    const { chat } = broadcast;
    const outcome = await send(
      one.message === null
        ? { type: 'send', chat, message }
        : { type: 'edit', chat, at: one.message, message },
      never,
    );
    if (outcome.type === 'accepted') {
      const over = state === 'done';
      if (over || one.message === null)
        await keepProgressMessage(db, broadcast.id, over ? null : outcome.message);
      one.message = outcome.message;
      one.gone = over;
      return;
    }
    const delivery = classify(outcome);
    if (delivery.status === 'retry' && delivery.reason === 'too_many_requests') {
      pace.slowDown(timer.now());
      pace.hold(timer.now() + delivery.afterMs);
    }
    // Not taken, so it is owed still.
    one.facts = '';
    // Sent and its answer lost, she may have it: another would be one too many.
    one.gone = delivery.status !== 'retry' && (one.message === null || delivery.status !== 'unknown');
    if (one.gone && state === 'done') await keepProgressMessage(db, broadcast.id, null);
  }

  function start(one: Shown, broadcast: WatchedBroadcast, render: RenderProgress<Message>): void {
    one.busy = true;
    show(one, broadcast, render)
      .catch((error: Error) => log.warn('progress not shown', { notice: broadcast.id, kind: error.name }))
      .finally(() => {
        one.busy = false;
      });
  }

  return {
    /** Every second or so. */
    async look(): Promise<void> {
      if (!renderProgress) return;
      const now = timer.now();
      const watched = await watchedBroadcasts(db);
      for (const broadcast of watched) {
        const one = shown.get(broadcast.id) ?? begin(broadcast, now);
        shown.set(broadcast.id, one);
        one.message ??= broadcast.message;
        one.speed.saw((broadcast.tally?.audience ?? 0) - (broadcast.tally?.waiting ?? 0), now);
        const due = one.message === null ? now - one.since >= worthShowingMs : now - one.at >= editEveryMs;
        if (due && !one.busy && !one.gone) start(one, broadcast, renderProgress);
      }
      for (const notice of shown.keys()) if (!watched.some(({ id }) => id === notice)) shown.delete(notice);
    },
  };
}

function begin(broadcast: WatchedBroadcast, now: number): Shown {
  return {
    speed: new Speed(),
    since: now,
    message: broadcast.message,
    at: Number.NEGATIVE_INFINITY,
    facts: '',
    busy: false,
    gone: false,
  };
}
