import {
  type BroadcastTemplate,
  type TemplateField,
  templateFields,
} from '../../domain/broadcast-templates.ts';
import type { Entity, FormattedText } from '../../domain/formatted-text.ts';
import { momentRefusal } from '../../domain/program.ts';
import { readMoment } from '../../domain/read-moment.ts';
import type { Html, Translate } from '../../i18n/index.ts';

/* A template's fields: what each answer must be, and the text that comes of them. */

export function fieldsOf(template: BroadcastTemplate): readonly TemplateField[] {
  return templateFields[template];
}

/** The one after it; null after the last. */
export function fieldAfter(template: BroadcastTemplate, name: string): TemplateField | null {
  const fields = fieldsOf(template);
  return fields[fields.findIndex((field) => field.name === name) + 1] ?? null;
}

/** The one before it; null at the first. */
export function fieldBefore(template: BroadcastTemplate, name: string): TemplateField | null {
  const fields = fieldsOf(template);
  return fields[fields.findIndex((field) => field.name === name) - 1] ?? null;
}

const mostLetters: Readonly<Record<'line' | 'text', number>> = { line: 60, text: 300 };

/** Without signs that nobody sees, and in one line where it is to be one. */
function tidy(typed: string, kind: 'line' | 'text'): string {
  const seen = typed.normalize('NFC').replace(/[^\P{C}\n\u200d]/gu, ' ');
  return (kind === 'line' ? seen.replace(/\s+/gu, ' ') : seen).trim();
}

interface Setting {
  readonly now: Date;
  readonly timeZone: string;
  readonly t: Translate;
}

type ReadField = { readonly value: string } | { readonly note: Html };

export function readField(
  { kind, notBefore }: TemplateField,
  typed: string,
  values: Readonly<Record<string, string>>,
  { now, timeZone, t }: Setting,
): ReadField {
  if (kind === 'line' || kind === 'text') {
    const value = tidy(typed, kind);
    const most = mostLetters[kind];
    const fits = /[\p{L}\p{N}]/u.test(value) && [...value].length <= most && !/@[A-Za-z]\w{3}/u.test(value);
    return fits ? { value } : { note: t('template.unreadLine', { count: most }) };
  }
  // A day is the end of it: what can be collected on it isn't past at noon.
  const when = readMoment(kind === 'day' ? `${typed} 23:59` : typed, now, timeZone);
  if (!when) return { note: kind === 'day' ? t('template.unreadDay') : t('template.unreadMoment') };
  const refusal = momentRefusal(when, now);
  if (refusal) return { note: t(`programme.${refusal}`, { when }) };
  const earliest = notBefore === undefined ? undefined : values[notBefore];
  if (earliest && (kind === 'day' ? when < new Date(earliest) : when <= new Date(earliest)))
    return { note: kind === 'day' ? t('template.tooEarlyDay', { when }) : t('template.tooEarly', { when }) };
  return { value: when.toISOString() };
}

/** A heading in bold, then a line for each thing to know. */
export function templateText(
  template: BroadcastTemplate,
  values: Readonly<Record<string, string>>,
  t: Translate,
): FormattedText {
  const given = (name: string) => values[name] ?? '';
  const when = (name: string) => new Date(given(name));
  const heading = t.plain(`template.head_${template}`, { what: given('what') });
  const body: Record<BroadcastTemplate, () => string[]> = {
    activity: () => [
      t.plain('template.lineWhen', { when: when('when') }),
      t.plain('template.lineWhere', { where: given('where') }),
    ],
    meeting: () => [
      t.plain('template.lineWhen', { when: when('when') }),
      t.plain('template.lineWhere', { where: given('where') }),
    ],
    outage: () => [
      t.plain('template.lineAffected', { where: given('where') }),
      t.plain('template.linePeriod', { from: when('from'), until: when('until') }),
    ],
    welfare: () => [
      t.plain('template.lineDays', { from: when('from'), until: when('until') }),
      t.plain('template.lineWhere', { where: given('where') }),
    ],
  };
  const rest = [
    ...(given('bring') ? [t.plain('template.lineBring', { bring: given('bring') })] : []),
    ...(given('note') ? ['', t.plain('template.lineNote', { note: given('note') })] : []),
  ];
  const bold: Entity = { type: 'bold', offset: 0, length: heading.length };
  return { text: [heading, '', ...body[template](), ...rest].join('\n'), entities: [bold] };
}
