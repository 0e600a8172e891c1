import { z } from 'zod';

/** One step: which day is wanted, or which one to compare it with. Whose figures, as on a button. */
export const coverageDialogue = {
  kind: 'coverage',
  State: z.object({
    step: z.literal('askDay'),
    kind: z.enum(['district', 'street', 'union']),
    id: z.number(),
    day: z.iso.date(),
    wanted: z.enum(['day', 'from']),
  }),
};
