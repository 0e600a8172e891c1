import { Rejection } from '../domain/membership.ts';
import type { Vault } from './vault.ts';

const column = 'applications.rejection';

/** Why an application was turned down, as `applications.rejection` keeps it. */
export function sealRejection(vault: Vault, rejection: Rejection): Buffer {
  return vault.seal(JSON.stringify(rejection), column);
}

export function openRejection(vault: Vault, sealed: Buffer): Rejection {
  return Rejection.parse(JSON.parse(vault.open(sealed, column)));
}
