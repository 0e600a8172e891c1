import type { FileKind } from '../../world/files.ts';
import { mediaOf } from '../../world/media.ts';
import type { Message, MessageContent } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { inputFile, namedFile } from '../checks/file.ts';
import { recipient } from '../checks/recipient.ts';
import { replyTo } from '../checks/reply.ts';
import { captionContent, messageCaption } from '../checks/text.ts';
import { deliver, takeTurn } from '../deliver.ts';
import type { Call, Method } from '../method.ts';
import { isObject } from '../parameters.ts';

const mostInAlbum = 10;

function send(call: Call, kind: FileKind): Message {
  const { world, parameters } = call;
  const file = inputFile(world, parameters, kind, kind);
  const caption = kind === 'sticker' ? {} : messageCaption(world, parameters);
  const spoiler = parameters.flag('has_spoiler') && { has_media_spoiler: true };
  return deliver(call, { ...mediaOf(file, parameters.text('emoji')), ...caption, ...spoiler });
}

export const mediaMethods = {
  sendPhoto: (call) => send(call, 'photo'),
  sendDocument: (call) => send(call, 'document'),
  sendAnimation: (call) => send(call, 'animation'),
  sendVoice: (call) => send(call, 'voice'),
  sendSticker: (call) => send(call, 'sticker'),

  sendMediaGroup: ({ world, parameters }) => {
    const given = parameters.json('media', 'media');
    if (!Array.isArray(given)) throw badRequest('expected an Array of InputMedia');
    if (given.length === 0) throw badRequest('there are no messages to send');
    if (given.length > mostInAlbum) throw badRequest('too many messages to send as an album');
    const contents = given.map((media) => inputMedia({ world, parameters }, media));
    if (contents.some(({ document }) => document) && contents.some(({ photo }) => photo)) {
      throw badRequest("document can't be mixed with other media types");
    }
    const chat = recipient(world, parameters);
    const reply = replyTo(chat, parameters);
    takeTurn(world, chat, contents.length);
    const album = world.queryId();
    const guarded = parameters.flag('protect_content') && { has_protected_content: true as const };
    return contents.map((content) =>
      world.post(chat, { message: { ...reply, ...content, ...guarded, media_group_id: album } }),
    );
  },
} satisfies Record<string, Method>;

const inputKinds: readonly FileKind[] = ['photo', 'document', 'animation'];

/** One InputMedia object: of an album, or what a message's media becomes. */
export function inputMedia(
  { world, parameters }: Pick<Call, 'world' | 'parameters'>,
  given: unknown,
): MessageContent {
  if (!isObject(given)) throw badRequest("can't parse InputMedia: expected an Object");
  const kind = inputKinds.find((known) => known === given.type);
  if (!kind) throw badRequest("can't parse InputMedia: Media type is not supported");
  if (typeof given.media !== 'string' || !given.media) {
    throw badRequest("can't parse InputMedia: Media not found");
  }
  const caption = captionContent(world, {
    text: typeof given.caption === 'string' ? given.caption : '',
    parseMode: typeof given.parse_mode === 'string' ? given.parse_mode : '',
    entities: given.caption_entities,
  });
  return {
    ...mediaOf(namedFile(world, parameters, given.media, kind)),
    ...caption,
    ...(given.has_spoiler === true && { has_media_spoiler: true }),
    ...(given.show_caption_above_media === true && { show_caption_above_media: true }),
  };
}
