import { z } from 'zod';
import { button } from '../bot/button.ts';
import { RoundId, SurveyId } from '../domain/ids.ts';
import { templateKeys } from '../domain/survey-templates.ts';

/* Asking members, for staff. */

const page = z.coerce.number().int().min(0).max(9999);
const id = z.coerce.number().int().min(0).max(2_147_483_647);

/** Everything she has asked, and may ask. */
export const askButton = button('ask', { page });
export const askNewButton = button('asn', {});
export const askTemplateButton = button('ast', { template: z.enum(templateKeys) });
/** Not named after anything in particular. */
export const askUnnamedButton = button('asu', {});
export const askCardButton = button('asc', { round: RoundId });
export const askScopesButton = button('asl', { round: RoundId, kind: z.enum(['street', 'union']), page });
export const askScopeButton = button('asg', {
  round: RoundId,
  kind: z.enum(['district', 'street', 'union']),
  id,
});
export const askDaysButton = button('asd', { round: RoundId, days: z.coerce.number().int().min(1).max(90) });
export const askAnonymousButton = button('asa', { round: RoundId, on: z.enum(['0', '1']) });
export const askRemindersButton = button('asm', {
  round: RoundId,
  times: z.coerce.number().int().min(0).max(2),
});
export const askOpenButton = button('aso', { round: RoundId });
export const askReallyOpenButton = button('asy', { round: RoundId });
export const askExtendButton = button('ase', {
  round: RoundId,
  days: z.coerce.number().int().min(1).max(90),
});
export const askCloseButton = button('asx', { round: RoundId });
export const askReallyCloseButton = button('asz', { round: RoundId });
export const askDropButton = button('asw', { round: RoundId });
/** Asks a survey again: a new round of what it says now. */
export const askAgainButton = button('asr', { survey: SurveyId });
