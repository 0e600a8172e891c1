import { z } from 'zod';

/*
 * What she types is a name to look for: a card's, or (twin) that of the building that stays when two are one. Apart from
 * the forms, so that one left half done is kept while she looks something up.
 */

const id = z.number().int().positive();

const SearchState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('search') }),
  z.object({
    step: z.literal('twin'),
    building: id,
    street: id,
    title: z.object({ name: z.string(), nameEn: z.string().nullable() }),
  }),
]);
type SearchState = z.infer<typeof SearchState>;
export type TwinState = Extract<SearchState, { step: 'twin' }>;

export const searchDialogue = { kind: 'directorySearch', State: SearchState };
