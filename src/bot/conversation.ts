import type { MiddlewareFn } from 'telegraf';
import type { BotContext } from './context.ts';

/** A part of what the bot can talk about: its own folder in handlers/. */
export interface Conversation {
  /** Commands and buttons. Passes on what isn't its own. */
  readonly middleware: MiddlewareFn<BotContext>;
  /** Deep links, by the letter before the underscore: `b` takes `https://t.me/<bot>?start=b_<code>`. */
  readonly links?: Readonly<Record<string, (ctx: BotContext, code: string) => Promise<void> | void>>;
  /** Its dialogue, if it has one: what she writes goes there while it is open. */
  readonly dialogue?: DialogueConversation;
}

export interface DialogueConversation {
  readonly kind: string;
  /** Takes a message that is no command. Must answer it: by moving on, or by saying what this step expects. */
  receive(ctx: BotContext): Promise<void> | void;
  /** Shows the step she left off at, and makes this the open dialogue again. */
  resume(ctx: BotContext): Promise<void> | void;
  /** Whether it holds nothing that she gave: then a command ends it, and nobody reminds her of it. */
  isEmpty?(ctx: BotContext): boolean;
  /** What it is called in “… is half done”. */
  title(ctx: BotContext): string;
}
