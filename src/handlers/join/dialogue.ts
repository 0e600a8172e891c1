import { z } from 'zod';
import { BuildingId, UnionId, UnitId } from '../../domain/ids.ts';
import { PersonName, PhoneNumber, type UnitGiven, WrittenUnit } from '../../domain/membership.ts';

/*
 * askName → askUnit (→ writeUnit) → askPhone → consent → review. From the review each answer can be changed; a step then
 * holds the answers it returns to in `before`.
 */

const Named = z.object({ name: z.string(), nameEn: z.string().nullable() });

/** What she wants to join, with its names, so that every step can say where it leads. */
const Target = z.object({ building: BuildingId, union: UnionId, buildingNamed: Named, unionNamed: Named });
export type Target = z.infer<typeof Target>;

const Unit: z.ZodType<UnitGiven> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), unit: UnitId, name: z.string() }),
  z.object({ kind: z.literal('written'), name: z.string() }),
  z.object({ kind: z.literal('unsaid') }),
]);

const Answers = z.object({
  name: z.string(),
  unit: Unit,
  phone: z.string(),
  /** The version of the words she agreed to. */
  agreed: z.number(),
  /** Whether she wants to hear of activities. */
  news: z.boolean(),
});

const before = Answers.nullable();

export const JoinState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askName'), target: Target, suggestion: z.string().nullable(), before }),
  z.object({
    step: z.literal('askUnit'),
    target: Target,
    name: z.string(),
    /** The letters the list is narrowed to; nothing shows all. */
    typed: z.string(),
    page: z.number(),
    before,
  }),
  z.object({ step: z.literal('writeUnit'), target: Target, name: z.string(), before }),
  z.object({ step: z.literal('askPhone'), target: Target, name: z.string(), unit: Unit, before }),
  z.object({
    step: z.literal('consent'),
    target: Target,
    name: z.string(),
    unit: Unit,
    phone: z.string(),
    news: z.boolean(),
    before,
  }),
  z.object({ step: z.literal('review'), target: Target, answers: Answers }),
]);
export type JoinState = z.infer<typeof JoinState>;
type JoinStep = JoinState['step'];

export const joinDialogue = { kind: 'join', State: JoinState };

export type JoinField = 'name' | 'unit' | 'phone' | 'news';

export type JoinEvent =
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'suggestionTaken' }
  | { readonly type: 'narrowed'; readonly typed: string }
  | { readonly type: 'paged'; readonly page: number }
  | { readonly type: 'unlisted' }
  | { readonly type: 'typedTaken' }
  | { readonly type: 'unitGiven'; readonly unit: UnitGiven }
  | { readonly type: 'phoned'; readonly phone: string }
  | { readonly type: 'newsChosen'; readonly news: boolean }
  | { readonly type: 'agreed'; readonly version: number }
  | { readonly type: 'edited'; readonly field: JoinField }
  | { readonly type: 'wentBack' };

/** @param suggestion a name she may only have to confirm */
export function begin(target: Target, suggestion: string | null): JoinState {
  return { step: 'askName', target, suggestion, before: null };
}

/** The state an event leads to; null when it doesn't belong to this step. */
export function advance(state: JoinState, event: JoinEvent): JoinState | null {
  switch (state.step) {
    case 'askName':
      return fromName(state, event);
    case 'askUnit':
      return fromUnit(state, event);
    case 'writeUnit':
      if (event.type === 'unitGiven') return unitGiven(state, event.unit);
      return event.type === 'wentBack' ? askUnit(state) : null;
    case 'askPhone':
      if (event.type === 'phoned') return phoned(state, event.phone);
      return event.type === 'wentBack' ? (reviewed(state) ?? askUnit(state)) : null;
    case 'consent':
      return fromConsent(state, event);
    case 'review':
      return event.type === 'edited' ? edit(state, event.field) : null;
  }
}

type At<Step extends JoinStep> = Extract<JoinState, { step: Step }>;
type Asking = Exclude<JoinState, { step: 'review' }>;

