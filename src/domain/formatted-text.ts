import { z } from 'zod';
import { type LinkRefusal, readLink } from './link.ts';

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

/** An entity as Telegram reports it. */
export interface GivenEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
}

/** What keeps a text from being sent to many, and where: the words it is about. */
export type TextFault =
  /** Somebody's account, which a tap would open. */
  | { readonly type: 'mention'; readonly words: string }
  /** Only some accounts may send those. */
  | { readonly type: 'customEmoji'; readonly words: string }
  | { readonly type: 'unknownFormat'; readonly words: string }
  | { readonly type: 'link'; readonly words: string; readonly refusal: LinkRefusal }
  /** It reads like one address and leads to another. */
  | { readonly type: 'disguised'; readonly words: string; readonly host: string }
  /** HTML as she typed it. */
  | { readonly type: 'notClosed'; readonly tag: string; readonly line: number; readonly words: string }
  | { readonly type: 'notOpened'; readonly tag: string; readonly line: number; readonly words: string }
  | { readonly type: 'tooManyStretches' }
  | { readonly type: 'empty' };

export type ReadText =
  | { readonly ok: true; readonly text: FormattedText }
  | { readonly ok: false; readonly fault: TextFault };

/** Telegram drops whatever is beyond, without a word; a few are left to what apps find by themselves. */
export const mostEntities = 80;

/** Found by apps themselves. */
export const foundByApps: ReadonlySet<string> = new Set([
  'url',
  'email',
  'phone_number',
  'hashtag',
  'cashtag',
  'bot_command',
  'mention',
  'bank_card_number',
]);

/** What somebody wrote, as it may be sent to many; or the first thing that keeps it from being so. */
export function acceptText(text: string, given: readonly GivenEntity[]): ReadText {
  const refused = (fault: TextFault): ReadText => ({ ok: false, fault });
  const entities: Entity[] = [];
  for (const entity of given) {
    if (foundByApps.has(entity.type)) continue;
    const { offset, length } = wholeLetters(text, entity);
    if (length === 0) continue;
    const words = excerpt(text.slice(offset, offset + length));
    if (entity.type === 'text_mention') return refused({ type: 'mention', words });
    if (entity.type === 'custom_emoji') return refused({ type: 'customEmoji', words });
    const { type, url, language } = entity;
    const read = Entity.safeParse({
      type,
      offset,
      length,
      ...(type === 'text_link' && { url }),
      ...(type === 'pre' && language && { language }),
    });
    if (!read.success) return refused({ type: 'unknownFormat', words });
    entities.push(read.data);
  }
  if (!/[^\s\p{C}]/u.test(text)) return refused({ type: 'empty' });
  if (entities.length > mostEntities) return refused({ type: 'tooManyStretches' });
  const fault = mentioned(text) ?? written(text) ?? linked(text, entities);
  return fault ? refused(fault) : { ok: true, text: { text, entities: inOrder(entities) } };
}

/** Long words are shown by their beginning. */
export function excerpt(words: string): string {
  const letters = [...words.replace(/\s+/gu, ' ').trim()];
  return letters.length > 20 ? `${letters.slice(0, 19).join('')}…` : letters.join('');
}

/** Within the text, and never half a letter. */
function wholeLetters(
  text: string,
  { offset, length }: GivenEntity,
): { readonly offset: number; readonly length: number } {
  const inside = (at: number) => {
    const place = Math.min(Math.max(0, Math.trunc(at) || 0), text.length);
    return isLowSurrogate(text, place) ? place - 1 : place;
  };
  const begin = inside(offset);
  return { offset: begin, length: Math.max(0, inside(offset + length) - begin) };
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}

function inOrder(entities: readonly Entity[]): Entity[] {
  return entities.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
}

/** By name: whoever is so called gets messages from strangers. */
function mentioned(text: string): TextFault | undefined {
  const name = /(?<![\p{L}\p{N}_@./])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\p{L}\p{N}_])/u.exec(text)?.[0];
  return name === undefined ? undefined : { type: 'mention', words: name };
}

/** An address that apps make tappable as it stands. */
function written(text: string): TextFault | undefined {
  for (const [address] of text.matchAll(
    /(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]*:\/\/[^\s<>"'，。！？；：、）】」』]+/giu,
  )) {
    const link = readLink(address.replace(/[.,;:!?)]+$/u, ''));
    if (!link.ok) return { type: 'link', words: excerpt(address), refusal: link.refusal };
  }
  return undefined;
}

/** A link behind words; its address is kept as it was read, with no letters that only look like others. */
function linked(text: string, entities: Entity[]): TextFault | undefined {
  for (const [at, entity] of entities.entries()) {
    if (entity.type !== 'text_link') continue;
    const label = text.slice(entity.offset, entity.offset + entity.length);
    const link = readLink(entity.url);
    if (!link.ok) return { type: 'link', words: excerpt(label), refusal: link.refusal };
    const said = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/u.exec(label)?.[0];
    const saidHost = said === undefined ? undefined : readLink(said);
    if (saidHost?.ok && bare(saidHost.host) !== bare(link.host))
      return { type: 'disguised', words: excerpt(label), host: link.host };
    entities[at] = { ...entity, url: link.url };
  }
  return undefined;
}

const bare = (host: string) => host.replace(/^www\./u, '');

/** Every address that a tap may open, in ASCII. */
export function hostsIn({ text, entities }: FormattedText): readonly string[] {
  const written = [...text.matchAll(/(?<![\p{L}\p{N}])https?:\/\/[^\s<>"'，。！？；：、）】」』]+/giu)].map(
    ([address]) => address.replace(/[.,;:!?)]+$/u, ''),
  );
  const behind = entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []));
  const hosts = [...written, ...behind].map(readLink).flatMap((link) => (link.ok ? [link.host] : []));
  return [...new Set(hosts)];
}
