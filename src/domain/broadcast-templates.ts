/* What officers write again and again: the fields each asks for. Their words are in i18n/…/template.ts. */

export const broadcastTemplates = ['activity', 'meeting', 'outage', 'welfare'] as const;
export type BroadcastTemplate = (typeof broadcastTemplates)[number];

/** `line`: a few words; `text`: a sentence or two; `moment`: a day and time to come; `day`: a day to come. */
type FieldKind = 'line' | 'text' | 'moment' | 'day';

export interface TemplateField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly optional?: boolean;
  /** The field before whose moment this one can't be. */
  readonly notBefore?: string;
}

export const templateFields = {
  activity: [
    { name: 'what', kind: 'line' },
    { name: 'when', kind: 'moment' },
    { name: 'where', kind: 'line' },
    { name: 'note', kind: 'text', optional: true },
  ],
  meeting: [
    { name: 'what', kind: 'line' },
    { name: 'when', kind: 'moment' },
    { name: 'where', kind: 'line' },
    { name: 'bring', kind: 'line', optional: true },
  ],
  outage: [
    { name: 'what', kind: 'line' },
    { name: 'where', kind: 'line' },
    { name: 'from', kind: 'moment' },
    { name: 'until', kind: 'moment', notBefore: 'from' },
    { name: 'note', kind: 'text', optional: true },
  ],
  welfare: [
    { name: 'what', kind: 'line' },
    { name: 'from', kind: 'day' },
    { name: 'until', kind: 'day', notBefore: 'from' },
    { name: 'where', kind: 'line' },
    { name: 'bring', kind: 'line', optional: true },
  ],
} as const satisfies Readonly<Record<BroadcastTemplate, readonly TemplateField[]>>;
