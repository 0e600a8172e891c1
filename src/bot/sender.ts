import type { Update } from './api-types.ts';

export interface Sender {
  readonly id: number;
  readonly firstName: string;
  readonly language: string | null;
  /** Set when the update says that she let the bot in or blocked it. */
  readonly moved?: 'in' | 'out';
}

/** Who wrote or tapped in a private chat; nothing for groups, channels, other bots and kinds we don't take. */
export function senderOf(update: Update): Sender | undefined {
  if (update.message) return update.message.chat.type === 'private' ? person(update.message.from) : undefined;
  if (update.edited_message) {
    return update.edited_message.chat.type === 'private' ? person(update.edited_message.from) : undefined;
  }
  if (update.callback_query) {
    const chat = update.callback_query.message?.chat;
    return chat?.type === 'private' ? person(update.callback_query.from) : undefined;
  }
  if (update.inline_query) return person(update.inline_query.from);
  if (update.my_chat_member && update.my_chat_member.chat.type === 'private') {
    const found = person(update.my_chat_member.from);
    const out = update.my_chat_member.new_chat_member.status === 'kicked';
    return found && { ...found, moved: out ? 'out' : 'in' };
  }
  return undefined;
}

interface From {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly language_code?: string | undefined;
}

function person(from: From | undefined): Sender | undefined {
  if (!from || from.is_bot) return undefined;
  return { id: from.id, firstName: from.first_name, language: from.language_code ?? null };
}
