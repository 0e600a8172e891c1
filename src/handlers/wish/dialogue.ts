import { z } from 'zod';
import { BuildingId, ProposalId, StreetId } from '../../domain/ids.ts';
import { BuildingName, looksLikeAddress, Spot, WrittenAddress } from '../../domain/wish.ts';

/*
 * Telling of a building: askName (→ similar) → askPlace (→ askStreet) → review. From the review each answer can be
 * changed; a step then holds the answers it returns to in `before`. Where it is may be told before its name: `given`.
 */

const Named = z.object({ name: z.string(), nameEn: z.string().nullable() });
const StreetNamed = Named.extend({ id: StreetId });

const Given = z.object({
  at: Spot.nullable(),
  address: z.string().nullable(),
  /** Null: she can't tell. */
  street: StreetNamed.nullable(),
});
const Draft = Given.extend({ name: z.string() });
type Draft = z.infer<typeof Draft>;

/** What may be meant: buildings we know, and others told of under the same name. */
const Similar = z.object({
  buildings: z.array(Named.extend({ id: BuildingId })),
  proposals: z.array(ProposalId),
});
type Similar = z.infer<typeof Similar>;

const before = Draft.nullable();
const given = Given.nullable();

export const ProposeState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askName'), suggestion: z.string().nullable(), given, before }),
  z.object({ step: z.literal('similar'), name: z.string(), similar: Similar, given, before }),
  z.object({ step: z.literal('askPlace'), name: z.string(), before }),
  z.object({
    step: z.literal('askStreet'),
    name: z.string(),
    address: z.string().nullable(),
    before,
  }),
  z.object({ step: z.literal('review'), draft: Draft }),
]);
export type ProposeState = z.infer<typeof ProposeState>;
export type ProposeStep = ProposeState['step'];

export const proposeDialogue = { kind: 'propose', State: ProposeState };

export type ProposeEvent =
  | { readonly type: 'named'; readonly name: string; readonly similar: Similar }
  | { readonly type: 'noneOfThese' }
  | { readonly type: 'located'; readonly at: Spot; readonly street: z.infer<typeof StreetNamed> }
  /** Null: she would rather only say the street. */
  | { readonly type: 'described'; readonly address: string | null }
  | { readonly type: 'streetPicked'; readonly street: z.infer<typeof StreetNamed> | null }
  | { readonly type: 'edited'; readonly field: 'name' | 'place' }
  | { readonly type: 'wentBack' };

/** @param suggestion what she looked for in vain */
export function begin(suggestion: string | null): ProposeState {
  return { step: 'askName', suggestion, given: null, before: null };
}

/** The state an event leads to; null when it doesn't belong to this step. */
export function advance(state: ProposeState, event: ProposeEvent): ProposeState | null {
  switch (state.step) {
    case 'askName':
      return fromName(state, event);
    case 'similar':
      if (event.type === 'noneOfThese') return nameSettled(state.name, state);
      return event.type === 'wentBack'
        ? { step: 'askName', suggestion: state.name, given: state.given, before: state.before }
        : null;
    case 'askPlace':
      return fromPlace(state, event);
    case 'askStreet':
      if (event.type === 'streetPicked') {
        const { name, address } = state;
        return { step: 'review', draft: { name, address, at: null, street: event.street } };
      }
      return event.type === 'wentBack' ? { step: 'askPlace', name: state.name, before: state.before } : null;
    case 'review': {
      const { draft } = state;
      if (event.type !== 'edited') return null;
      return event.field === 'name'
        ? { step: 'askName', suggestion: draft.name, given: null, before: draft }
        : { step: 'askPlace', name: draft.name, before: draft };
    }
  }
}

type At<Step extends ProposeStep> = Extract<ProposeState, { step: Step }>;

function fromPlace({ name, before }: At<'askPlace'>, event: ProposeEvent): ProposeState | null {
  switch (event.type) {
    case 'located':
      return { step: 'review', draft: { name, at: event.at, address: null, street: event.street } };
    case 'described':
      return { step: 'askStreet', name, address: event.address, before };
    case 'wentBack':
      return reviewed(before) ?? { step: 'askName', suggestion: name, given: null, before: null };
    default:
      return null;
  }
}

function fromName(state: At<'askName'>, event: ProposeEvent): ProposeState | null {
  switch (event.type) {
    case 'named': {
      const { name, similar } = event;
      const some = similar.buildings.length + similar.proposals.length > 0;
      const { given, before } = state;
      return some ? { step: 'similar', name, similar, given, before } : nameSettled(name, state);
    }
    case 'located':
      return { ...state, given: { at: event.at, address: null, street: event.street } };
    case 'described':
      return { ...state, given: { at: null, address: event.address, street: null } };
    case 'wentBack':
      return reviewed(state.before);
    default:
      return null;
  }
}

function nameSettled(name: string, { given, before }: At<'askName'> | At<'similar'>): ProposeState {
  if (given?.at) return { step: 'review', draft: { ...given, name } };
  if (given) return { step: 'askStreet', name, address: given.address, before };
  return before ? { step: 'review', draft: { ...before, name } } : { step: 'askPlace', name, before: null };
}

/** Back to the review, nothing changed, for whoever came from there. */
function reviewed(before: Draft | null): ProposeState | null {
  return before && { step: 'review', draft: before };
}

/** What a line of text says at a step; null when it is not what the step asks for. */
export function readName(text: string): string | null {
  return BuildingName.safeParse(text).data ?? null;
}

/** As `readName`, when what she wrote is where it is and not what it is called. */
export function readAddressFirst(text: string): string | null {
  return looksLikeAddress(text) ? readAddress(text) : null;
}

export function readAddress(text: string): string | null {
  return WrittenAddress.safeParse(text).data ?? null;
}

// ── Where in the building she works ──────────────────────────────────────────────────────────────────────────────────

export const UnitState = z.object({
  step: z.literal('askUnit'),
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('building'), building: BuildingId }),
    z.object({ kind: z.literal('proposal'), proposal: ProposalId }),
  ]),
  named: Named,
  /** The letters the list is narrowed to; nothing shows all. */
  typed: z.string(),
  page: z.number(),
});
export type UnitState = z.infer<typeof UnitState>;

export const unitDialogue = { kind: 'wishUnit', State: UnitState };
