import { z } from 'zod';
import { BuildingId, StreetId, UnionId, UnitId } from '../../domain/ids.ts';

/* where (→ unit, for a building) → place → until, and the stall is open. */

const For = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('street'), street: StreetId }),
  z.object({ kind: z.literal('union'), union: UnionId }),
  z.object({ kind: z.literal('building'), building: BuildingId, unit: UnitId.nullable() }),
]);

export const OpeningState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('where') }),
  z.object({ step: z.literal('unit'), building: BuildingId, name: z.string() }),
  z.object({ step: z.literal('place'), for: For }),
  z.object({ step: z.literal('until'), for: For, place: z.string() }),
]);
export type OpeningState = z.infer<typeof OpeningState>;

export const openingDialogue = { kind: 'stall', State: OpeningState };

export type OpeningEvent =
  | { readonly type: 'wide'; readonly for: Extract<z.infer<typeof For>, { kind: 'street' | 'union' }> }
  | { readonly type: 'building'; readonly building: BuildingId; readonly name: string }
  | { readonly type: 'unit'; readonly unit: UnitId | null }
  | { readonly type: 'placed'; readonly place: string }
  | { readonly type: 'back' };

/** The step an event leads to; null when it doesn't belong to this one. */
export function advance(state: OpeningState, event: OpeningEvent): OpeningState | null {
  if (event.type === 'back') return state.step === 'where' ? null : { step: 'where' };
  switch (state.step) {
    case 'where':
      if (event.type === 'wide') return { step: 'place', for: event.for };
      return event.type === 'building' ? { step: 'unit', building: event.building, name: event.name } : null;
    case 'unit':
      return event.type === 'unit'
        ? { step: 'place', for: { kind: 'building', building: state.building, unit: event.unit } }
        : null;
    case 'place':
      return event.type === 'placed' ? { step: 'until', for: state.for, place: event.place } : null;
    case 'until':
      return null;
  }
}
