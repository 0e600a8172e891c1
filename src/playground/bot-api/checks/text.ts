import type { FormattedText, LinkPreviewOptions, MessageContent } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { badRequest } from '../api-error.ts';
import { parseText, type RawText } from '../entities/parse-text.ts';
import { isObject, type Parameters } from '../parameters.ts';

const longestText = 4096;
const longestCaption = 1024;

/** The text of a message as the bot gave it, parsed and within the limits. */
export function messageText(world: World, parameters: Parameters): MessageContent {
  const text = parameters.text('text');
  if (text === '') throw badRequest('message text is empty');
  const entities = parameters.json('entities', 'entities');
  const parsed = parse(world, { text, parseMode: parameters.text('parse_mode'), entities });
  if (parsed.text === '') throw badRequest('text must be non-empty');
  if (parsed.text.length > longestText) throw badRequest('message is too long');
  const preview = linkPreviewOptions(parameters);
  return {
    text: parsed.text,
    ...(parsed.entities.length > 0 && { entities: parsed.entities }),
    ...(preview && { link_preview_options: preview }),
  };
}

export function messageCaption(world: World, parameters: Parameters): MessageContent {
  const entities = parameters.json('caption_entities', 'caption entities');
  return {
    ...captionContent(world, {
      text: parameters.text('caption'),
      parseMode: parameters.text('parse_mode'),
      entities,
    }),
    ...(parameters.flag('show_caption_above_media') && { show_caption_above_media: true }),
  };
}

export function captionContent(world: World, raw: RawText): MessageContent {
  if (raw.text === '') return {};
  const { text, entities } = parse(world, raw);
  if (text.length > longestCaption) throw badRequest('message caption is too long');
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

function parse(world: World, raw: RawText): FormattedText {
  return parseText(raw, (id) => (id === world.bot.id ? world.bot.user : world.chat(id)?.user));
}

function linkPreviewOptions(parameters: Parameters): LinkPreviewOptions | undefined {
  const given = parameters.json('link_preview_options', 'link preview options');
  if (given === undefined) {
    return parameters.flag('disable_web_page_preview') ? { is_disabled: true } : undefined;
  }
  if (!isObject(given)) throw badRequest('object expected as link preview options');
  const { is_disabled, url, prefer_small_media, prefer_large_media, show_above_text } = given;
  return {
    ...(is_disabled === true && { is_disabled }),
    ...(typeof url === 'string' && url && { url }),
    ...(prefer_small_media === true && { prefer_small_media }),
    ...(prefer_large_media === true && { prefer_large_media }),
    ...(show_above_text === true && { show_above_text }),
  };
}
