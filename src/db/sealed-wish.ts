import { z } from 'zod';
import { UnitId } from '../domain/ids.ts';
import { Decline } from '../domain/proposal.ts';
import { ProposedPlace } from '../domain/wish.ts';
import type { Vault } from './vault.ts';

/* What wishes and proposals keep as sealed JSON. */

const WishedUnit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), unit: UnitId, name: z.string() }),
  z.object({ kind: z.literal('written'), name: z.string() }),
]);
/** Where in the building somebody works. */
export type WishedUnit = z.infer<typeof WishedUnit>;

export function sealUnit(vault: Vault, unit: WishedUnit): Buffer {
  return vault.seal(JSON.stringify(unit), 'wishes.unit');
}

export function openUnit(vault: Vault, sealed: Buffer): WishedUnit {
  return WishedUnit.parse(JSON.parse(vault.open(sealed, 'wishes.unit')));
}

export function sealPlace(vault: Vault, place: ProposedPlace): Buffer {
  return vault.seal(JSON.stringify(place), 'proposals.place');
}

export function openPlace(vault: Vault, sealed: Buffer): ProposedPlace {
  return ProposedPlace.parse(JSON.parse(vault.open(sealed, 'proposals.place')));
}

export function sealDecline(vault: Vault, decline: Decline): Buffer {
  return vault.seal(JSON.stringify(decline), 'proposals.decline');
}

export function openDecline(vault: Vault, sealed: Buffer): Decline {
  return Decline.parse(JSON.parse(vault.open(sealed, 'proposals.decline')));
}
