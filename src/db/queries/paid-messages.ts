import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { paidMessages } from '../schema.ts';

/** Sets the fees of so many messages aside; all of them or, where they would pass the cap, none. */
export async function takePaid(
  db: Db,
  { month, messages, cap }: { month: string; messages: number; cap: number },
): Promise<boolean> {
  if (messages > cap) return false;
  const rows = await db
    .insert(paidMessages)
    .values({ month, messages })
    .onConflictDoUpdate({
      target: paidMessages.month,
      set: { messages: sql`${paidMessages.messages} + ${messages}` },
      setWhere: sql`${paidMessages.messages} + ${messages} <= ${cap}`,
    })
    .returning({ month: paidMessages.month });
  return rows.length === 1;
}

/** Of what was set aside, so many weren't sent. */
export async function returnPaid(
  db: Db,
  { month, messages }: { month: string; messages: number },
): Promise<void> {
  await db
    .update(paidMessages)
    .set({ messages: sql`${paidMessages.messages} - ${messages}` })
    .where(eq(paidMessages.month, month));
}
