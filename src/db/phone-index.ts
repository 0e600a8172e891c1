import type { Vault } from './vault.ts';

/**
 * The keyed hash a phone is found by: the same wherever it is kept, so that an application finds the member it would
 * duplicate.
 *
 * @param phone as domain/membership.ts's `PhoneNumber` gives it
 */
export function phoneIndex(vault: Vault, phone: string): Buffer {
  return vault.blindIndex(phone, 'phone');
}
