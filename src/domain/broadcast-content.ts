import { z } from 'zod';
import { FormattedText } from './formatted-text.ts';
import { ActivityId } from './ids.ts';
import { type Language, languages, type Words } from './language.ts';

/* What a broadcast says, as its author put it together: kept as data, and rendered for each reader when it is sent. */

/** By Telegram's ids: a file is never fetched, and sent again from where it is. */
export const Media = z.strictObject({
  kind: z.enum(['photo', 'document']),
  fileId: z.string().min(1),
  fileUniqueId: z.string().min(1),
  /** As a document is called in the chat. */
  name: z.string().optional(),
  bytes: z.int().min(0),
});
export type Media = z.infer<typeof Media>;

/** Where a button leads: an activity's card, the needs survey, or an address. */
export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('activity'), activity: ActivityId }),
  z.strictObject({ kind: z.literal('survey') }),
  z.strictObject({ kind: z.literal('link'), url: z.string().max(2_048) }),
]);
export type Target = z.infer<typeof Target>;

const BroadcastButton = z.strictObject({
  /** Empty: worded by what it leads to. */
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

export const emptyContent: BroadcastContent = { texts: {}, media: null, buttons: [] };

/**
 * `draft → waiting → released`, back to `draft` whenever something of it changes; `dropped` from the first two. What is
 * released is sent as its timing says.
 */
export const broadcastStatuses = ['draft', 'waiting', 'released', 'dropped'] as const;
export type BroadcastStatus = (typeof broadcastStatuses)[number];

/**
 * In UTF-16 units. Telegram takes 4,096, and 1,024 beside a photo or a file; the rest is for what stands above and below
 * each: why it came, and that it was corrected.
 */
export const textRoom = 3_700;
export const captionRoom = 700;

export function roomFor(media: Media | null): number {
  return media ? captionRoom : textRoom;
}

/** Larger ones are refused, or a burden to everybody's phone. */
const mostBytes = { photo: 10_000_000, document: 20_000_000 } as const;

function isTooLarge({ kind, bytes }: Media): boolean {
  return bytes > mostBytes[kind];
}

export function mostMegabytes(kind: Media['kind']): number {
  return mostBytes[kind] / 1_000_000;
}

export const mostButtons = 6;

/** The text in her language, or else in whichever there is; null while there is none. */
export function textFor(
  { texts }: BroadcastContent,
  language: Language,
): { readonly text: FormattedText; readonly language: Language } | null {
  const there = [language, ...languages].find((one) => texts[one] !== undefined);
  const text = there && texts[there];
  return text ? { text, language: there } : null;
}

/** One thing to be changed about what is said. */
export type ContentChange =
  | { readonly type: 'text'; readonly language: Language; readonly text: FormattedText | null }
  | { readonly type: 'media'; readonly media: Media | null }
  | { readonly type: 'addButton'; readonly button: BroadcastButton }
  | { readonly type: 'removeButton'; readonly at: number };

export type ContentFault =
  | { readonly type: 'tooLong'; readonly language: Language; readonly length: number; readonly room: number }
  | { readonly type: 'tooLarge'; readonly kind: Media['kind'] }
  | { readonly type: 'tooManyButtons' }
  /** Nothing stands there: it was taken away meanwhile. */
  | { readonly type: 'noSuchButton' }
  /** It has been sent with a photo or a file, which can become another but not go away, nor come to a text. */
  | { readonly type: 'mediaFixed' };

export type ChangedContent =
  | { readonly ok: true; readonly content: BroadcastContent }
  | { readonly ok: false; readonly fault: ContentFault };

/** @param sent what people have got already, when they have */
export function changeContent(
  content: BroadcastContent,
  change: ContentChange,
  sent: BroadcastContent | null = null,
): ChangedContent {
  const refused = (fault: ContentFault): ChangedContent => ({ ok: false, fault });
  switch (change.type) {
    case 'text': {
      const { [change.language]: _old, ...others } = content.texts;
      const texts = change.text ? { ...others, [change.language]: change.text } : others;
      return fitting({ ...content, texts });
    }
    case 'media': {
      if (change.media && isTooLarge(change.media))
        return refused({ type: 'tooLarge', kind: change.media.kind });
      if (sent && (change.media === null) !== (sent.media === null)) return refused({ type: 'mediaFixed' });
      return fitting({ ...content, media: change.media });
    }
    case 'addButton':
      return content.buttons.length >= mostButtons
        ? refused({ type: 'tooManyButtons' })
        : { ok: true, content: { ...content, buttons: [...content.buttons, change.button] } };
    case 'removeButton':
      return content.buttons[change.at] === undefined
        ? refused({ type: 'noSuchButton' })
        : { ok: true, content: { ...content, buttons: content.buttons.toSpliced(change.at, 1) } };
  }
}

function fitting(content: BroadcastContent): ChangedContent {
  const room = roomFor(content.media);
  for (const language of languages) {
    const length = content.texts[language]?.text.length ?? 0;
    if (length > room) return { ok: false, fault: { type: 'tooLong', language, length, room } };
  }
  return { ok: true, content };
}

/** Whether it says anything: only then can it be shown, tried and released. */
export function saysSomething({ texts }: BroadcastContent): boolean {
  return languages.some((language) => texts[language] !== undefined);
}

/** What it is called in a list: the beginning of its first line. */
export function firstWords({ texts }: BroadcastContent): Words {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const line = texts[language]?.text.split('\n').find((one) => /[\p{L}\p{N}]/u.test(one));
      if (line === undefined) return [];
      const letters = [...line.replace(/\s+/gu, ' ').trim()];
      return [[language, letters.length > 20 ? `${letters.slice(0, 19).join('')}…` : letters.join('')]];
    }),
  );
}
