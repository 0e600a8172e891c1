import { z } from 'zod';
import { button } from '../bot/button.ts';
import { MergeId, PersonId } from '../domain/ids.ts';

/* Buttons around two records of one person, a roll's member and her number. Part of buttons.ts: no tag is ever reused. */

// For staff
const pair = { one: PersonId, other: PersonId };
export const pairsButton = button('ppl', { page: z.coerce.number().int().min(0).max(9999) });
export const recentMergesButton = button('ppr', {});
export const pairButton = button('ppc', pair);
export const pairMergeButton = button('ppm', pair);
export const pairApartButton = button('ppa', pair);
export const partAskButton = button('ppq', { merge: MergeId });
export const partButton = button('ppu', { merge: MergeId });

// For whoever stands on a roll
export const linkButton = button('plk', {});
/** `version` of the words she agrees to. */
export const linkAgreeButton = button('lka', { version: z.coerce.number().int().min(1).max(9999) });
export const linkNewsButton = button('pln', { on: z.enum(['0', '1']) });
export const linkNotMeButton = button('plx', {});

// Her number
export const phoneChangeButton = button('pph', {});