function fromName(state: At<'askName'>, event: JoinEvent): JoinState | null {
  switch (event.type) {
    case 'named':
      return named(state, event.name);
    case 'suggestionTaken':
      return state.suggestion === null ? null : named(state, state.suggestion);
    case 'wentBack':
      return reviewed(state);
    default:
      return null;
  }
}

function fromUnit(state: At<'askUnit'>, event: JoinEvent): JoinState | null {
  switch (event.type) {
    case 'narrowed':
      return { ...state, typed: event.typed, page: 0 };
    case 'paged':
      return { ...state, page: event.page };
    case 'unlisted':
      return { step: 'writeUnit', target: state.target, name: state.name, before: state.before };
    case 'typedTaken': {
      const name = WrittenUnit.safeParse(state.typed);
      return name.success ? unitGiven(state, { kind: 'written', name: name.data }) : null;
    }
    case 'unitGiven':
      return unitGiven(state, event.unit);
    case 'wentBack':
      return (
        reviewed(state) ?? { step: 'askName', target: state.target, suggestion: state.name, before: null }
      );
    default:
      return null;
  }
}

function fromConsent(state: At<'consent'>, event: JoinEvent): JoinState | null {
  switch (event.type) {
    case 'newsChosen':
      return { ...state, news: event.news };
    case 'agreed': {
      const { target, name, unit, phone, news } = state;
      return { step: 'review', target, answers: { name, unit, phone, news, agreed: event.version } };
    }
    case 'wentBack': {
      const { target, name, unit } = state;
      return reviewed(state) ?? { step: 'askPhone', target, name, unit, before: null };
    }
    default:
      return null;
  }
}

function named({ target, before }: At<'askName'>, name: string): JoinState {
  if (before) return { step: 'review', target, answers: { ...before, name } };
  return { step: 'askUnit', target, name, typed: '', page: 0, before: null };
}

function unitGiven({ target, name, before }: At<'askUnit' | 'writeUnit'>, unit: UnitGiven): JoinState {
  if (before) return { step: 'review', target, answers: { ...before, unit } };
  return { step: 'askPhone', target, name, unit, before: null };
}

function phoned({ target, name, unit, before }: At<'askPhone'>, phone: string): JoinState {
  if (before) return { step: 'review', target, answers: { ...before, phone } };
  return { step: 'consent', target, name, unit, phone, news: false, before: null };
}

function askUnit({ target, name, before }: At<'writeUnit' | 'askPhone'>): JoinState {
  return { step: 'askUnit', target, name, typed: '', page: 0, before };
}

/** Back to the review, nothing changed, for whoever came from there. */
function reviewed({ target, before }: Asking): JoinState | null {
  return before && { step: 'review', target, answers: before };
}

function edit({ target, answers }: At<'review'>, field: JoinField): JoinState {
  const { name, unit, phone, news } = answers;
  const before = answers;
  switch (field) {
    case 'name':
      return { step: 'askName', target, suggestion: null, before };
    case 'unit':
      return { step: 'askUnit', target, name, typed: '', page: 0, before };
    case 'phone':
      return { step: 'askPhone', target, name, unit, before };
    case 'news':
      return { step: 'consent', target, name, unit, phone, news, before };
  }
}

/** What a line of text means at a step; null when it is not what the step asks for. */
export function readText(state: JoinState, text: string): JoinEvent | null {
  switch (state.step) {
    case 'askName': {
      const name = PersonName.safeParse(text);
      return name.success ? { type: 'named', name: name.data } : null;
    }
    case 'askUnit': {
      const typed = WrittenUnit.or(z.string().trim().length(1)).safeParse(text);
      return typed.success ? { type: 'narrowed', typed: typed.data } : null;
    }
    case 'writeUnit': {
      const name = WrittenUnit.safeParse(text);
      return name.success ? { type: 'unitGiven', unit: { kind: 'written', name: name.data } } : null;
    }
    case 'askPhone': {
      const phone = PhoneNumber.safeParse(text);
      return phone.success ? { type: 'phoned', phone: phone.data } : null;
    }
    case 'consent':
    case 'review':
      return null;
  }
}
