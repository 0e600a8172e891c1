import { isNotModified, isTooOld } from '../domain/delivery.ts';
import type { Log } from '../log.ts';
import { InputFile } from './multipart.ts';
import type { Reply } from './reply.ts';
import { ApiError } from './telegram-error.ts';
import type { BotApi } from './transport.ts';

export type Answered =
  | 'answered'
  /** She blocked the bot or is gone: there is nobody to answer. */
  | 'unreachable';

/**
 * Gives one update's replies to Telegram, in order. A toast is sent at once beside them: the phone shows a spinner until
 * it comes.
 *
 * @throws NetworkError or ApiError when Telegram has not taken them all; they may then be given again
 */
export async function deliverReplies(
  api: BotApi,
  chat: number,
  replies: readonly Reply[],
  log: Log,
): Promise<Answered> {
  const toasts = replies.flatMap((reply) => (reply.type === 'toast' ? [answerQuery(api, reply)] : []));
  try {
    for (const reply of replies) if (reply.type !== 'toast') await deliver(api, chat, reply);
    await Promise.all(toasts);
    return 'answered';
  } catch (error) {
    await Promise.allSettled(toasts);
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 403) return 'unreachable';
    // Telegram will say the same tomorrow. Loud, because it is our mistake, and not repeated for ever.
    if (error.code === 400) {
      log.error('reply refused', {
        method: error.method,
        code: String(error.code),
        reason: error.description,
      });
      return 'answered';
    }
    throw error;
  }
}

async function deliver(api: BotApi, chat: number, reply: Exclude<Reply, { type: 'toast' }>): Promise<void> {
  switch (reply.type) {
    case 'send':
      await call(api, 'sendMessage', { chat_id: chat, ...reply.payload });
      return;
    case 'edit':
      try {
        await call(api, 'editMessageText', {
          chat_id: chat,
          message_id: reply.message,
          ...editable(reply.payload),
        });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 400) throw error;
        if (isNotModified(error)) return;
        // Deleted, too old, or a photo: the screen is still owed.
        await call(api, 'sendMessage', { chat_id: chat, ...reply.payload });
      }
      return;
    case 'file':
      await call(api, 'sendDocument', {
        chat_id: chat,
        document: new InputFile({ data: Buffer.from(reply.base64, 'base64'), fileName: reply.name }),
        ...reply.payload,
      });
      return;
    case 'inline':
      await call(api, 'answerInlineQuery', { inline_query_id: reply.query, ...reply.payload });
  }
}

async function answerQuery(api: BotApi, toast: Reply & { type: 'toast' }): Promise<void> {
  try {
    await call(api, 'answerCallbackQuery', {
      callback_query_id: toast.query,
      ...(toast.text === undefined ? {} : { text: toast.text }),
      ...(toast.alert ? { show_alert: true } : {}),
    });
  } catch (error) {
    // After 150 s nobody looks at the spinner any more.
    if (error instanceof ApiError && isTooOld(error)) return;
    throw error;
  }
}

function editable({
  protect_content: _sendOnly,
  ...payload
}: Record<string, unknown>): Record<string, unknown> {
  return payload;
}

/** The one place where a screen's payload, made by reply.ts, is taken for a method's parameters. */
function call(
  api: BotApi,
  method: Parameters<BotApi['call']>[0],
  payload: Record<string, unknown>,
): Promise<unknown> {
  return api.call(method, payload as never);
}
