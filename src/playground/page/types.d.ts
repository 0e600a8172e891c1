/** What the page reads of the people's door (../README.md) and of the Bot API objects that pass through it. */
import type {
  Contact,
  Document,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  MessageEntity,
  PhotoSize,
  ReplyKeyboardMarkup,
} from '@grammyjs/types';

export type { Contact, InlineKeyboardButton, KeyboardButton, MessageEntity, PhotoSize };

export interface Person {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
  phone?: string;
  /** Who she is in the story; shown beneath her name. */
  about?: string;
  /** Where she is when a location is asked for. */
  location?: { latitude: number; longitude: number };
  deactivated?: boolean;
}

export interface Bot {
  id: number;
  first_name: string;
  username: string;
}

export interface Command {
  command: string;
  description: string;
}

export interface Message {
  message_id: number;
  date: number;
  edit_date?: number;
  from?: { id: number; is_bot: boolean; first_name: string; last_name?: string };
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  photo?: PhotoSize[];
  document?: Document;
  animation?: { file_id: string };
  video?: { file_id: string; file_name?: string; duration: number };
  audio?: { file_id: string; file_name?: string; title?: string };
  voice?: { file_id: string; duration: number };
  sticker?: { emoji?: string };
  dice?: { emoji: string; value: number };
  contact?: Contact;
  location?: { latitude: number; longitude: number };
  venue?: { title: string; address: string; location: { latitude: number; longitude: number } };
  poll?: { question: string; options: { text: string; voter_count: number }[] };
  pinned_message?: { message_id: number };
  reply_to_message?: Message;
  forward_origin?: { type: string; sender_user?: { first_name: string }; sender_user_name?: string };
  /** She, or somebody who writes to her, chose it from what this bot offers. */
  via_bot?: { username?: string };
  media_group_id?: string;
  reply_markup?: InlineKeyboardMarkup;
  has_media_spoiler?: boolean;
}

export interface ReplyKeyboard extends Partial<ReplyKeyboardMarkup> {
  force_reply?: boolean;
}

export interface ChatSnapshot {
  messages: Message[];
  reply_keyboard: ReplyKeyboard | null;
  commands: Command[];
  blocked: boolean;
  started: boolean;
  /** The bot as it presents itself in this person's language. */
  bot: { name: string; description: string };
}

/** One thing the bot offers to `@bot query`. */
export interface InlineResult {
  id: string;
  title: string;
  description?: string;
}

export interface InlineOffer {
  inline_query_id: string;
  results: InlineResult[];
  next_offset: string;
  button?: { text: string; start_parameter?: string; web_app?: { url: string } };
}

export interface Fault {
  id?: number | string;
  method?: string;
  chat_id?: number;
  kind: string;
  ms?: number;
  retry_after?: number;
  times?: number;
  probability?: number;
}

export interface World {
  id?: string;
  seq?: number;
  bot: Bot;
  people: Person[];
  clock: { now: string; offset_ms: number };
  faults: Fault[];
  limits?: Limits;
}

export interface Limits {
  global: { per_second: number; burst: number } | null;
  per_chat: { per_second: number; burst: number } | null;
}

export interface WorldEvent {
  seq: number;
  at: string;
  /** null: concerns everybody. */
  person_id: number | null;
  kind: string;
  message?: Message;
  message_id?: number;
  callback_query_id?: string;
  text?: string;
  show_alert?: boolean;
  url?: string;
  action?: string;
  markup?: ReplyKeyboard | null;
  blocked?: boolean;
}
