import { z } from 'zod';
import { activityKinds } from '../../../domain/activity.ts';
import { UnionId } from '../../../domain/ids.ts';

/*
 * kind → title → when → place → places → review. From the review each answer can be changed, in `edit`, which leads back
 * to it.
 */

const Union = z.object({ id: UnionId, name: z.string(), nameEn: z.string().nullable() });
/** As JSON keeps it. */
const Instant = z.iso.datetime();

const kind = z.enum(activityKinds);
const Draft = z.object({
  kind,
  title: z.string(),
  startsAt: Instant,
  place: z.string(),
  places: z.number().nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const draftFields = ['kind', 'title', 'when', 'place', 'places'] as const;
export type DraftField = (typeof draftFields)[number];

const { title, startsAt, place } = Draft.shape;
export const DraftState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('kind'), union: Union }),
  z.object({ step: z.literal('title'), union: Union, kind }),
  z.object({ step: z.literal('when'), union: Union, kind, title }),
  z.object({ step: z.literal('place'), union: Union, kind, title, startsAt }),
  z.object({ step: z.literal('places'), union: Union, kind, title, startsAt, place }),
  z.object({ step: z.literal('review'), union: Union, draft: Draft }),
  z.object({ step: z.literal('edit'), union: Union, draft: Draft, field: z.enum(draftFields) }),
]);
export type DraftState = z.infer<typeof DraftState>;

export const draftDialogue = { kind: 'activity', State: DraftState };

export type Given =
  | { readonly field: 'kind'; readonly kind: Draft['kind'] }
  | { readonly field: 'title'; readonly title: string }
  | { readonly field: 'when'; readonly startsAt: Date }
  | { readonly field: 'place'; readonly place: string }
  | { readonly field: 'places'; readonly places: number | null };

/** What a step asks for; null when it asks for nothing. */
export function askedAt(state: DraftState): DraftField | null {
  switch (state.step) {
    case 'review':
      return null;
    case 'edit':
      return state.field;
    default:
      return state.step;
  }
}

/** Where an answer leads; null when it isn't what this step asks for. */
export function given(state: DraftState, answer: Given): DraftState | null {
  const { union } = state;
  switch (state.step) {
    case 'kind':
      return answer.field === 'kind' ? { step: 'title', union, kind: answer.kind } : null;
    case 'title':
      return answer.field === 'title' ? { ...state, step: 'when', title: answer.title } : null;
    case 'when':
      return answer.field === 'when'
        ? { ...state, step: 'place', startsAt: answer.startsAt.toISOString() }
        : null;
    case 'place':
      return answer.field === 'place' ? { ...state, step: 'places', place: answer.place } : null;
    case 'places': {
      if (answer.field !== 'places') return null;
      const { kind, title, startsAt, place } = state;
      return { step: 'review', union, draft: { kind, title, startsAt, place, places: answer.places } };
    }
    case 'edit':
      return answer.field === state.field
        ? { step: 'review', union, draft: changed(state.draft, answer) }
        : null;
    case 'review':
      return null;
  }
}

function changed(draft: Draft, answer: Given): Draft {
  switch (answer.field) {
    case 'kind':
      return { ...draft, kind: answer.kind };
    case 'title':
      return { ...draft, title: answer.title };
    case 'when':
      return { ...draft, startsAt: answer.startsAt.toISOString() };
    case 'place':
      return { ...draft, place: answer.place };
    case 'places':
      return { ...draft, places: answer.places };
  }
}

/** Changes one answer of a finished draft; null before it is finished. */
export function edit(state: DraftState, field: DraftField): DraftState | null {
  return state.step === 'review' || state.step === 'edit'
    ? { step: 'edit', union: state.union, draft: state.draft, field }
    : null;
}

/** One step back; null at the first. */
export function back(state: DraftState): DraftState | null {
  switch (state.step) {
    case 'kind':
      return null;
    case 'title':
      return { step: 'kind', union: state.union };
    case 'when':
      return { step: 'title', union: state.union, kind: state.kind };
    case 'place':
      return { step: 'when', union: state.union, kind: state.kind, title: state.title };
    case 'places': {
      const { union, kind, title, startsAt } = state;
      return { step: 'place', union, kind, title, startsAt };
    }
    case 'review':
      return { step: 'edit', union: state.union, draft: state.draft, field: 'places' };
    case 'edit':
      return { step: 'review', union: state.union, draft: state.draft };
  }
}
