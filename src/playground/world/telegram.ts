/** The shapes that cross the wire: the part of the Bot API's objects that the playground produces. */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private';
  first_name: string;
  last_name?: string;
  username?: string;
}

export interface MessageEntity {
  type: string;
  /** In UTF-16 code units, like `length`. */
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
  unix_time?: number;
  date_time_format?: string;
}

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

interface FileReference {
  file_id: string;
  file_unique_id: string;
  file_size: number;
}

interface PhotoSize extends FileReference {
  width: number;
  height: number;
}

interface DocumentFile extends FileReference {
  file_name?: string;
  mime_type?: string;
}

interface Animation extends DocumentFile {
  width: number;
  height: number;
  duration: number;
}

interface Voice extends FileReference {
  duration: number;
  mime_type?: string;
}

interface Sticker extends FileReference {
  type: 'regular';
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji?: string;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
  vcard?: string;
}

export interface Location {
  latitude: number;
  longitude: number;
}

interface Venue {
  location: Location;
  title: string;
  address: string;
}

export interface InlineButton {
  text: string;
  style?: string;
  icon_custom_emoji_id?: string;
  url?: string;
  callback_data?: string;
  web_app?: { url: string };
  login_url?: { url: string };
  switch_inline_query?: string;
  switch_inline_query_current_chat?: string;
  switch_inline_query_chosen_chat?: { query?: string };
  copy_text?: { text: string };
  disabled?: Record<string, never>;
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

export interface ReplyButton {
  text: string;
  style?: string;
  icon_custom_emoji_id?: string;
  request_contact?: boolean;
  request_location?: boolean;
  web_app?: { url: string };
}

/** What a bot may hang beneath the input field; `remove` never reaches a message. */
export interface ReplyKeyboard {
  keyboard: ReplyButton[][];
  is_persistent?: boolean;
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  input_field_placeholder?: string;
  selective?: boolean;
  force_reply?: boolean;
}

export interface ForceReply {
  force_reply: true;
  input_field_placeholder?: string;
  selective?: boolean;
}

type MessageOrigin =
  | { type: 'user'; date: number; sender_user: User }
  | { type: 'hidden_user'; date: number; sender_user_name: string };

export interface LinkPreviewOptions {
  is_disabled?: boolean;
  url?: string;
  prefer_small_media?: boolean;
  prefer_large_media?: boolean;
  show_above_text?: boolean;
}

/** What a message carries; exactly one of text and the media fields is present. */
export interface MessageContent {
  text?: string;
  entities?: MessageEntity[];
  link_preview_options?: LinkPreviewOptions;
  caption?: string;
  caption_entities?: MessageEntity[];
  show_caption_above_media?: boolean;
  has_media_spoiler?: boolean;
  photo?: PhotoSize[];
  document?: DocumentFile;
  animation?: Animation;
  voice?: Voice;
  sticker?: Sticker;
  contact?: Contact;
  location?: Location;
  venue?: Venue;
}

/** A message as it stands. Never changed in place: an edit puts a new object in its stead. */
export interface Message extends MessageContent {
  message_id: number;
  from: User;
  chat: Chat;
  date: number;
  edit_date?: number;
  forward_origin?: MessageOrigin;
  reply_to_message?: Message;
  quote?: { text: string; position: number };
  has_protected_content?: true;
  media_group_id?: string;
  via_bot?: User;
  pinned_message?: Message;
  reply_markup?: InlineKeyboard;
}

export interface CallbackQuery {
  id: string;
  from: User;
  /** Absent for a message that somebody sent by way of the bot: it is not the bot's. */
  message?: Message;
  inline_message_id?: string;
  chat_instance: string;
  data: string;
}

export interface InlineQuery {
  id: string;
  from: User;
  query: string;
  offset: string;
  /** `sender`: in the chat with the bot itself. */
  chat_type: 'sender' | 'private';
}

interface ChosenInlineResult {
  result_id: string;
  from: User;
  query: string;
  /** There when buttons hang on it. */
  inline_message_id?: string;
}

export type ChatMember = { status: 'member'; user: User } | { status: 'kicked'; user: User; until_date: 0 };

interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

/** What happened, without its number: the queue gives the number. */
export type UpdateBody =
  | { message: Message }
  | { edited_message: Message }
  | { callback_query: CallbackQuery }
  | { inline_query: InlineQuery }
  | { chosen_inline_result: ChosenInlineResult }
  | { my_chat_member: ChatMemberUpdated };

export type Update = { update_id: number } & UpdateBody;

export interface BotCommand {
  command: string;
  description: string;
}

export type MenuButton =
  | { type: 'commands' }
  | { type: 'default' }
  | { type: 'web_app'; text: string; web_app: { url: string } };
