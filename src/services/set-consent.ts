import { consentsOf, giveConsent, withdrawConsent } from '../db/queries/consents.ts';
import { standingOf } from '../db/queries/memberships.ts';
import { readOf, txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import { type ConsentState, type Purpose, purposes } from '../domain/consent.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Standing } from '../domain/membership.ts';
import type { Work } from '../domain/work.ts';

interface MyConsents {
  readonly consents: readonly ConsentState[];
  readonly standing: Standing;
}

/** What she agrees to, for each thing there is to agree to. */
export type ReadConsents = (work: Work, person: PersonId) => Promise<MyConsents>;

export const readConsents: ReadConsents = async (work, person) => {
  const tx = readOf(work);
  const [consents, standing] = await Promise.all([consentsOf(tx, person), standingOf(tx, person)]);
  return { consents, standing };
};

export type ConsentSet =
  | { readonly type: 'set' }
  /** The words have changed since the button was shown: she is to read them first. */
  | { readonly type: 'outdated' }
  /** A membership, or an application, rests on it: that has to end first. */
  | { readonly type: 'needed'; readonly standing: Standing };

/** Gives consent to something, or takes it back. Asking twice changes nothing. */
export type SetConsent = (
  work: Work,
  actor: Actor,
  input: { readonly purpose: Purpose; readonly version: number; readonly wanted: boolean },
) => Promise<ConsentSet>;

export const setConsent: SetConsent = async (work, { person }, { purpose, version, wanted }) => {
  const tx = await txOf(work);
  if (wanted) {
    if (version !== purposes[purpose]) return { type: 'outdated' };
    await giveConsent(tx, person, purpose, work.now);
    return { type: 'set' };
  }
  const standing = await standingOf(tx, person);
  if (purpose === 'membership' && standing.kind !== 'none') return { type: 'needed', standing };
  await withdrawConsent(tx, person, purpose, work.now);
  return { type: 'set' };
};
