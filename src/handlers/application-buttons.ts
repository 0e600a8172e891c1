import { z } from 'zod';
import { button } from '../bot/button.ts';
import { ApplicationId, PersonId } from '../domain/ids.ts';
import { queueFilters } from '../domain/review.ts';
import { confidants } from '../domain/visibility.ts';

/* Buttons of an application after it was handed in. Part of buttons.ts, and under the same rule: no tag is ever reused. */

// For the applicant
export const myApplicationButton = button('map', { application: ApplicationId });
export const confidantsButton = button('mvi', { application: ApplicationId, to: z.enum(confidants) });
export const myWordsButton = button('maw', {
  application: ApplicationId,
  field: z.enum(['name', 'phone', 'unit', 'answer', 'appeal']),
});
export const sendMyWordsButton = button('mas', { application: ApplicationId });

// For reviewers
export const queueButton = button('stq', {
  filter: z.enum(queueFilters),
  page: z.coerce.number().int().min(0).max(9999),
});
export const claimButton = button('scl', { application: ApplicationId, what: z.enum(['take', 'giveBack']) });
export const handOverButton = button('sho', { application: ApplicationId });
export const handToButton = button('sht', { application: ApplicationId, to: PersonId });
export const askApplicantButton = button('sak', { application: ApplicationId });
export const showPhoneButton = button('sph', { application: ApplicationId });
export const tellApartButton = button('sdf', { application: ApplicationId, other: PersonId });
export const batchButton = button('sba', {});
/** What she agrees to: how many, and the last of them. */
export const batchApproveButton = button('sby', {
  count: z.coerce.number().int().min(1).max(9999),
  last: ApplicationId,
});
