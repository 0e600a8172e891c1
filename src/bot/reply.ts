import { z } from 'zod';
import { FileOrder } from '../domain/file-order.ts';
import { languages } from '../domain/language.ts';
import type { BotContext } from './context.ts';
import type { Button, Screen } from './screen.ts';

/*
 * What a turn says goes out after its commit. Until Telegram has taken it, it is kept (sealed) beside the update, so
 * replies are plain values: the calls to make.
 */

const Payload = z.record(z.string(), z.unknown());

export const Reply = z.discriminatedUnion('type', [
  /** `otherwise` is said when Telegram won't take it. */
  z.object({ type: z.literal('send'), payload: Payload, otherwise: Payload.optional() }),
  /** Puts a screen in the place of a message; where that can't be done any more, sends it below. */
  z.object({ type: z.literal('edit'), message: z.number(), payload: Payload }),
  z.object({
    type: z.literal('toast'),
    query: z.string(),
    text: z.string().optional(),
    alert: z.boolean().optional(),
  }),
  z.object({ type: z.literal('inline'), query: z.string(), payload: Payload }),
  /** Made when it is sent. `otherwise` is said when what it was about is gone by then. */
  z.object({
    type: z.literal('file'),
    order: FileOrder,
    language: z.enum(languages),
    payload: Payload,
    otherwise: Payload,
  }),
]);
export type Reply = z.infer<typeof Reply>;
export const Replies = z.array(Reply);

/** A screen as parameters of the method that sends or edits it (payload-methods.ts), but for the chat. */
export function screenPayload(screen: Screen): Record<string, unknown> {
  const { media, text } = screen;
  return {
    ...(media
      ? { [media.kind]: media.fileId, caption: text.markup }
      : { text: text.markup, link_preview_options: { is_disabled: true } }),
    parse_mode: 'HTML',
    ...(screen.personal ? { protect_content: true } : {}),
    ...markup(screen),
  };
}

function markup(screen: Screen): Record<string, unknown> {
  if (screen.rows)
    return { reply_markup: { inline_keyboard: screen.rows.map((row) => row.map(inlineButton)) } };
  if (screen.keyboard) {
    const keyboard = screen.keyboard.map((row) =>
      row.map(({ label, ask }) => ({
        text: label,
        ...(ask === 'contact' ? { request_contact: true } : {}),
        ...(ask === 'location' ? { request_location: true } : {}),
      })),
    );
    return { reply_markup: { keyboard, resize_keyboard: true, one_time_keyboard: true } };
  }
  if (screen.dropKeyboard) return { reply_markup: { remove_keyboard: true } };
  return {};
}

function inlineButton(button: Button): Record<string, unknown> {
  if ('url' in button) return { text: button.label, url: button.url };
  if ('copy' in button) return { text: button.label, copy_text: { text: button.copy } };
  return {
    text: button.label,
    callback_data: button.press,
    ...(button.style ? { style: button.style } : {}),
  };
}

/** Answers with a screen: in place of the tapped message, otherwise below what she wrote. */
export function show(ctx: BotContext, screen: Screen): void {
  const message = ctx.tappedMessage;
  // Keyboards can't be edited in, and a message can be replaced only once in a turn.
  const inPlace =
    message !== undefined &&
    !screen.keyboard &&
    !screen.dropKeyboard &&
    !screen.media &&
    !ctx.replies.some(replacesMessage);
  if (inPlace) ctx.replies.push({ type: 'edit', message, payload: screenPayload(screen) });
  else say(ctx, screen);
}

/**
 * Answers with a new message, whatever was tapped.
 *
 * @param otherwise what to say if Telegram won't take it: of what people put together themselves, nobody can know
 */
export function say(ctx: BotContext, screen: Screen, otherwise?: Screen): void {
  ctx.replies.push({
    type: 'send',
    payload: screenPayload(screen),
    ...(otherwise && { otherwise: screenPayload(otherwise) }),
  });
}

/** Answers with a file, made once the turn is committed; the screen is its caption (at most 1,024 letters). */
export function sendFile(ctx: BotContext, order: FileOrder, caption: Screen): void {
  const { text, link_preview_options: _none, ...payload } = screenPayload(caption);
  ctx.replies.push({
    type: 'file',
    order,
    language: ctx.t.language,
    payload: { ...payload, caption: text },
    otherwise: screenPayload({ text: ctx.t('common.fileGone') }),
  });
}

/** A line over the chat after a tap. Without a tap there is nothing to answer, and nothing is said. */
export function toast(ctx: BotContext, text: string, alert = false): void {
  const query = ctx.queryId;
  if (query !== undefined) ctx.replies.push({ type: 'toast', query, text: cut(text, 200), alert });
}

/** At a whole letter: half of one is refused. */
function cut(text: string, units: number): string {
  if (text.length <= units) return text;
  let kept = '';
  for (const letter of text) {
    if (kept.length + letter.length >= units) break;
    kept += letter;
  }
  return `${kept}…`;
}

function replacesMessage(reply: Reply): boolean {
  return reply.type === 'edit';
}
