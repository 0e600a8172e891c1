import { z } from 'zod';
import { ActivityId } from '../../../domain/ids.ts';

/** One step: when members are to be told of an activity. */
export const announceDialogue = {
  kind: 'announce',
  State: z.object({ step: z.literal('askTime'), activity: ActivityId }),
};
