import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import {
  allPurposes,
  type ConsentState,
  consentState,
  type Purpose,
  purposes,
} from '../../domain/consent.ts';
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

/** Where she stands with everything there is to agree to. */
export async function consentsOf(tx: Tx, person: PersonId): Promise<ConsentState[]> {
  const rows = await tx
    .select({
      purpose: consents.purpose,
      version: consents.version,
      givenAt: consents.givenAt,
      withdrawnAt: consents.withdrawnAt,
    })
    .from(consents)
    .where(eq(consents.person, person))
    .orderBy(desc(consents.id));
  return allPurposes.map((purpose) =>
    consentState(
      purpose,
      rows.find((row) => row.purpose === purpose),
    ),
  );
}
