import { z } from 'zod';
import { FormattedText } from './formatted-text.ts';
import { ActivityId } from './ids.ts';
import { languages } from './language.ts';

/* What a broadcast says, as its author put it together: kept as data, and rendered for each reader when it is sent. */

/** By Telegram's ids: a file is never fetched, and sent again from where it is. */
const Media = z.strictObject({
  kind: z.enum(['photo', 'document']),
  fileId: z.string().min(1),
  fileUniqueId: z.string().min(1),
  /** As a document is called in the chat. */
  name: z.string().optional(),
  bytes: z.int().min(0),
});
export type Media = z.infer<typeof Media>;

/** Where a button leads: an activity's card, the needs survey, or an address. */
const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('activity'), activity: ActivityId }),
  z.strictObject({ kind: z.literal('survey') }),
  z.strictObject({ kind: z.literal('link'), url: z.string().max(2_048) }),
]);
export type Target = z.infer<typeof Target>;

const BroadcastButton = z.strictObject({
  label: z.partialRecord(z.enum(languages), z.string()),
  target: Target,
});
export type BroadcastButton = z.infer<typeof BroadcastButton>;

export const BroadcastContent = z.strictObject({
  /** In the languages it is written in; readers of another get what there is. */
  texts: z.partialRecord(z.enum(languages), FormattedText),
  media: Media.nullable(),
  buttons: z.array(BroadcastButton),
});
export type BroadcastContent = z.infer<typeof BroadcastContent>;

/**
 * `draft → waiting → released`, back to `draft` whenever something of it changes; `dropped` from the first two. What is
 * released is sent as its timing says.
 */
export const broadcastStatuses = ['draft', 'waiting', 'released', 'dropped'] as const;
export type BroadcastStatus = (typeof broadcastStatuses)[number];
