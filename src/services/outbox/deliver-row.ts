import type { Claimed } from '../../db/queries/deliveries.ts';
import type { Brake } from '../../domain/brake.ts';
import type { ChatSpacing } from '../../domain/chat-spacing.ts';
import { classify, isMessageGone, isTooOldToChange } from '../../domain/delivery.ts';
import { type Settlement, settle } from '../../domain/delivery-plan.ts';
import { type Language, nearestLanguage } from '../../domain/language.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Log } from '../../log.ts';
import type { Call, Send, SendOutcome, Timer } from './ports.ts';
import type { Wording } from './wording.ts';

interface DeliverRowOptions<Message> {
  readonly send: Send<Message>;
  readonly wording: Wording<Message>;
  readonly pace: Pace;
  readonly spacing: ChatSpacing;
  readonly brake: Brake;
  readonly languageDefault: Language;
  /** Whether it is for her still: a role may have been taken away since it was queued. */
  readonly isStillHers: (row: Claimed) => Promise<boolean>;
  /** How long this is to wait for the end of the quiet hours; 0: it may go. */
  readonly quietMs: (row: Claimed) => number;
  readonly timer: Timer;
  readonly log: Log;
  /** Whether the lease is still ours. */
  readonly mayGo: () => boolean;
  /** The token is refused: nothing can be sent by anybody. */
  readonly onRefusedToken: () => void;
}

const afterBreakMs = 5_000;
const notSent = (afterMs: number): Settlement => ({
  status: 'retry',
  reason: 'not_sent',
  afterMs,
  counts: false,
});

/**
 * Sends one row, once, and says how it ended. What it takes of the pace it takes before it returns its promise, so that
 * whoever asks next what may go gets the right answer.
 */
export function createDeliverRow<Message>(options: DeliverRowOptions<Message>) {
  const { pace, spacing, brake, timer, log, wording } = options;

  function broke({ notice, person }: Claimed, error: unknown): void {
    log.error('delivery broke', { notice, person, kind: error instanceof Error ? error.name : typeof error });
  }

  function learnFrom(outcome: Exclude<SendOutcome, { type: 'accepted' }>, row: Claimed): Settlement {
    const now = timer.now();
    const delivery = classify(outcome);
    const hold = delivery.status === 'unknown' || outcome.type === 'lost' ? brake.unanswered(now) : undefined;
    if (hold !== undefined) {
      pace.hold(hold);
      log.warn('nothing answers', { ms: Math.round(hold - now) });
    }
    if (outcome.type === 'refused' && delivery.status !== 'unknown') brake.answered();
    if (delivery.status === 'retry' && delivery.reason === 'too_many_requests') {
      pace.slowDown(now);
      pace.hold(now + delivery.afterMs);
      log.warn('too fast for Telegram', { ms: delivery.afterMs });
    }
    if (delivery.status === 'stop') options.onRefusedToken();
    if (delivery.status === 'failed') {
      log.error('message refused', { notice: row.notice, person: row.person, reason: delivery.reason });
    }
    if (outcome.type === 'refused' && row.corrects) {
      if (isMessageGone(outcome)) return { status: 'skipped', reason: 'noMessage' };
      if (isTooOldToChange(outcome)) return { status: 'skipped', reason: 'tooOld' };
    }
    // An accepted message is no case of this.
    return delivery.status === 'sent' ? notSent(0) : settle(delivery, { ...row, repeatable: row.corrects });
  }

  /** What is to be asked of Telegram; or how it ends without. */
  async function callFor(row: Claimed, chat: number, paid: boolean): Promise<Call<Message> | Settlement> {
    if (row.body.kind === 'withdrawal') {
      return row.message === null
        ? { status: 'skipped', reason: 'noMessage' }
        : { type: 'delete', chat, at: row.message };
    }
    if (row.reach === 'personal' && !(await options.isStillHers(row)))
      return { status: 'skipped', reason: 'roleGone' };
    const language = row.language ?? nearestLanguage(row.telegramLanguage, options.languageDefault);
    const worded = await wording.of(row, { language, needs: row.needs });
    if (worded.type === 'outdated') return { status: 'skipped', reason: 'outdated' };
    if (worded.type === 'broken') return { status: 'failed', reason: 'not_rendered' };
    const { message } = worded;
    if (!row.corrects) return { type: 'send', chat, message, ...(paid && { paid }) };
    return row.message === null
      ? { status: 'skipped', reason: 'noMessage' }
      : { type: 'edit', chat, at: row.message, message };
  }

  async function speak(row: Claimed, chat: number, paid: boolean, signal: AbortSignal): Promise<Settlement> {
    const call = await callFor(row, chat, paid);
    if ('status' in call) return call;
    if (!options.mayGo() || signal.aborted) return notSent(0);
    const outcome = await options.send(call, signal).catch((error: unknown): SendOutcome => {
      broke(row, error);
      return { type: 'lost', certainty: 'ambiguous' };
    });
    if (outcome.type !== 'accepted') return learnFrom(outcome, row);
    brake.answered();
    return { status: 'sent', message: outcome.message };
  }

  return async (row: Claimed, paid: boolean, signal: AbortSignal): Promise<Settlement> => {
    if (row.chat === null) return { status: 'skipped', reason: 'gone' };
    if (row.unreachable) return { status: 'unreachable', reason: row.unreachable };
    if (row.reach === 'mass') {
      if (row.cancelled) return { status: 'skipped', reason: 'cancelled' };
      if (!row.corrects && !row.agrees) return { status: 'skipped', reason: 'stopped' };
    }
    const quietMs = options.quietMs(row);
    if (quietMs > 0) return { status: 'retry', reason: 'quiet_hours', afterMs: quietMs, counts: false };
    const afterMs = spacing.enter(row.chat, timer.now());
    if (afterMs > 0) return { status: 'retry', reason: 'chat_pace', afterMs, counts: false };
    pace.spend(timer.now());
    try {
      return await speak(row, row.chat, paid, signal);
    } catch (error) {
      broke(row, error);
      return notSent(afterBreakMs);
    }
  };
}
