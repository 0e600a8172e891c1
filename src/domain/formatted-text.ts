import { z } from 'zod';

/*
 * A text and how its stretches look, as Telegram has it: offsets and lengths in UTF-16 units, which are JavaScript's. What
 * an app finds by itself (addresses, phone numbers, hashtags) is no part of it: the reader's app will find it, too.
 */

const stretch = { offset: z.int().min(0), length: z.int().positive() };

/** How a stretch may look; nothing else is passed on. */
export const plainKinds = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
] as const;

export const Entity = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(plainKinds), ...stretch }),
  z.strictObject({ type: z.literal('pre'), ...stretch, language: z.string().max(40).optional() }),
  z.strictObject({ type: z.literal('text_link'), ...stretch, url: z.string().max(2_048) }),
]);
export type Entity = z.infer<typeof Entity>;

export const FormattedText = z.strictObject({
  text: z.string(),
  entities: z.array(Entity),
});
export type FormattedText = z.infer<typeof FormattedText>;
