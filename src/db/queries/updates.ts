import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { updates } from '../schema.ts';
import type { Vault } from '../vault.ts';

/** How long a parked update is left to the process that took it. */
const takenForMs = 5 * 60_000;

/**
 * Where updates wait that couldn't be handled at once: sealed, since they hold what people wrote. An update here is
 * Telegram's JSON, told apart by its id; nothing else of it is looked at.
 *
 * @param options.bot the bot's Telegram id: update ids are counted for each bot
 * @param options.personOf whoever caused an update
 */
export function createUpdateStore<Update extends { readonly update_id: number }>({
  db,
  vault,
  bot,
  now,
  personOf,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly bot: number;
  readonly now: () => Date;
  readonly personOf: (update: Update) => number | undefined;
}) {
  return {
    async park(
      update: Update,
      reason: { readonly kind: string; readonly code: string },
      attempt: number,
      retryAt: Date | null,
    ): Promise<void> {
      const row = {
        status: retryAt === null ? ('aside' as const) : ('parked' as const),
        update: vault.seal(JSON.stringify(update), 'updates.parked_update'),
        attempts: attempt,
        retryAt,
        errorCode: reason.code === '' ? reason.kind : `${reason.kind} ${reason.code}`,
      };
      await db
        .insert(updates)
        .values({ bot, id: update.update_id, chat: personOf(update) ?? 0, at: now(), ...row })
        // Its effects are committed: there is nothing left to wait for.
        .onConflictDoUpdate({
          target: [updates.bot, updates.id],
          set: row,
          setWhere: sql`${updates.status} <> 'done'`,
        });
    },

    async takeDue(due: Date, limit: number): Promise<{ update: Update; attempt: number }[]> {
      return db.transaction(async (tx) => {
        const rows = await tx
          .select({ id: updates.id, update: updates.update, attempt: updates.attempts })
          .from(updates)
          .where(and(eq(updates.bot, bot), eq(updates.status, 'parked'), lte(updates.retryAt, due)))
          .orderBy(asc(updates.id))
          .limit(limit)
          .for('update', { skipLocked: true });
        if (rows.length === 0) return [];
        await tx
          .update(updates)
          .set({ retryAt: new Date(due.getTime() + takenForMs) })
          .where(
            and(
              eq(updates.bot, bot),
              inArray(
                updates.id,
                rows.map((row) => row.id),
              ),
            ),
          );
        return rows.flatMap(({ update, attempt }) =>
          update
            ? [{ update: JSON.parse(vault.open(update, 'updates.parked_update')) as Update, attempt }]
            : [],
        );
      });
    },
  };
}
