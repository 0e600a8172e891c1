import { detectEntities, overlap } from '../../world/detect-entities.ts';
import type { FormattedText, MessageEntity, User } from '../../world/telegram.ts';

const mostEntities = 100;
/** Nothing but text stands in these. */
const opaque = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji', 'date_time']);

/**
 * What Telegram makes of a parsed text before it is stored: blanks at both ends go, entities are cut to what is left, those it recognises itself are added, and all beyond a hundred are dropped.
 *
 * @param who resolves mentions; a mention of somebody unknown is dropped
 */
export function normalise(
  { text, entities }: FormattedText,
  who: (id: number) => User | undefined,
): FormattedText {
  if (entities.length === 0) {
    const trimmed = text.trim();
    return { text: trimmed, entities: detectEntities(trimmed).slice(0, mostEntities) };
  }
  const inside = entities
    .map((entity) => cut(entity, text))
    .filter((entity) => entity.length > 0)
    .sort((one, other) => one.offset - other.offset || other.length - one.length);
  const firstOffset = inside[0]?.offset ?? text.length;
  // A leading blank within an entity stays, as with Telegram: it was formatted on purpose.
  const leading = Math.min(text.length - text.trimStart().length, firstOffset);
  const trimmed = text.slice(leading).trimEnd();
  const moved = inside
    .map((entity) => cut({ ...entity, offset: entity.offset - leading }, trimmed))
    .filter((entity) => entity.length > 0);
  const known = moved.flatMap((entity) => resolveMention(entity, who));
  const found = detectEntities(trimmed).filter((entity) => !known.some((other) => hides(other, entity)));
  const all = [...known, ...found].sort(
    (one, other) => one.offset - other.offset || other.length - one.length,
  );
  return { text: trimmed, entities: all.slice(0, mostEntities) };
}

function cut(entity: MessageEntity, text: string): MessageEntity {
  const begin = Math.max(0, entity.offset);
  const end = Math.min(text.length, entity.offset + entity.length);
  return { ...entity, offset: begin, length: end - begin };
}

function resolveMention(entity: MessageEntity, who: (id: number) => User | undefined): MessageEntity[] {
  if (entity.type !== 'text_mention' || !entity.user) return [entity];
  const user = who(entity.user.id);
  return user ? [{ ...entity, user }] : [];
}

/** A link keeps the address within it from being one of its own; bold does not. */
function hides(entity: MessageEntity, found: MessageEntity): boolean {
  if (!overlap(entity, found)) return false;
  if (opaque.has(entity.type)) return true;
  const contained =
    found.offset >= entity.offset && found.offset + found.length <= entity.offset + entity.length;
  const contains =
    entity.offset >= found.offset && entity.offset + entity.length <= found.offset + found.length;
  return !contained && !contains;
}
