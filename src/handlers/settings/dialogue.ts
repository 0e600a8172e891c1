import { z } from 'zod';

/** Which setting a typed answer is for. */
const SettingsState = z.object({ step: z.enum(['quiet', 'release']) });
export type SettingsState = z.infer<typeof SettingsState>;

export const settingsDialogue = { kind: 'settings', State: SettingsState };
