import { z } from 'zod';
import { cardKinds, fieldRule } from '../../../domain/directory.ts';
import {
  bilingual,
  type Form,
  optional,
  sameValue,
  type Value,
  wordsIn,
} from '../../../domain/directory-values.ts';
import { languages } from '../../../domain/language.ts';

/*
 * A form of one or more fields: ask → … → review. Changing one field of a card is a form of one; from the review each can
 * be asked for again.
 */

const id = z.number().int().positive();
const named = z.object({ name: z.string(), nameEn: z.string().nullable() });
const Json = z.json();

export const newKinds = ['alias', 'station', 'unit', 'building', 'union'] as const;
export type NewKind = (typeof newKinds)[number];

const Act = z.discriminatedUnion('verb', [
  z.object({
    verb: z.literal('edit'),
    kind: z.enum(cardKinds),
    id,
    field: z.string(),
    /** What stood there when she began. */
    seen: Json,
  }),
  z.object({
    verb: z.literal('add'),
    what: z.enum(newKinds),
    at: id,
    street: id,
    union: id.nullable(),
  }),
]);
export type Act = z.infer<typeof Act>;

const given = z.record(z.string(), Json);
const form = { act: Act, title: named, given, language: z.enum(languages) };
export const FormState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('ask'), field: z.string(), ...form }),
  z.object({ step: z.literal('review'), ...form }),
]);
export type FormState = z.infer<typeof FormState>;
export type AskState = Extract<FormState, { step: 'ask' }>;

export const formDialogue = { kind: 'directory', State: FormState };

export interface AskedField {
  readonly field: string;
  readonly form: Form;
  readonly optional: boolean;
}

const asked = (field: string, form: Form, may = false): AskedField => ({ field, form, optional: may });

const newFields: Readonly<Record<NewKind, readonly AskedField[]>> = {
  alias: [asked('alias', 'name'), asked('alias_kind', 'aliasKind')],
  station: [asked('place', 'place'), asked('hours', 'hours'), asked('services', 'place')],
  unit: [
    asked('name', 'name'),
    asked('room', 'room'),
    asked('kind', 'unitKind'),
    asked('non_public', 'ownership'),
    asked('workers', 'workers'),
  ],
  building: [asked('name', 'name'), asked('address', 'place'), asked('location', 'location')],
  union: [
    asked('kind', 'unionKind'),
    asked('name', 'name'),
    asked('founded_on', 'day'),
    asked('phone', 'phone', true),
    asked('office', 'place', true),
    asked('office_hours', 'hours', true),
  ],
};

/** What a form asks for, in order. */
export function fieldsAsked(act: Act): readonly AskedField[] {
  if (act.verb === 'add') return newFields[act.what];
  const rule = fieldRule(act.kind, act.field);
  return rule ? [asked(act.field, rule.form, optional.includes(rule.form))] : [];
}

export function askedNow(state: FormState): AskedField | undefined {
  return state.step === 'ask' ? fieldsAsked(state.act).find(({ field }) => field === state.field) : undefined;
}

/** What stands in the field before she answers. */
export function valueBefore(state: FormState, field: string): Value {
  const before = state.given[field] ?? (state.act.verb === 'edit' ? state.act.seen : null);
  return before as Value;
}

/** The form with this answer; null when the step asks for something else. */
export function answer(state: FormState, field: string, value: Value): FormState | null {
  if (state.step !== 'ask' || state.field !== field) return null;
  const { step: _step, field: _field, ...rest } = state;
  return onward({ ...rest, given: { ...state.given, [field]: value as z.infer<typeof Json> } });
}

/** At the first field without an answer, or the review. */
export function onward(form: Omit<FormState, 'step' | 'field'>): FormState {
  const next = fieldsAsked(form.act).find(({ field }) => !Object.hasOwn(form.given, field));
  return next ? { ...form, step: 'ask', field: next.field } : { ...form, step: 'review' };
}

/** Asks for one of the fields again; what was answered stays until it is answered anew. */
export function again(state: FormState, field: string): FormState | null {
  if (state.step !== 'review') return null;
  if (!fieldsAsked(state.act).some((each) => each.field === field)) return null;
  return { ...state, step: 'ask', field };
}

/** One step back: from a field asked for again, to the review. Null at the first. */
export function back(state: FormState): FormState | null {
  const { act, title, given: answers, language } = state;
  const form = { act, title, given: answers, language };
  const fields = fieldsAsked(act).map(({ field }) => field);
  if (state.step === 'ask' && fields.every((field) => Object.hasOwn(answers, field))) return onward(form);
  const at = state.step === 'review' ? fields.length : fields.indexOf(state.field);
  const before = fields[at - 1];
  return before === undefined ? null : { ...form, step: 'ask', field: before };
}

export function inLanguage(state: FormState, language: FormState['language']): FormState | null {
  return state.step === 'ask' && isBilingual(state) ? { ...state, language } : null;
}

export function isBilingual(state: FormState): boolean {
  const now = askedNow(state);
  return now !== undefined && bilingual.includes(now.form);
}

/**
 * A colleague was faster: the same answer, against what stands there now. Of words in two languages only the one that she
 * wrote is hers to change.
 */
export function overtaken(state: FormState, now: Value): FormState {
  const { act } = state;
  if (act.verb !== 'edit') return state;
  const seen = now as z.infer<typeof Json>;
  const mine = state.given[act.field] as Value;
  const words = wordsIn(mine);
  const stale = wordsIn(act.seen as Value);
  const rule = fieldRule(act.kind, act.field);
  const other = state.language === 'zh' ? 'en' : 'zh';
  const isKept = rule && bilingual.includes(rule.form) && sameValue(words[other], stale[other]);
  const merged = isKept ? { ...wordsIn(now), [state.language]: words[state.language] } : mine;
  return {
    ...state,
    act: { ...act, seen },
    given: { [act.field]: merged as z.infer<typeof Json> },
  };
}
