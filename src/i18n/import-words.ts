import { choiceWord } from '../domain/import/cells.ts';
import type { Fault } from '../domain/import/faults.ts';
import type { ImportField, ImportKind } from '../domain/import/fields.ts';
import type { Note } from '../domain/import/report.ts';
import { wordsFor } from '../domain/language.ts';
import type { Key } from './catalogue.ts';
import type { Translate } from './index.ts';

/* Rows of a sheet in words: in the chat, in the file that lists them all, and on the command line. */

export interface WordedChange {
  readonly kind: string;
  readonly action: string;
  readonly name: string;
  readonly place: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export function faultReason({ kind, number }: Fault, t: Translate): string {
  // Only some have the hole; the others leave it alone.
  const say = t.plain as (key: Key, params: Readonly<Record<string, number>>) => string;
  return say(`imports.fault_${kind}`, { number: number ?? 0 });
}

/** What a column is called in our own template. */
export function fieldLabel(kind: string, field: ImportField | string, t: Translate): string {
  const known = field === 'dissolved_on' ? 'closed_on' : field;
  return t.plain(`sheet.${kind}_${known}` as Key & `sheet.unit_${ImportField<'unit'>}`);
}

export function noteWords(note: Note, t: Translate): string {
  const { sheet } = note;
  switch (note.type) {
    case 'hiddenSheet':
      return t.plain('imports.noteHiddenSheet', { sheet });
    case 'otherSheet':
      return t.plain('imports.noteOtherSheet', { sheet });
    case 'otherColumn':
      return sheet === ''
        ? t.plain('imports.noteOtherColumnCsv', { heading: note.heading })
        : t.plain('imports.noteOtherColumn', { sheet, heading: note.heading });
  }
}

/** A unit with the building it is in. */
export function whatChanges({ name, place }: WordedChange, t: Translate): string {
  return place === null ? name : t.plain('imports.inBuilding', { name, building: place });
}

/** Of what nobody typed there is nothing to show. */
const hidden: readonly string[] = ['normalised', 'code', 'street_id', 'building_id', 'id'];

export interface WordedField {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Field by field: what stands there, and what will. */
export function changedFields({ kind, before, after }: WordedChange, t: Translate): readonly WordedField[] {
  if (kind === 'name') {
    return [{ field: fieldLabel('building', 'aliases', t), before: '', after: String(after?.name ?? '') }];
  }
  if (kind === 'cover') {
    return [
      {
        field: fieldLabel('building', 'union', t),
        before: '',
        after: String(after?.since ?? before?.since ?? ''),
      },
    ];
  }
  return Object.keys(after ?? {})
    .filter((column) => !hidden.includes(column))
    .map((column) => ({
      field: fieldLabel(kind, column, t),
      before: valueWords(kind as ImportKind, column, before?.[column], t),
      after: valueWords(kind as ImportKind, column, after?.[column], t),
    }));
}

function valueWords(kind: ImportKind, column: string, value: unknown, t: Translate): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return choiceWord('yesNo', value ? 'yes' : 'no', t.language);
  if (typeof value === 'object') return wordsFor(value, t.language);
  if (column === 'kind' && kind !== 'building') return choiceWord(kind, String(value), t.language);
  if (column === 'organised') return choiceWord('organised', String(value), t.language);
  return String(value);
}

/** `12 → 15`; what was empty is a dash. */
export function changesInWords(change: WordedChange, t: Translate): string {
  return changedFields(change, t)
    .map(({ field, before, after }) =>
      t.plain('imports.field', { field, before: before || '—', after: after || '—' }),
    )
    .join(t.language === 'zh' ? '，' : ', ');
}
