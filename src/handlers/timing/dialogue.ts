import { z } from 'zod';
import { BroadcastId } from '../../domain/ids.ts';
import { Pattern } from '../../domain/timing.ts';

/** Questions that may be answered by typing. All that was answered before is kept with the broadcast. */
const TimingState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('at'), broadcast: BroadcastId }),
  z.object({ step: z.literal('day'), broadcast: BroadcastId }),
  z.object({ step: z.literal('hour'), broadcast: BroadcastId, pattern: Pattern }),
  z.object({ step: z.literal('except'), broadcast: BroadcastId }),
  z.object({ step: z.literal('ends'), broadcast: BroadcastId }),
]);
export type TimingState = z.infer<typeof TimingState>;

export const timingDialogue = { kind: 'timing', State: TimingState };
