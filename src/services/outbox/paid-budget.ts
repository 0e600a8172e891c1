import type { Db } from '../../db/client.ts';
import { returnPaid, takePaid } from '../../db/queries/paid-messages.ts';
import type { Pace } from '../../domain/pace.ts';
import { messagesFor } from '../../domain/paid.ts';
import { monthOf } from '../../domain/schedule.ts';
import type { Log } from '../../log.ts';
import type { Timer } from './ports.ts';

export interface PaidOptions {
  /** How fast it may go for a fee. */
  readonly perSecond: number;
  /** The most that a month may cost. */
  readonly starsPerMonth: number;
}

export interface PaidBudget {
  /** Sets so many messages' fees aside before they are sent; false: they go for free, at the free rate. */
  take(messages: number): Promise<boolean>;
  /** Of those set aside, so many weren't needed. */
  giveBack(messages: number): Promise<void>;
}

/** A month's cap that was reached is looked at again this often: months end, and caps are raised. */
const lookAgainMs = 60_000;

/**
 * Telegram's paid broadcasts, for whoever switched them on. Each message's fee is set aside before it is sent, so that
 * neither a crash nor a second process spends more than the cap; what a crash leaves set aside is not spent.
 */
export function createPaidBudget({
  db,
  paid,
  pace,
  perSecond,
  now,
  timeZone,
  timer,
  log,
}: {
  readonly db: Db;
  readonly paid: PaidOptions | null;
  readonly pace: Pace;
  /** The free rate. */
  readonly perSecond: number;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly timer: Timer;
  readonly log: Log;
}): PaidBudget {
  if (paid === null) return { take: async () => false, giveBack: async () => undefined };
  const cap = messagesFor(paid.starsPerMonth);
  let emptyUntil = 0;
  pace.limitTo(paid.perSecond);

  return {
    async take(messages) {
      if (timer.now() < emptyUntil) return false;
      if (await takePaid(db, { month: monthOf(now(), timeZone), messages, cap })) {
        pace.limitTo(paid.perSecond);
        return true;
      }
      log.warn('paid broadcasts: the month’s cap is reached');
      emptyUntil = timer.now() + lookAgainMs;
      pace.limitTo(perSecond);
      return false;
    },
    async giveBack(messages) {
      if (messages > 0) await returnPaid(db, { month: monthOf(now(), timeZone), messages });
    },
  };
}
