import { z } from 'zod';
import { ApplicationId } from '../../../domain/ids.ts';

/** Words to an applicant, turning her down or asking for more: they are written, read once more, and sent. */
/** Absent in what was begun before there was asking. */
const as = z.enum(['reject', 'ask']).default('reject');

export const RejectState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askWords'), as, application: ApplicationId }),
  z.object({ step: z.literal('confirm'), as, application: ApplicationId, words: z.string() }),
]);
export type RejectState = z.infer<typeof RejectState>;

export const rejectDialogue = { kind: 'reject', State: RejectState };
