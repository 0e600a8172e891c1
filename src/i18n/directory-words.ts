import { type CardKind, fieldRule } from '../domain/directory.ts';
import {
  choiceOf,
  type Form,
  isChoice,
  sameValue,
  type Value,
  valueIn,
  wordsIn,
} from '../domain/directory-values.ts';
import type { HistoryAct, HistoryChange, Who } from '../domain/history.ts';
import { type Language, languages, type Named, type Words, wordsFor } from '../domain/language.ts';
import type { Exceptions } from '../domain/opening-hours.ts';
import { writeExceptions } from '../domain/write-hours.ts';
import type { Translate } from './index.ts';
import { shortNameIn } from './named.ts';

/* What stands in the directory, and what became of it, in words: for cards, histories and the command line. */

type FieldKey = Extract<Parameters<Translate['plain']>[0], `directory.field_${string}`>;

export function fieldIn(field: string, t: Translate): string {
  return t.plain(`directory.field_${field}` as FieldKey);
}

/** A value as people read it; null when there is none. */
export function valueInWords(
  form: Form,
  value: Value,
  t: Translate,
  language: Language = t.language,
): string | null {
  if (value === null || value === '') return null;
  if (isChoice(form)) return t.plain(`directory.choice_${choiceOf(form, value)}` as `directory.choice_firm`);
  switch (form) {
    case 'place':
    case 'hours':
    case 'text':
      return wordsFor(wordsIn(value), language) || null;
    case 'exceptions':
      return (value as Exceptions).length === 0 ? null : writeExceptions(value as Exceptions, t.language);
    case 'day':
      return t.format.date(new Date(`${String(value)}T04:00:00Z`));
    case 'location': {
      const { latitude, longitude } = value as { latitude: number; longitude: number };
      return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
    }
    default:
      return typeof value === 'number' ? t.format.number(value) : String(value);
  }
}

/** “12月5日（周六）14:00 王主任：把电话从“…”改成“…””. */
export function actInWords(act: HistoryAct, t: Translate): string {
  const line = (what: string) =>
    t.plain('directory.historyLine', { at: act.at, who: whoIn(act.who, t), what });
  if (act.source === 'import') return line(t.plain('directory.did_import', { count: act.count }));
  const said = act.changes.flatMap((change) => changeInWords(change, t));
  const what = said.join(t.language === 'zh' ? '；' : '; ');
  const rest = act.count - act.changes.length;
  const whole = rest > 0 ? t.plain('directory.historyMore', { what, count: rest }) : what;
  if (act.source !== 'undo') return line(whole);
  // An import that was undone has more rows than fit; a change that was taken back has one.
  return line(
    act.count > 3
      ? t.plain('directory.did_undone', { count: act.count })
      : t.plain('directory.did_back', { what: whole }),
  );
}

export function whoIn(who: Who, t: Translate): string {
  switch (who.kind) {
    case 'you':
      return t.plain('directory.who_you');
    case 'colleague':
      return who.name;
    case 'office':
      return t.plain(`directory.who_${who.scope}`);
    case 'deployment':
      return t.plain('directory.who_deployment');
  }
}

function changeInWords(change: HistoryChange, t: Translate): readonly string[] {
  const { subject, action, before, after } = change;
  const about = aboutIn(change.about, t);
  const name = (named: Named | null) => (named ? shortNameIn(named, t) : t.plain('directory.empty'));
  if (subject === 'cover') {
    const [from, to] = [name(change.from), name(change.to)];
    if (action === 'added') return [t.plain('directory.did_covered', { about, to })];
    if (action === 'removed') return [t.plain('directory.did_uncovered', { about, from })];
    return [t.plain('directory.did_moved', { about, from, to })];
  }
  if (subject === 'name') {
    const called = { name: String((after ?? before)?.name ?? '') };
    return [t.plain(after ? 'directory.did_nameAdded' : 'directory.did_nameRemoved', called)];
  }
  const kind = t.plain(`directory.kind_${subject}`);
  switch (action) {
    case 'changed':
      return fieldChanges(subject, before ?? {}, after ?? {}, about, t);
    case 'added':
      return [t.plain('directory.did_added', { kind, about })];
    case 'reopened':
      return [t.plain('directory.did_reopened', { kind, about })];
    case 'moved':
      return [t.plain('directory.did_movedIn', { kind, about })];
    case 'merged':
      if (subject === 'building') return [t.plain('directory.did_merged', { about, to: name(change.to) })];
      return [t.plain('directory.did_closed', { kind, about })];
    case 'closed':
    case 'removed':
      return [t.plain('directory.did_closed', { kind, about })];
  }
}

function aboutIn(about: Named | Words | null, t: Translate): string {
  if (about === null) return '';
  return 'name' in about ? shortNameIn(about, t) : wordsFor(about, t.language);
}

type Row = Readonly<Record<string, unknown>>;

function fieldChanges(
  kind: CardKind,
  before: Row,
  after: Row,
  about: string,
  t: Translate,
): readonly string[] {
  const fields = 'latitude' in after || 'longitude' in after ? ['location'] : Object.keys(after);
  return fields.flatMap((field) => {
    const rule = fieldRule(kind, field);
    if (!rule) return [];
    const [was, is] = [valueIn(before, field), valueIn(after, field)];
    const language = changedLanguage(was, is, t.language);
    const from = valueInWords(rule.form, was, t, language);
    const to = valueInWords(rule.form, is, t, language);
    const what = t.plain('directory.whatOf', { about, field: fieldIn(field, t) });
    if (from === null)
      return [t.plain('directory.did_filled', { what, to: to ?? t.plain('directory.empty') })];
    if (to === null) return [t.plain('directory.did_emptied', { what, from })];
    return [t.plain('directory.did_changed', { what, from, to })];
  });
}

/** Of words in two languages the one that was changed, the reader's own first. */
function changedLanguage(was: Value, is: Value, own: Language): Language {
  const differs = (language: Language) => !sameValue(wordsIn(was)[language], wordsIn(is)[language]);
  if (differs(own)) return own;
  return languages.find(differs) ?? own;
}
