import { unixTime } from '../clock.ts';
import type { PrivateChat } from '../private-chat.ts';
import { Refused } from '../refused.ts';
import type { ChatMember } from '../telegram.ts';
import type { World } from '../world.ts';
import { type Sent, speak } from './speak.ts';

/** Presses START, or follows `https://t.me/<bot>?start=<payload>`. Whoever had blocked the bot restarts it so. */
export function start(world: World, chat: PrivateChat, payload = ''): Sent {
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) {
    throw new Refused(400, 'A start parameter is at most 64 characters of A-Z, a-z, 0-9, _ and -.');
  }
  if (chat.blocked) unblock(world, chat);
  return speak(world, chat, { text: payload ? `/start ${payload}` : '/start' });
}

export function block(world: World, chat: PrivateChat): void {
  if (chat.blocked) throw new Refused(409, 'The bot is blocked already.');
  setBlocked(world, chat, true);
}

export function unblock(world: World, chat: PrivateChat): void {
  if (!chat.blocked) throw new Refused(409, 'The bot is not blocked.');
  setBlocked(world, chat, false);
}

/** The account is gone for good; the bot learns of it only when it writes. */
export function deactivate(world: World, chat: PrivateChat): void {
  world.changePerson(chat, { deactivated: true });
}

function setBlocked(world: World, chat: PrivateChat, blocked: boolean): void {
  const member: ChatMember = { status: 'member', user: world.bot.user };
  const kicked: ChatMember = { status: 'kicked', user: world.bot.user, until_date: 0 };
  const change = {
    chat: chat.chat,
    from: chat.user,
    date: unixTime(world.clock),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  };
  world.happen(chat.person.id, { kind: 'blocked', blocked }, { my_chat_member: change });
}
