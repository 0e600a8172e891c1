import type { CallOutcome } from '../domain/delivery.ts';
import { isMessageGone, isNotModified } from '../domain/delivery.ts';
import { editCall, sendCall } from './payload-methods.ts';
import { toOutcome } from './telegram-error.ts';
import type { BotApi } from './transport.ts';

/** A message as `screenPayload` makes it. */
type MessagePayload = Record<string, unknown>;

/** A new message, another in the place of one, or one taken away. */
export type OnceCall =
  | {
      readonly type: 'send';
      readonly chat: number;
      readonly message: MessagePayload;
      /** Beyond Telegram's free rate, for a fee. */
      readonly paid?: boolean;
    }
  | { readonly type: 'edit'; readonly chat: number; readonly at: number; readonly message: MessagePayload }
  | { readonly type: 'delete'; readonly chat: number; readonly at: number };

export type Sent =
  | { readonly type: 'accepted'; readonly message: number }
  | Exclude<CallOutcome, { type: 'accepted' }>;

/** Asks Telegram for one thing with no second try: whoever calls keeps a ledger, and decides. */
export async function sendOnce(api: BotApi, asked: OnceCall, signal?: AbortSignal): Promise<Sent> {
  const options = { patience: 'none', ...(signal && { signal }) } as const;
  try {
    switch (asked.type) {
      case 'send': {
        const paid = asked.paid && { allow_paid_broadcast: true };
        const { method, payload } = sendCall(asked.chat, { ...asked.message, ...paid });
        const sent = await api.call(method, payload, options);
        return { type: 'accepted', message: sent.message_id };
      }
      case 'edit': {
        const { method, payload } = editCall(asked.chat, asked.at, asked.message);
        await api.call(method, payload, options);
        return { type: 'accepted', message: asked.at };
      }
      case 'delete':
        await api.call('deleteMessage', { chat_id: asked.chat, message_id: asked.at }, options);
        return { type: 'accepted', message: asked.at };
    }
  } catch (error) {
    const outcome = toOutcome(error);
    // Nothing is accepted by throwing.
    if (outcome.type === 'accepted') return { type: 'lost', certainty: 'ambiguous' };
    if (outcome.type === 'refused' && isSoAlready(asked, outcome)) {
      return { type: 'accepted', message: 'at' in asked ? asked.at : 0 };
    }
    return outcome;
  }
}

/** An edit or a deletion that was done before, perhaps by ourselves, and its answer lost. */
function isSoAlready(
  asked: OnceCall,
  refusal: { readonly code: number; readonly description: string },
): boolean {
  return asked.type === 'edit' ? isNotModified(refusal) : asked.type === 'delete' && isMessageGone(refusal);
}
