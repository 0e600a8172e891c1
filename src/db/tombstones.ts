import { eq, inArray, sql } from 'drizzle-orm';
import type { PersonId } from '../domain/ids.ts';
import type { Tx } from './client.ts';
import { phoneIndex, phoneIndexes } from './phone-index.ts';
import { people, tombstones } from './schema.ts';
import type { Vault } from './vault.ts';

/*
 * By what somebody who erased herself is known not to be wanted back: an import of members asks here before it makes
 * anybody a member. What was set under an older key counts for as long as that key is on the ring.
 */

const telegram = 'telegram';

/** How somebody may be told by: a phone as domain/membership.ts's `PhoneNumber` gives it, an id of Telegram's. */
export interface Traits {
  readonly phone?: string | null;
  readonly telegramId?: number | null;
}

/** @param on the day, `2026-12-05` */
export async function setTombstones(
  tx: Tx,
  vault: Vault,
  { phones, telegramId }: { readonly phones: readonly string[]; readonly telegramId: number | null },
  on: string,
): Promise<void> {
  const values = [
    ...phones.map((phone) => phoneIndex(vault, phone)),
    ...(telegramId === null ? [] : [vault.blindIndex(String(telegramId), telegram)]),
  ];
  if (values.length === 0) return;
  await tx
    .insert(tombstones)
    .values(values.map((valueIndex) => ({ valueIndex, on })))
    .onConflictDoNothing();
}

/** Whether whoever has this phone, or this account, erased herself and hasn't come back by herself. */
export async function isErased(tx: Tx, vault: Vault, traits: Traits): Promise<boolean> {
  const values = valuesOf(vault, traits);
  if (values.length === 0) return false;
  const found = await tx
    .select({ on: tombstones.on })
    .from(tombstones)
    .where(inArray(tombstones.valueIndex, values))
    .limit(1);
  return found.length > 0;
}

/** Of these phones, those of people who erased themselves and haven't come back by themselves. */
export async function erasedPhones(
  tx: Tx,
  vault: Vault,
  phones: readonly string[],
): Promise<ReadonlySet<string>> {
  const byValue = new Map(
    phones.flatMap((phone) =>
      phoneIndexes(vault, phone).map((value) => [value.toString('hex'), phone] as const),
    ),
  );
  if (byValue.size === 0) return new Set();
  const found = await tx.execute<{ value: string }>(sql`
    select encode(value_index, 'hex') as value from tombstones
    where value_index in (select decode(v, 'hex') from jsonb_array_elements_text(${JSON.stringify([...byValue.keys()])}::jsonb) v)`);
  return new Set(found.flatMap(({ value }) => byValue.get(value) ?? []));
}

/**
 * She applies again, by her own hand: from here on she is like anybody else. It is her account that says so. A number may
 * be typed by anybody, and frees nobody else's.
 */
export async function liftTombstones(
  tx: Tx,
  vault: Vault,
  { person, phone }: { readonly person: PersonId; readonly phone: string },
): Promise<void> {
  const [row] = await tx.select({ telegramId: people.telegramId }).from(people).where(eq(people.id, person));
  const account = valuesOf(vault, { telegramId: row?.telegramId ?? null });
  if (account.length === 0) return;
  const back = await tx.delete(tombstones).where(inArray(tombstones.valueIndex, account)).returning();
  if (back.length === 0) return;
  await tx.delete(tombstones).where(inArray(tombstones.valueIndex, valuesOf(vault, { phone })));
}

function valuesOf(vault: Vault, { phone, telegramId }: Traits): Buffer[] {
  return [
    ...(phone == null ? [] : phoneIndexes(vault, phone)),
    ...(telegramId == null ? [] : vault.blindIndexes(String(telegramId), telegram)),
  ];
}
