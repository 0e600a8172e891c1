import type { Payload } from './api-types.ts';

/*
 * By which method a screen is sent or edited: its payload, made by reply.ts, tells by what it holds. The one place where it
 * is taken for a method's parameters.
 */

type ScreenPayload = Readonly<Record<string, unknown>>;

export type SendCall = {
  [M in 'sendMessage' | 'sendPhoto' | 'sendDocument']: { readonly method: M; readonly payload: Payload<M> };
}['sendMessage' | 'sendPhoto' | 'sendDocument'];

export function sendCall(chat: number, screen: ScreenPayload): SendCall {
  const method = 'photo' in screen ? 'sendPhoto' : 'document' in screen ? 'sendDocument' : 'sendMessage';
  return { method, payload: { chat_id: chat, ...screen } } as SendCall;
}

export type EditCall = {
  [M in 'editMessageText' | 'editMessageMedia']: { readonly method: M; readonly payload: Payload<M> };
}['editMessageText' | 'editMessageMedia'];

/** With a photo or file, both it and its caption are put in the place of what was there. */
export function editCall(chat: number, message: number, screen: ScreenPayload): EditCall {
  const { protect_content: _sendOnly, ...rest } = screen;
  const at = { chat_id: chat, message_id: message };
  if (!('photo' in rest || 'document' in rest))
    return { method: 'editMessageText', payload: { ...at, ...rest } } as EditCall;
  const { photo, document, caption, parse_mode, ...others } = rest;
  const media = { type: photo ? 'photo' : 'document', media: photo ?? document, caption, parse_mode };
  return { method: 'editMessageMedia', payload: { ...at, ...others, media } } as EditCall;
}
