import { z } from 'zod';
import { broadcastTemplates } from '../../domain/broadcast-templates.ts';
import { BroadcastId, StreetId, UnionId } from '../../domain/ids.ts';
import { languages } from '../../domain/language.ts';

/*
 * Only what is being asked for at this moment: everything given is in the draft already, but for a template's fields, of
 * which a draft comes when the last is there.
 */

const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('district') }),
  z.object({ kind: z.literal('street'), street: StreetId }),
  z.object({ kind: z.literal('union'), union: UnionId }),
]);

/** When a piece that was too long came: what follows at once is the rest of it. */
const overlong = z.int().optional();

export const ComposeState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('first'), scope: Scope, overlong }),
  z.object({
    step: z.literal('field'),
    scope: Scope,
    template: z.enum(broadcastTemplates),
    field: z.string(),
    /** By field; moments as JSON keeps them. What was left out is empty. */
    values: z.record(z.string(), z.string()),
  }),
  z.object({ step: z.literal('text'), broadcast: BroadcastId, language: z.enum(languages), overlong }),
  z.object({ step: z.literal('media'), broadcast: BroadcastId }),
  z.object({ step: z.literal('link'), broadcast: BroadcastId }),
  z.object({ step: z.literal('label'), broadcast: BroadcastId, url: z.string() }),
]);
export type ComposeState = z.infer<typeof ComposeState>;
export type FieldState = Extract<ComposeState, { step: 'field' }>;

export const composeDialogue = { kind: 'compose', State: ComposeState };

/** What Telegram cuts a long message into arrives together. */
const togetherSeconds = 3;

/** Whether this is the rest of a message that was refused for its length. */
export function isRestOf(state: ComposeState, at: number): boolean {
  return 'overlong' in state && state.overlong !== undefined && at - state.overlong <= togetherSeconds;
}

/** Nothing would be lost with it but what is asked for at this moment. */
export function holdsNothing(state: ComposeState): boolean {
  return state.step !== 'field' || Object.keys(state.values).length === 0;
}
