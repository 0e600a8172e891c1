import { and, eq, isNull, ne } from 'drizzle-orm';
import { type Purpose, purposes } from '../../domain/consent.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { consents } from '../schema.ts';

/** Notes that she agrees, in the version of today. Agreeing again to the same changes nothing. */
export async function giveConsent(tx: Tx, person: PersonId, purpose: Purpose, now: Date): Promise<void> {
  const version = purposes[purpose];
  await tx
    .update(consents)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(consents.person, person),
        eq(consents.purpose, purpose),
        isNull(consents.withdrawnAt),
        ne(consents.version, version),
      ),
    );
  await tx.insert(consents).values({ person, purpose, version, givenAt: now }).onConflictDoNothing();
}

/** Notes that she no longer agrees. What is already on its way to her is dropped when it would be sent. */
export async function withdrawConsent(tx: Tx, person: PersonId, purpose: Purpose, now: Date): Promise<void> {
  await tx
    .update(consents)
    .set({ withdrawnAt: now })
    .where(and(eq(consents.person, person), eq(consents.purpose, purpose), isNull(consents.withdrawnAt)));
}
