import type { ForceReply, Message, ReplyKeyboard } from '../../src/playground/world/telegram.ts';
import { renderHtml } from './render-html.ts';

/** A message of the bot as its reader sees it. */
export interface Screen {
  message_id: number;
  /** Of the text or the caption. */
  text: string;
  html: string;
  /** Labels of the inline keyboard, row by row. */
  buttons: string[][];
  /** Labels of the keyboard beneath the input field, if there is one. */
  keyboard: string[][];
  /** What the bot answered a tap with, if it said something. */
  toast?: string;
  /** True when an old message was changed rather than a new one sent. */
  edited: boolean;
  /** Milliseconds from the action to the first thing to be seen. */
  after_ms: number;
  message: Message;
}

/** The bot's last word: a message and whether it came by an edit. */
export interface Shown {
  message: Message;
  edited: boolean;
}

export type Keyboard = ReplyKeyboard | ForceReply | null;

export function screenOf({ message, edited }: Shown, keyboard: Keyboard, afterMs: number): Screen {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  return {
    message_id: message.message_id,
    text,
    html: renderHtml({ text, entities }),
    buttons: (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(({ text: label }) => label)),
    keyboard: keyboardLabels(keyboard),
    edited,
    after_ms: afterMs,
    message,
  };
}

function keyboardLabels(keyboard: Keyboard): string[][] {
  if (!keyboard || !('keyboard' in keyboard)) return [];
  return keyboard.keyboard.map((row) => row.map(({ text }) => text));
}

/** The button whose label is this or, failing that, contains it, on the newest message that has one. */
export function findButton(messages: Iterable<Message>, keyboard: Keyboard, label: string) {
  const newestFirst = [...messages].sort((one, other) => other.message_id - one.message_id);
  for (const matches of [(text: string) => text === label, (text: string) => text.includes(label)]) {
    for (const { message_id, reply_markup } of newestFirst) {
      for (const [row, buttons] of (reply_markup?.inline_keyboard ?? []).entries()) {
        const column = buttons.findIndex(({ text }) => matches(text));
        if (column >= 0) return { message_id, row, column, label: buttons[column]?.text };
      }
    }
    const below = keyboardLabels(keyboard).flat().find(matches);
    if (below !== undefined) return { label: below };
  }
  return undefined;
}
