import { z } from 'zod';
import { type Actor, answersFor, type UnionPlace } from './actor.ts';
import type { StreetId, UnionId } from './ids.ts';

/** Whose a stall is: a union's, or a whole street's. */
export interface StallPlace {
  readonly street: StreetId;
  readonly union: UnionId | null;
}

/** May she open it, stand at it, and read its figures? They are hers who saw the people, and of nobody above them by name. */
export function mayStand(actor: Actor, { street, union }: StallPlace): boolean {
  if (union !== null) return answersFor(actor, { union, street } satisfies UnionPlace);
  return actor.scopes.some(
    (scope) => scope.kind === 'district' || (scope.kind === 'street' && scope.street === street),
  );
}

/** Where it stands, as people would say it: “一层大堂东门”. */
export const StallWords = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(2)
      .max(40)
      .regex(/[\p{L}\p{N}]/u),
  );
