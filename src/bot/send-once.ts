import type { CallOutcome } from '../domain/delivery.ts';
import type { Payload } from './api-types.ts';
import { toOutcome } from './telegram-error.ts';
import type { BotApi } from './transport.ts';

/** A message as `screenPayload` makes it. */
type MessagePayload = Record<string, unknown>;

export type Sent =
  | { readonly type: 'accepted'; readonly message: number }
  | Exclude<CallOutcome, { type: 'accepted' }>;

/** Gives a message to Telegram with no second try: whoever calls keeps a ledger, and decides. */
export async function sendOnce(
  api: BotApi,
  chat: number,
  message: MessagePayload,
  signal?: AbortSignal,
): Promise<Sent> {
  try {
    // The one place where a screen's payload, made by reply.ts, is taken for this method's parameters.
    const payload = { chat_id: chat, ...message } as Payload<'sendMessage'>;
    const sent = await api.call('sendMessage', payload, { patience: 'none', ...(signal && { signal }) });
    return { type: 'accepted', message: sent.message_id };
  } catch (error) {
    const outcome = toOutcome(error);
    // Nothing is accepted by throwing.
    return outcome.type === 'accepted' ? { type: 'lost', certainty: 'ambiguous' } : outcome;
  }
}
