/** Each person's chat with the bot, as her phone knows it: a snapshot, then event after event. */
import { batch, computed, signal } from '@preact/signals';
import { getChat } from './api.js';
import { attempt } from './notice.js';

/** @import {Command, Message, ReplyKeyboard, WorldEvent} from '../types.d.ts' */
/** @typedef {ReturnType<typeof newChat>} Chat */
/** @import {Inline} from './inline.js' */
/** @typedef {'contact' | 'other-contact' | 'location' | 'stickers' | 'files' | 'link' | 'profile'} SheetName */

/** @param {number} personId */
function newChat(personId) {
  return {
    personId,
    loaded: signal(false),
    messages: signal(/** @type {Message[]} */ ([])),
    keyboard: signal(/** @type {ReplyKeyboard | null} */ (null)),
    keyboardShown: signal(true),
    commands: signal(/** @type {Command[]} */ ([])),
    /** The bot's name and description in her language. */
    botName: signal(''),
    description: signal(''),
    started: signal(false),
    blocked: signal(false),
    /** What the bot is doing right now, until it speaks or some seconds pass. */
    action: signal(''),
    /** Buttons waiting for the bot's answer: callback query → place of the button. */
    waiting: signal(/** @type {ReadonlyMap<string, string>} */ (new Map())),
    toast: signal(''),
    alert: signal(''),
    unread: signal(0),
    atBottom: signal(false),
    /** The message last edited, for its flash. */
    flashed: signal(/** @type {{id: number, seq: number} | null} */ (null)),
    text: signal(''),
    /** What the bot offers to `@bot …` in the input field. */
    inline: signal(/** @type {Inline | null} */ (null)),
    /** To whom that goes; null: into this chat. */
    inlineTo: signal(/** @type {number | null} */ (null)),
    replyTo: signal(/** @type {Message | null} */ (null)),
    editing: signal(/** @type {Message | null} */ (null)),
    sheet: signal(/** @type {SheetName | null} */ (null)),
    files: signal(/** @type {File[]} */ ([])),
  };
}

/** @type {Map<number, Chat>} */
const chats = new Map();
/** Grows when a chat is made, so that sums over all chats look again. */
const made = signal(0);

/** @param {number} personId */
export function chatOf(personId) {
  const known = chats.get(personId);
  if (known) return known;
  const chat = newChat(personId);
  chats.set(personId, chat);
  queueMicrotask(() => {
    made.value += 1;
  });
  return chat;
}

export const unreadTotal = computed(() => {
  made.value;
  let total = 0;
  for (const chat of chats.values()) total += chat.unread.value;
  return total;
});

/** @param {number} personId */
export async function loadChat(personId) {
  const chat = chatOf(personId);
  const snapshot = await attempt(getChat(personId));
  if (snapshot === undefined) return;
  batch(() => {
    chat.messages.value = snapshot.messages.toSorted((a, b) => a.message_id - b.message_id);
    chat.keyboard.value = shownKeyboard(snapshot.reply_keyboard);
    chat.commands.value = snapshot.commands;
    chat.started.value = snapshot.started;
    chat.botName.value = snapshot.bot.name;
    chat.description.value = snapshot.bot.description;
    chat.blocked.value = snapshot.blocked;
    chat.loaded.value = true;
  });
}

/**
 * Whether she and the bot have spoken; what somebody else sent her by way of the bot makes them no acquaintances.
 * @param {Chat} chat
 */
export const met = (chat) =>
  chat.started.value || chat.messages.value.some(({ from }) => from?.is_bot || from?.id === chat.personId);

/** After a restart nothing of the old world is left but what was being typed. */
export function forgetChats() {
  for (const chat of chats.values()) {
    chat.loaded.value = false;
    chat.started.value = false;
    chat.messages.value = [];
    chat.keyboard.value = null;
    chat.action.value = '';
    chat.waiting.value = new Map();
    chat.unread.value = 0;
    chat.replyTo.value = null;
    chat.editing.value = null;
  }
}

/** @param {ReplyKeyboard | null | undefined} markup */
const shownKeyboard = (markup) => (markup?.keyboard?.length || markup?.force_reply ? markup : null);

/**
 * @param {Chat} chat
 * @param {Message} message
 */
function upsert(chat, message) {
  const messages = chat.messages.value;
  const at = messages.findIndex((known) => known.message_id === message.message_id);
  if (at >= 0) {
    chat.messages.value = messages.with(at, message);
    return false;
  }
  chat.messages.value = [...messages, message].sort((a, b) => a.message_id - b.message_id);
  return true;
}

/**
 * One of her own messages was accepted: show it without waiting for its event.
 * @param {number} personId
 * @param {Message} message
 */
export function adoptOwn(personId, message) {
  upsert(chatOf(personId), message);
}

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

/**
 * @param {string} key
 * @param {number} milliseconds
 * @param {() => void} run
 */
function later(key, milliseconds, run) {
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(run, milliseconds));
}

/**
 * @param {number} personId
 * @param {string} text
 */
export function showToast(personId, text) {
  const chat = chatOf(personId);
  chat.toast.value = text;
  later(`toast-${personId}`, 3500, () => {
    chat.toast.value = '';
  });
}

/** @type {Record<string, (chat: Chat, event: WorldEvent) => void>} */
const reactions = {
  message(chat, { message }) {
    if (message === undefined) return;
    const fresh = upsert(chat, message);
    if (message.from?.id === chat.personId) return;
    chat.action.value = '';
    if (fresh && (!chat.atBottom.value || document.hidden)) chat.unread.value += 1;
  },
  edited(chat, { message, seq }) {
    if (message === undefined) return;
    upsert(chat, message);
    chat.flashed.value = { id: message.message_id, seq };
  },
  deleted(chat, { message_id }) {
    chat.messages.value = chat.messages.value.filter((message) => message.message_id !== message_id);
  },
  chat_action(chat, { action }) {
    chat.action.value = action ?? '';
    later(`action-${chat.personId}`, 5500, () => {
      chat.action.value = '';
    });
  },
  reply_keyboard(chat, { markup }) {
    chat.keyboard.value = shownKeyboard(markup);
    chat.keyboardShown.value = true;
    if (markup?.force_reply) {
      chat.replyTo.value =
        chat.messages.value.findLast((message) => message.from?.id !== chat.personId) ?? null;
    }
  },
  commands(chat) {
    loadChat(chat.personId);
  },
  blocked(chat, event) {
    if (typeof event.blocked === 'boolean') chat.blocked.value = event.blocked;
    else loadChat(chat.personId);
  },
};

/**
 * @param {number} personId
 * @param {WorldEvent} event
 */
export function applyToChat(personId, event) {
  const chat = chatOf(personId);
  const react = reactions[event.kind];
  if (react) batch(() => react(chat, event));
}
