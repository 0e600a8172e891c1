import { z } from 'zod';
import { ActivityId } from '../../../domain/ids.ts';

/** One step: when members are to be told of an activity. */
export const AnnounceState = z.object({ step: z.literal('askTime'), activity: ActivityId });
export type AnnounceState = z.infer<typeof AnnounceState>;

export const announceDialogue = { kind: 'announce', State: AnnounceState };
