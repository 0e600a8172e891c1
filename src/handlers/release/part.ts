import { planButton } from '../buttons.ts';
import type { ReadDraftPart } from '../draft-part.ts';

/** The last row of a broadcast's page: on to its send plan, from where it is released. */
export const releasePart: ReadDraftPart = async ({ t }, { id, status }) => {
  if (status === 'released') return { lines: [], rows: [] };
  const press = planButton.press({ broadcast: id });
  return { lines: [], rows: [[{ label: t.plain('release.plan'), press, style: 'primary' }]] };
};
