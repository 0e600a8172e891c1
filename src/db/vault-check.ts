import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from './client.ts';
import { applications, dialogues, people } from './schema.ts';
import { type Vault, VaultError } from './vault.ts';

/** The data were sealed with another key. */
export class UnfitKey extends Error {
  override readonly name = 'UnfitKey';

  constructor() {
    super(
      'DATA_KEY is not the key that names and phones in this database were encrypted with. Put that key back; without it they cannot be read again.',
    );
  }
}

// Of the playground's people, once they are dismissed, some things stay that only the trial's key opens.
const onTelegram = isNotNull(people.telegramId);

/** Refuses a key that doesn't open what is there: each person it concerns would be met with an error instead. */
export async function assertKey(tx: Tx, vault: Vault): Promise<void> {
  const [[person], [application], [dialogue]] = await Promise.all([
    tx
      .select({ sealed: people.name })
      .from(people)
      .where(and(isNotNull(people.name), onTelegram))
      .limit(1),
    tx
      .select({ sealed: applications.name })
      .from(applications)
      .innerJoin(people, eq(people.id, applications.person))
      .where(onTelegram)
      .limit(1),
    tx.select({ sealed: dialogues.state }).from(dialogues).limit(1),
  ]);
  const samples = [
    [person?.sealed, 'people.name'],
    [application?.sealed, 'applications.name'],
    [dialogue?.sealed, 'dialogues.state'],
  ] as const;
  try {
    for (const [sealed, column] of samples) if (sealed) vault.open(sealed, column);
  } catch (error) {
    throw error instanceof VaultError ? new UnfitKey() : error;
  }
}
