import type { Db } from '../db/client.ts';
import { tellPeople } from '../db/queries/outbox.ts';
import { districtStaff, personByTelegramId } from '../db/queries/staff.ts';

interface SetAside {
  /** The update's id. */
  readonly update: number;
  /** Telegram's id of whoever sent it, if anybody did. */
  readonly chat: number | undefined;
  readonly now: Date;
}

/** Apologises to whoever wasn't answered, and tells the district's staff the code under which the log has it. */
export type ReportSetAside = (setAside: SetAside) => Promise<void>;

/** @param options.bot the bot's Telegram id: update ids are counted for each bot */
export function createReportSetAside({ db, bot }: { readonly db: Db; readonly bot: number }): ReportSetAside {
  return ({ update, chat, now }) =>
    db.transaction(async (tx) => {
      const code = String(update);
      const staff = await districtStaff(tx);
      await tellPeople(tx, {
        key: `aside:${bot}:${code}`,
        body: { kind: 'updateSetAside', code },
        to: staff,
        now,
      });
      if (chat === undefined) return;
      const person = await personByTelegramId(tx, chat, now);
      await tellPeople(tx, {
        key: `apology:${bot}:${code}`,
        body: { kind: 'apology', code },
        to: [person],
        now,
      });
    });
}
