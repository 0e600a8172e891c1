import type { PrivateChat } from '../world/private-chat.ts';
import type { Message, MessageContent } from '../world/telegram.ts';
import type { Posting, World } from '../world/world.ts';
import { tooManyRequests } from './api-error.ts';
import { replyMarkup } from './checks/keyboard.ts';
import { recipient } from './checks/recipient.ts';
import { replyTo } from './checks/reply.ts';
import type { Call } from './method.ts';

/**
 * Sends what was parsed, after the checks that every kind of message shares, in the server's order: the keyboard, the
 * chat, the message replied to, the rate.
 */
export function deliver(
  { world, parameters }: Call,
  content: MessageContent & Pick<Message, 'forward_origin'>,
): Message {
  const markup = replyMarkup(parameters);
  const chat = recipient(world, parameters);
  const reply = replyTo(chat, parameters);
  takeTurn(world, chat, 1);
  const message = {
    ...reply,
    ...content,
    ...(parameters.flag('protect_content') && { has_protected_content: true as const }),
    ...(markup?.kind === 'inline' && { reply_markup: markup.markup }),
  };
  return world.post(chat, { message, ...inputOf(markup) });
}

export function takeTurn(world: World, chat: PrivateChat, messages: number): void {
  const wait = world.takeTurn(chat, messages);
  if (wait > 0) throw tooManyRequests(wait);
}

function inputOf(markup: ReturnType<typeof replyMarkup>): Pick<Posting, 'input'> {
  if (!markup || markup.kind === 'inline') return {};
  if (markup.kind === 'remove_keyboard') return { input: { kind: markup.kind, markup: null } };
  return { input: { kind: markup.kind, markup: markup.markup } };
}
