import { z } from 'zod';
import { AudienceId, BroadcastId } from '../../domain/ids.ts';

/** What she writes is part of a place's name, or what a saved audience is to be called. */
export const audienceDialogue = {
  kind: 'audience',
  State: z.discriminatedUnion('step', [
    z.object({
      step: z.literal('places'),
      broadcast: BroadcastId,
      kind: z.enum(['street', 'union', 'building']),
      typed: z.string().nullable(),
    }),
    z.object({ step: z.literal('name'), broadcast: BroadcastId }),
    z.object({ step: z.literal('rename'), broadcast: BroadcastId, audience: AudienceId }),
  ]),
};
export type AudienceState = z.infer<typeof audienceDialogue.State>;
