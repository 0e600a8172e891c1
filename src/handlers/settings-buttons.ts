import { z } from 'zod';
import { button } from '../bot/button.ts';

/* What the district decides for itself; given out by buttons.ts with all others. */

const clock = z.string().regex(/^\d{4}$/u);

export const settingsButton = button('sn', {});
export const settingsQuietButton = button('snq', {});
/** `2100` and `0800` */
export const settingsQuietSetButton = button('sns', { from: clock, until: clock });
export const settingsReleaseButton = button('snr', {});
export const settingsReleaseSetButton = button('snt', {
  people: z.coerce.number().int().min(1).max(1_000_000),
});
