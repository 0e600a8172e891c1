import { unixTime } from '../clock.ts';
import { detectEntities } from '../detect-entities.ts';
import { imageSize } from '../image-size.ts';
import { mediaOf } from '../media.ts';
import type { PrivateChat } from '../private-chat.ts';
import { Refused } from '../refused.ts';
import type { Contact, Location, Message, MessageContent, MessageEntity } from '../telegram.ts';
import type { World } from '../world.ts';

interface SentFile {
  file_name?: string | undefined;
  mime_type?: string | undefined;
  base64: string;
}

/** What a person can send; exactly one of the first seven. */
export interface Saying {
  text?: string | undefined;
  contact?: 'own' | Contact | undefined;
  location?: Location | undefined;
  sticker?: string | undefined;
  voice?: true | undefined;
  photo?: SentFile | undefined;
  document?: SentFile | undefined;
  caption?: string | undefined;
  /** How her app has formatted the text or the caption; what Telegram finds by itself is added. */
  entities?: MessageEntity[] | undefined;
  reply_to_message_id?: number | undefined;
  forward?: boolean | undefined;
}

export interface Sent {
  message: Message;
  /** Absent when the bot did not ask for such updates. */
  update_id: number | undefined;
}

const longestText = 4096;
const longestCaption = 1024;

export function speak(world: World, chat: PrivateChat, saying: Saying): Sent {
  mayWrite(chat);
  const content = contentOf(world, chat, saying);
  const { reply_to_message_id: repliedId, forward } = saying;
  const replied = repliedId === undefined ? undefined : chat.betweenThem(repliedId);
  if (repliedId !== undefined && !replied)
    throw new Refused(409, `There is no message ${repliedId} to reply to.`);
  const sent = world.receive(chat, {
    ...content,
    ...(replied && { reply_to_message: withoutReply(replied) }),
    ...(forward && {
      forward_origin: { type: 'hidden_user', date: unixTime(world.clock), sender_user_name: '友人' },
    }),
  });
  putKeyboardAway(world, chat, content);
  return sent;
}

export function editOwn(world: World, chat: PrivateChat, messageId: number, text: string): Sent {
  mayWrite(chat);
  const current = chat.message(messageId);
  if (!current) throw new Refused(409, `There is no message ${messageId} in this chat.`);
  if (current.from.id !== chat.person.id) throw new Refused(409, 'Only your own messages can be edited.');
  if (current.text === undefined) throw new Refused(409, 'This message has no text to edit.');
  if (current.via_bot) throw new Refused(409, 'What was chosen from a bot’s offer can’t be edited.');
  const { entities: _old, ...rest } = current;
  return world.editOwn(chat, { ...rest, ...textContent(text) });
}

export function mayWrite(chat: PrivateChat): void {
  if (chat.person.deactivated) throw new Refused(409, 'This account is deactivated.');
  if (chat.blocked) throw new Refused(409, 'The bot is blocked: unblock it to write.');
}

export function withoutReply(message: Message): Message {
  const { reply_to_message: _nested, ...rest } = message;
  return rest;
}

function contentOf(world: World, chat: PrivateChat, saying: Saying): MessageContent {
  if (saying.text !== undefined) return textContent(saying.text, saying.entities);
  if (saying.contact === 'own') return { contact: ownContact(chat) };
  if (saying.contact) return { contact: saying.contact };
  if (saying.location) return { location: saying.location };
  if (saying.sticker) {
    const bytes = Buffer.from(saying.sticker);
    return mediaOf(world.files.put({ kind: 'sticker', bytes, mime_type: 'image/webp' }), saying.sticker);
  }
  if (saying.voice)
    return mediaOf(world.files.put({ kind: 'voice', bytes: Buffer.from('OggS'), mime_type: 'audio/ogg' }));
  const caption = captionContent(saying.caption, saying.entities);
  if (saying.photo) {
    const bytes = fileBytes(saying.photo);
    const size = imageSize(bytes);
    if (!size)
      throw new Refused(400, 'A photo must be a PNG or JPEG picture; send anything else as a document.');
    return { ...mediaOf(world.files.put({ kind: 'photo', bytes, ...size })), ...caption };
  }
  if (saying.document) {
    const { file_name = 'file', mime_type = 'application/octet-stream' } = saying.document;
    const bytes = fileBytes(saying.document);
    return { ...mediaOf(world.files.put({ kind: 'document', bytes, file_name, mime_type })), ...caption };
  }
  throw new Refused(400, 'A message needs a text, contact, location, sticker, voice, photo or document.');
}

function textContent(text: string, formatted?: MessageEntity[]): MessageContent {
  const trimmed = text.trim();
  if (!trimmed) throw new Refused(400, 'An empty message cannot be sent.');
  if (trimmed.length > longestText)
    throw new Refused(400, `A message holds at most ${longestText} characters.`);
  const entities = entitiesOf(text, formatted);
  return { text: trimmed, ...(entities.length > 0 && { entities }) };
}

function captionContent(caption = '', formatted?: MessageEntity[]): MessageContent {
  const trimmed = caption.trim();
  if (trimmed.length > longestCaption)
    throw new Refused(400, `A caption holds at most ${longestCaption} characters.`);
  if (!trimmed) return {};
  const entities = entitiesOf(caption, formatted);
  return { caption: trimmed, ...(entities.length > 0 && { caption_entities: entities }) };
}

/** Of the text without the blanks at its ends, which Telegram takes away. */
function entitiesOf(text: string, formatted: readonly MessageEntity[] = []): MessageEntity[] {
  const trimmed = text.trim();
  const leading = text.length - text.trimStart().length;
  const own = formatted.flatMap((entity) => {
    const begin = Math.max(0, entity.offset - leading);
    const length = Math.min(entity.offset - leading + entity.length, trimmed.length) - begin;
    return length > 0 ? [{ ...entity, offset: begin, length }] : [];
  });
  const found = detectEntities(trimmed);
  return [...own, ...found].sort((one, other) => one.offset - other.offset || other.length - one.length);
}

/** The button shares the person's own number; only then does Telegram vouch for it with `user_id`. */
export function ownContact({ person }: PrivateChat): Contact {
  const { phone, first_name, last_name, id } = person;
  return { phone_number: phone, first_name, ...(last_name && { last_name }), user_id: id };
}

function fileBytes({ base64 }: SentFile): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) throw new Refused(400, 'An empty file cannot be sent.');
  return bytes;
}

/** A one-time keyboard hides once used, the reply interface once replied. */
function putKeyboardAway(world: World, chat: PrivateChat, content: MessageContent): void {
  const keyboard = chat.replyKeyboard;
  if (!keyboard) return;
  if (!('keyboard' in keyboard)) {
    world.hangKeyboard(chat, null);
    return;
  }
  if (!keyboard.one_time_keyboard) return;
  const used = keyboard.keyboard.some((row) =>
    row.some(
      (button) =>
        (button.request_contact && content.contact) ||
        (button.request_location && content.location) ||
        button.text === content.text,
    ),
  );
  if (used) world.hangKeyboard(chat, null);
}
