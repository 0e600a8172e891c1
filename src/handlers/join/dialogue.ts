import { z } from 'zod';
import { BuildingId, StallId, UnionId, UnitId } from '../../domain/ids.ts';
import { PersonName, PhoneNumber, type UnitGiven, WrittenUnit } from '../../domain/membership.ts';
import { type Confidants, confidants } from '../../domain/visibility.ts';

/*
 * askName → askUnit (→ writeUnit) → askPhone → consent → review. From the review each answer can be changed; a step then
 * holds the answers it returns to in `before`. At a stall, whose code knows the rest: askName → askPhone → confirm, which
 * is the review and the consent in one.
 */

const Named = z.object({ name: z.string(), nameEn: z.string().nullable() });

const Unit: z.ZodType<UnitGiven> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), unit: UnitId, name: z.string() }),
  z.object({ kind: z.literal('written'), name: z.string() }),
  z.object({ kind: z.literal('unsaid') }),
]);

/** What she wants to join, with its names, so that every step can say where it leads. */
const Target = z.object({
  building: BuildingId,
  union: UnionId,
  buildingNamed: Named,
  unionNamed: Named,
  /** The stall at which she is, and the unit that it is for. Absent in what was begun before there were any. */
  stall: z.object({ id: StallId, unit: Unit }).nullable().default(null),
});
export type Target = z.infer<typeof Target>;

const Answers = z.object({
  name: z.string(),
  unit: Unit,
  phone: z.string(),
  /** The version of the words she agreed to. */
  agreed: z.number(),
  /** Whether she wants to hear of activities. */
  news: z.boolean(),
  /** Who may know. Absent in what was begun before that was asked. */
  visibleTo: z.enum(confidants).default('union'),
});
type Answers = z.infer<typeof Answers>;

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
    visibleTo: z.enum(confidants).default('union'),
    before,
  }),
  /** `agreed` counts only once she has: it is the version on the button. */
  z.object({ step: z.literal('confirm'), target: Target, answers: Answers }),
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
  | { readonly type: 'confidantsChosen'; readonly visibleTo: Confidants }
  | { readonly type: 'agreed'; readonly version: number }
  | { readonly type: 'edited'; readonly field: JoinField }
  | { readonly type: 'wentBack' };

/** @param suggestion a name she may only have to confirm */
export function begin(target: Target, suggestion: string | null): JoinState {
  return { step: 'askName', target, suggestion, before: null };
}

/** She was a member before: she agrees anew, and looks over what we still have. */
export function beginAgain(
  target: Target,
  { name, phone, unit }: Pick<Answers, 'name' | 'phone' | 'unit'>,
): JoinState {
  return { step: 'consent', target, name, phone, unit, news: false, visibleTo: 'union', before: null };
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
      return event.type === 'wentBack' ? (reviewed(state) ?? beforePhone(state)) : null;
    case 'consent':
      return fromConsent(state, event);
    case 'confirm':
      return fromConfirm(state, event);
    case 'review':
      return event.type === 'edited' ? edit(state, event.field) : null;
  }
}

type At<Step extends JoinStep> = Extract<JoinState, { step: Step }>;
type Asking = Exclude<JoinState, { step: 'review' | 'confirm' }>;

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
    case 'confidantsChosen':
      return { ...state, visibleTo: event.visibleTo };
    case 'agreed': {
      const { target, name, unit, phone, news, visibleTo } = state;
      return done(target, { name, unit, phone, news, visibleTo, agreed: event.version });
    }
    case 'wentBack': {
      const { target, name, unit } = state;
      return reviewed(state) ?? { step: 'askPhone', target, name, unit, before: null };
    }
    default:
      return null;
  }
}

function fromConfirm(state: At<'confirm'>, event: JoinEvent): JoinState | null {
  const { target, answers } = state;
  switch (event.type) {
    case 'newsChosen':
      return done(target, { ...answers, news: event.news });
    case 'confidantsChosen':
      return done(target, { ...answers, visibleTo: event.visibleTo });
    case 'edited':
      return event.field === 'news' ? null : edit(state, event.field);
    default:
      return null;
  }
}

/** Everything is given: at a stall it is read and agreed to in one, elsewhere she has agreed before. */
function done(target: Target, answers: Answers): JoinState {
  return { step: target.stall ? 'confirm' : 'review', target, answers };
}

function named({ target, before }: At<'askName'>, name: string): JoinState {
  if (before) return done(target, { ...before, name });
  if (target.stall) return { step: 'askPhone', target, name, unit: target.stall.unit, before: null };
  return { step: 'askUnit', target, name, typed: '', page: 0, before: null };
}

function beforePhone(state: At<'askPhone'>): JoinState {
  const { target, name } = state;
  return target.stall ? { step: 'askName', target, suggestion: name, before: null } : askUnit(state);
}

function unitGiven({ target, name, before }: At<'askUnit' | 'writeUnit'>, unit: UnitGiven): JoinState {
  if (before) return done(target, { ...before, unit });
  return { step: 'askPhone', target, name, unit, before: null };
}

function phoned({ target, name, unit, before }: At<'askPhone'>, phone: string): JoinState {
  if (before) return done(target, { ...before, phone });
  if (target.stall)
    return done(target, { name, unit, phone, news: false, visibleTo: 'union', agreed: notYet });
  return { step: 'consent', target, name, unit, phone, news: false, visibleTo: 'union', before: null };
}

/** No words have this version. */
const notYet = 0;

function askUnit({ target, name, before }: At<'writeUnit' | 'askPhone'>): JoinState {
  return { step: 'askUnit', target, name, typed: '', page: 0, before };
}

/** Back to the review, nothing changed, for whoever came from there. */
function reviewed({ target, before }: Asking): JoinState | null {
  return before && done(target, before);
}

function edit({ target, answers }: At<'review' | 'confirm'>, field: JoinField): JoinState {
  const { name, unit, phone, news, visibleTo } = answers;
  const before = answers;
  switch (field) {
    case 'name':
      return { step: 'askName', target, suggestion: null, before };
    case 'unit':
      return { step: 'askUnit', target, name, typed: '', page: 0, before };
    case 'phone':
      return { step: 'askPhone', target, name, unit, before };
    case 'news':
      return { step: 'consent', target, name, unit, phone, news, visibleTo, before };
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
    case 'confirm':
    case 'review':
      return null;
  }
}
