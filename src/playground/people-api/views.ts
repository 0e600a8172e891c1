import type { PrivateChat } from '../world/private-chat.ts';
import type { World } from '../world/world.ts';

/** The whole town at a glance; `id` tells another town from a dropped line. */
export function worldView(world: World) {
  const { bot, limits, faults, events } = world;
  return {
    id: world.state.id,
    seq: events.seq,
    bot: {
      ...bot.user,
      description: bot.text('description', ''),
      short_description: bot.text('short_description', ''),
      menu_button: bot.menuButton,
    },
    people: world.people,
    clock: clockView(world),
    limits: limits.current,
    faults: faults.current,
    commands: bot.commandLists,
  };
}

export function clockView({ clock, systemNow }: World) {
  const now = clock.now();
  return { now: now.toISOString(), offset_ms: now.getTime() - systemNow() };
}

/** One chat as its person sees it. */
export function chatView(world: World, chat: PrivateChat) {
  const language = chat.person.language_code?.split('-')[0]?.toLowerCase() ?? '';
  return {
    messages: chat.messages,
    reply_keyboard: chat.replyKeyboard,
    commands: world.bot.commandsFor(chat.person),
    menu_button: chat.menuButton ?? world.bot.menuButton,
    blocked: chat.blocked,
    started: chat.started,
    pinned: chat.pinned,
    bot: {
      name: world.bot.text('name', language),
      description: world.bot.text('description', language),
      short_description: world.bot.text('short_description', language),
    },
    draft: null,
    seq: world.events.seq,
  };
}
