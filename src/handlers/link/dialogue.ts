import { z } from 'zod';

/** ask → found. What she shared is kept while she decides; it is sealed with the dialogue. */
export const LinkState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('ask') }),
  z.object({
    step: z.literal('found'),
    phone: z.string(),
    news: z.boolean(),
    /** She was filling in an application, which is pointless once this is hers. */
    applying: z.boolean(),
  }),
]);
export type LinkState = z.infer<typeof LinkState>;

export const linkDialogue = { kind: 'link', State: LinkState };
