import type { ProfileCard } from './bot-profile.ts';
import type { WorldEvent } from './events.ts';
import type { FileCard } from './files.ts';
import type { ChatCard } from './private-chat.ts';
import type { OpenCallback } from './queries.ts';
import type { KeptUpdate } from './updates.ts';

/** How the bot wants its updates brought. */
export interface WebhookSettings {
  url: string;
  secretToken: string;
  maxConnections: number;
  ipAddress: string;
}

/** The town but for its chats, its queues and its files. */
export interface WorldCard {
  id: string;
  /** Of the newest event. */
  seq: number;
  last_message_id: number;
  last_query: number;
  next_update_id: number;
  /** How far the clock was set off; null: never. */
  clock_offset_ms: number | null;
  profile: ProfileCard;
  allowed_updates: readonly string[];
  webhook: WebhookSettings | null;
}

/**
 * One line of what is written down of a town: a change, whole or not at all. A person's message and the update that
 * tells the bot of it are one line, so that no kill can come between.
 */
export type Entry =
  | { event: WorldEvent; update?: KeptUpdate }
  | { update: KeptUpdate }
  | { dropped_before: number }
  | { allowed_updates: readonly string[] }
  | { webhook: WebhookSettings | null }
  | { file: FileCard }
  /** These, with updates and files, make up a snapshot. */
  | { world: WorldCard }
  | { chat: ChatCard }
  | { press: OpenCallback };
