import type { Vault } from './vault.ts';

/*
 * The keyed hash a phone is found by: the same wherever it is kept, so that an application finds the member it would
 * duplicate. Phones are as domain/membership.ts's `PhoneNumber` gives them.
 */

const purpose = 'phone';

/** To be stored with the phone. */
export function phoneIndex(vault: Vault, phone: string): Buffer {
  return vault.blindIndex(phone, purpose);
}

/** To be looked for: under every key of the ring, since `rotate-key` may not have come by yet. */
export function phoneIndexes(vault: Vault, phone: string): readonly Buffer[] {
  return vault.blindIndexes(phone, purpose);
}
