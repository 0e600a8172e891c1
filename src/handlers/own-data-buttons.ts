import { z } from 'zod';
import { button } from '../bot/button.ts';
import { allPurposes } from '../domain/consent.ts';

/* Buttons of what is kept of a person. Part of buttons.ts, and under the same rule: no tag is ever reused. */

export const ownDataButton = button('mda', {});
export const consentsButton = button('mdc', {});
/** `version` of the words beside the button: when they have changed since, she reads the new ones first. */
export const consentButton = button('mds', {
  purpose: z.enum(allPurposes as [(typeof allPurposes)[number], ...(typeof allPurposes)[number][]]),
  version: z.coerce.number().int().min(1).max(9999),
  on: z.enum(['0', '1']),
});
export const eraseAskButton = button('mde', {});
/** `asked` in minutes since 1970: it is meant for the next minutes, and an old one asks again. */
export const eraseButton = button('mdx', { asked: z.coerce.number().int().min(0).max(9_999_999_999) });
