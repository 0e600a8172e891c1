import { isNotModified, isTooOld } from '../domain/delivery.ts';
import type { FileOrder, MadeFile } from '../domain/file-order.ts';
import type { Language } from '../domain/language.ts';
import type { Log } from '../log.ts';
import { InputFile } from './multipart.ts';
import { sendCall } from './payload-methods.ts';
import type { Reply } from './reply.ts';
import { ApiError } from './telegram-error.ts';
import type { BotApi } from './transport.ts';

export type Answered =
  | 'answered'
  /** She blocked the bot or is gone: there is nobody to answer. */
  | 'unreachable';

/**
 * Makes what was ordered, worded in a language; null when there is nothing left to make it of.
 *
 * @param chat where it goes: what is for one person's eyes is made for her chat only
 */
export type MakeFile = (order: FileOrder, language: Language, chat: number) => Promise<MadeFile | null>;

export interface DeliveryTools {
  readonly api: BotApi;
  readonly makeFile: MakeFile;
  readonly log: Log;
}

/**
 * Gives one update's replies to Telegram, in order. A toast is sent at once beside them: the phone shows a spinner until
 * it comes.
 *
 * @throws NetworkError or ApiError when Telegram has not taken them all; they may then be given again
 */
export async function deliverReplies(
  { api, makeFile, log }: DeliveryTools,
  chat: number,
  replies: readonly Reply[],
): Promise<Answered> {
  const toasts = Promise.all(
    replies.map(async (reply) => reply.type === 'toast' && mayBeRefused(answerQuery(api, reply), log)),
  );
  // One that fails while a screen is on its way is looked at below; until then it must not count as unhandled.
  toasts.catch(() => undefined);
  try {
    for (const reply of replies) {
      if (reply.type !== 'toast') await mayBeRefused(deliver({ api, makeFile }, chat, reply), log);
    }
    await toasts;
    return 'answered';
  } catch (error) {
    await toasts.catch(() => undefined);
    if (error instanceof ApiError && error.code === 403) return 'unreachable';
    throw error;
  }
}

/** What Telegram refuses it will refuse tomorrow. Loud, because it is our mistake, and not repeated for ever. */
async function mayBeRefused(call: Promise<void>, log: Log): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ApiError) || !isFinal(error)) throw error;
    const { method, code, description } = error;
    log.error('reply refused', { method, code: String(code), reason: description });
  }
}

/** Not the token (401), which may be put right, nor her having blocked us (403), nor “too fast” (429). */
function isFinal({ code }: ApiError): boolean {
  return code >= 400 && code < 500 && code !== 401 && code !== 403 && code !== 429;
}

async function deliver(
  { api, makeFile }: Omit<DeliveryTools, 'log'>,
  chat: number,
  reply: Exclude<Reply, { type: 'toast' }>,
): Promise<void> {
  switch (reply.type) {
    case 'send':
      await deliverScreen(api, chat, reply);
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
      await deliverFile(api, chat, await makeFile(reply.order, reply.language, chat), reply);
      return;
    case 'inline':
      await unlessTooOld(call(api, 'answerInlineQuery', { inline_query_id: reply.query, ...reply.payload }));
  }
}

async function deliverScreen(
  api: BotApi,
  chat: number,
  { payload, otherwise }: Reply & { type: 'send' },
): Promise<void> {
  const sent = sendCall(chat, payload);
  try {
    await call(api, sent.method, sent.payload);
  } catch (error) {
    if (!otherwise || !(error instanceof ApiError) || error.code !== 400) throw error;
    const instead = sendCall(chat, otherwise);
    await call(api, instead.method, instead.payload);
  }
}

async function deliverFile(
  api: BotApi,
  chat: number,
  made: MadeFile | null,
  { payload, otherwise }: Reply & { type: 'file' },
): Promise<void> {
  if (!made) return void (await call(api, 'sendMessage', { chat_id: chat, ...otherwise }));
  const file = new InputFile({ data: Buffer.from(made.data), fileName: made.name });
  await call(api, made.as === 'photo' ? 'sendPhoto' : 'sendDocument', {
    chat_id: chat,
    [made.as]: file,
    ...payload,
  });
}

function answerQuery(api: BotApi, toast: Reply & { type: 'toast' }): Promise<void> {
  return unlessTooOld(
    call(api, 'answerCallbackQuery', {
      callback_query_id: toast.query,
      ...(toast.text === undefined ? {} : { text: toast.text }),
      ...(toast.alert ? { show_alert: true } : {}),
    }),
  );
}

/** After 150 s nobody looks at the spinner any more, nor after 30 s at what may be chosen from. */
async function unlessTooOld(answering: Promise<unknown>): Promise<void> {
  try {
    await answering;
  } catch (error) {
    if (!(error instanceof ApiError && isTooOld(error))) throw error;
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
