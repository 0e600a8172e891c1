import { z } from 'zod';
import { BuildingId, UnionId, UnitId } from '../../domain/ids.ts';
import { type UnitGiven, WrittenUnit } from '../../domain/membership.ts';

/* A member says where she works now: askBuilding → askUnit → confirm. */

const Named = z.object({ name: z.string(), nameEn: z.string().nullable() });
const Target = z.object({ building: BuildingId, union: UnionId, buildingNamed: Named, unionNamed: Named });
export type Target = z.infer<typeof Target>;

const Unit: z.ZodType<UnitGiven> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), unit: UnitId, name: z.string() }),
  z.object({ kind: z.literal('written'), name: z.string() }),
  z.object({ kind: z.literal('unsaid') }),
]);

export const ChangeState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askBuilding') }),
  z.object({
    step: z.literal('askUnit'),
    target: Target,
    /** The letters the list is narrowed to; nothing shows all. */
    typed: z.string(),
    page: z.number(),
  }),
  z.object({
    step: z.literal('confirm'),
    target: Target,
    unit: Unit,
    /** Her union covers the new place, too. */
    within: z.boolean(),
  }),
]);
export type ChangeState = z.infer<typeof ChangeState>;

export const changeDialogue = { kind: 'changeWork', State: ChangeState };

export type ChangeEvent =
  | { readonly type: 'placed'; readonly target: Target }
  | { readonly type: 'narrowed'; readonly typed: string }
  | { readonly type: 'paged'; readonly page: number }
  | { readonly type: 'typedTaken'; readonly within: boolean }
  | { readonly type: 'unitGiven'; readonly unit: UnitGiven; readonly within: boolean }
  | { readonly type: 'wentBack'; readonly to: 'building' | 'unit' };

/** The state an event leads to; null when it doesn't belong to this step. */
export function advance(state: ChangeState, event: ChangeEvent): ChangeState | null {
  // The buildings found stay on the screen: another one of them may be tapped at any step.
  if (event.type === 'placed') return { step: 'askUnit', target: event.target, typed: '', page: 0 };
  if (event.type === 'wentBack') {
    if (event.to === 'building' || state.step === 'askBuilding') return { step: 'askBuilding' };
    return { step: 'askUnit', target: state.target, typed: '', page: 0 };
  }
  if (state.step !== 'askUnit') return null;
  switch (event.type) {
    case 'narrowed':
      return { ...state, typed: event.typed, page: 0 };
    case 'paged':
      return { ...state, page: event.page };
    case 'typedTaken': {
      const name = writtenUnit(state.typed);
      return name === null ? null : given(state, { kind: 'written', name }, event.within);
    }
    case 'unitGiven':
      return given(state, event.unit, event.within);
  }
}

function given(
  { target }: Extract<ChangeState, { step: 'askUnit' }>,
  unit: UnitGiven,
  within: boolean,
): ChangeState {
  return { step: 'confirm', target, unit, within };
}

/** What was typed, if it can stand for a unit's name. */
export function writtenUnit(typed: string): string | null {
  return WrittenUnit.safeParse(typed).data ?? null;
}

/** The letters a list of units is narrowed to; null when they are none. */
export function lettersTyped(text: string): string | null {
  return WrittenUnit.or(z.string().trim().length(1)).safeParse(text).data ?? null;
}
