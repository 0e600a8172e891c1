import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { PersonId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Db, Tx } from '../client.ts';
import { people, staffRoles } from '../schema.ts';

export async function chooseLanguage(tx: Tx, person: PersonId, language: Language | null): Promise<void> {
  await tx.update(people).set({ language }).where(eq(people.id, person));
}

/** Has she ever applied, joined, or been made staff? To others we introduce ourselves again. */
export async function isKnown(tx: Tx, person: PersonId): Promise<boolean> {
  const [row] = await tx.execute<{ known: boolean }>(sql`
    select exists (select from memberships where person_id = ${person})
        or exists (select from applications where person_id = ${person}) as known`);
  return row?.known ?? false;
}

/** Telegram told us that she blocked the bot, or let it in again. */
export async function setReachable(tx: Tx, person: PersonId, reachable: boolean, now: Date): Promise<void> {
  await tx
    .update(people)
    .set(
      reachable
        ? { unreachableSince: null, unreachableReason: null }
        : { unreachableSince: now, unreachableReason: 'blocked' },
    )
    .where(eq(people.id, person));
}

/** The private chats of everybody who is staff, where they see the staff's commands. */
export async function staffChats(db: Db | Tx): Promise<number[]> {
  const rows = await db
    .selectDistinct({ chat: people.telegramId })
    .from(people)
    .innerJoin(staffRoles, eq(staffRoles.person, people.id))
    .where(and(isNull(staffRoles.revokedAt), isNotNull(people.telegramId), isNull(people.unreachableSince)));
  return rows.flatMap(({ chat }) => (chat === null ? [] : [chat]));
}

/** Her private chat; null when she isn't on Telegram (any more). */
export async function chatOf(db: Db | Tx, person: PersonId): Promise<number | null> {
  const [row] = await db.select({ chat: people.telegramId }).from(people).where(eq(people.id, person));
  return row?.chat ?? null;
}

/** Until this transaction ends, what else concerns her waits. Not “for update”: rows may refer to her meanwhile. */
export async function lockPerson(tx: Tx, person: PersonId): Promise<void> {
  await tx.execute(sql`select from people where id = ${person} for no key update`);
}
