import type { CallOutcome } from '../../domain/delivery.ts';
import type { Language } from '../../domain/language.ts';
import type { Needs } from '../../domain/survey.ts';
import type { NoticeContent } from './content.ts';

/** Elapsed time and waiting, which the playground's clock doesn't change. */
export interface Timer {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Whom a notice is worded for. */
export interface Reader {
  readonly language: Language;
  /** Null: she hasn't said, or not to us. */
  readonly needs: Needs | null;
}

export type Render<Message> = (content: NoticeContent, reader: Reader) => Message;

/** What is asked of Telegram: a new message, another in its place, or that it be gone. */
export type Call<Message> =
  | { readonly type: 'send'; readonly chat: number; readonly message: Message; readonly paid?: boolean }
  | { readonly type: 'edit'; readonly chat: number; readonly at: number; readonly message: Message }
  | { readonly type: 'delete'; readonly chat: number; readonly at: number };

export type SendOutcome =
  | { readonly type: 'accepted'; readonly message: number }
  | Exclude<CallOutcome, { type: 'accepted' }>;

/** Asks Telegram for one thing, once: every failure is for the outbox to decide about. */
export type Send<Message> = (call: Call<Message>, signal: AbortSignal) => Promise<SendOutcome>;
