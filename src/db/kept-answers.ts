import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { updates } from './schema.ts';
import { statement } from './statement.ts';
import type { Vault } from './vault.ts';

/*
 * What a turn says is kept beside its update until Telegram has taken it, so that it is said even if the process dies in
 * between. That it was taken is noted late and together with others: losing such a note repeats an answer, no more.
 */

export interface KeptAnswers {
  /** Notes that the update was answered. Written soon. */
  answered(update: number): void;
  /** It was answered by this process, which may not have written it down yet. */
  isGiven(update: number): boolean;
  /** Answers that nobody is known to be giving: left behind by a process that died. The oldest first. */
  unanswered(
    before: Date,
    limit: number,
  ): Promise<readonly { update: number; chat: number; replies: string }[]>;
  /** Writes what `answered` has gathered. Never rejects: what can't be written now is tried again. */
  flush(): Promise<void>;
}

const flushAfterMs = 25;
const flushAgainAfterMs = 1_000;

/** @param options.bot the bot's Telegram id: update ids are counted for each bot */
export function keepAnswers({ db, vault, bot }: { db: Db; vault: Vault; bot: number }): KeptAnswers {
  /** Given, and not yet written down as such. */
  const given = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    flushing = flushing.then(write);
    return flushing;
  }

  function flushIn(ms: number): void {
    timer ??= setTimeout(() => void flush(), ms);
    timer.unref();
  }

  async function write(): Promise<void> {
    const ids = [...given];
    if (ids.length === 0) return;
    try {
      await forgetReplies(db, bot, `{${ids.join(',')}}`);
      for (const id of ids) given.delete(id);
    } catch {
      // Kept, or the answers would look as if nobody had given them, and be given again and again.
      flushIn(flushAgainAfterMs);
    }
  }

  return {
    answered(update) {
      given.add(update);
      flushIn(flushAfterMs);
    },
    isGiven: (update) => given.has(update),
    async unanswered(before, limit) {
      const wereGiven = new Set(given);
      const rows = await db
        .select({ update: updates.id, chat: updates.chat, replies: updates.replies })
        .from(updates)
        .where(sql`${updates.bot} = ${bot} and ${updates.replies} is not null and ${updates.at} < ${before}`)
        .orderBy(updates.id)
        .limit(limit);
      return rows.flatMap(({ update, chat, replies }) =>
        replies && !wereGiven.has(update) && !given.has(update)
          ? [{ update, chat, replies: vault.open(replies, 'updates.replies') }]
          : [],
      );
    },
    flush,
  };
}

const forgetReplies = statement(`
  update updates set replies = null, chat_id = 0 where bot_id = $1 and update_id = any($2::bigint[])`);
