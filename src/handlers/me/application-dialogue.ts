import { z } from 'zod';
import { ApplicationId } from '../../domain/ids.ts';
import { PersonName, PhoneNumber, RejectionWords, WrittenUnit } from '../../domain/membership.ts';

/** What she writes about her application: corrections count at once, words are read once more before they are sent. */
const wordFields = ['name', 'phone', 'unit', 'answer', 'appeal'] as const;
export type WordField = (typeof wordFields)[number];

export const WordsState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('ask'), application: ApplicationId, field: z.enum(wordFields) }),
  z.object({
    step: z.literal('confirm'),
    application: ApplicationId,
    field: z.enum(['answer', 'appeal']),
    words: z.string(),
  }),
]);
export type WordsState = z.infer<typeof WordsState>;

export const wordsDialogue = { kind: 'application', State: WordsState };

const readers = {
  name: PersonName,
  phone: PhoneNumber,
  unit: WrittenUnit,
  answer: RejectionWords,
  appeal: RejectionWords,
} as const;

/** What she typed, as the field takes it; undefined when it isn't that. */
export function readWords(field: WordField, typed: string | undefined): string | undefined {
  return readers[field].safeParse(typed).data;
}
