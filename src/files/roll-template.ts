import { type RollField, rollFields } from '../domain/roll/decision.ts';
import type { Translate } from '../i18n/index.ts';
import { writeSpreadsheet } from './spreadsheet.ts';

/** A member roll with nobody in it but an example. */
export function writeRollTemplate({
  t,
  unions,
}: {
  readonly t: Translate;
  /** To be chosen from. */
  readonly unions: readonly string[];
}): Promise<Uint8Array> {
  const example: Readonly<Record<RollField, string>> = {
    name: t.plain('sheet.exampleMember'),
    // Left in the file by mistake, it is a fault, and nobody's record.
    phone: '138××××0000',
    union: unions[0] ?? t.plain('sheet.exampleUnion'),
    building: '',
    unit: '',
    since: '2020-05-01',
    tail: '',
  };
  return writeSpreadsheet([
    {
      name: t.plain('sheet.members'),
      above: [t.plain('sheet.rollAbove'), t.plain('sheet.rollNote')],
      columns: rollFields.map((field) => ({
        header: t.plain(`sheet.member_${field}`),
        hint: t.plain(hintOf(field)),
        // As text: leading zeros stay, and days and numbers are shown as they are.
        format: 'text' as const,
        ...(field === 'union' && unions.length > 0 ? { choices: unions } : {}),
      })),
      rows: [rollFields.map((field) => example[field] || null)],
    },
  ]);
}

function hintOf(field: RollField) {
  switch (field) {
    case 'union':
    case 'building':
      return 'sheet.hintRollUnion';
    case 'unit':
      return 'sheet.hintRollUnit';
    case 'since':
      return 'sheet.hintRollSince';
    case 'tail':
      return 'sheet.hintRollTail';
    default:
      return 'sheet.hintRollNeeded';
  }
}
