import { z } from 'zod';
import { ApplicationId } from '../../../domain/ids.ts';

/** Turning down in one's own words: they are written, read once more, and sent. */
export const RejectState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askWords'), application: ApplicationId }),
  z.object({ step: z.literal('confirm'), application: ApplicationId, words: z.string() }),
]);
export type RejectState = z.infer<typeof RejectState>;

export const rejectDialogue = { kind: 'reject', State: RejectState };
