import type { BotContext } from '../bot/context.ts';
import { contactPhone } from '../domain/membership.ts';

/** A contact she sent: `own`, if Telegram says that it is hers. Undefined: it was something else. */
export function sharedContact(
  ctx: BotContext,
): { readonly own: boolean; readonly phone: string | undefined } | undefined {
  const contact = ctx.message && 'contact' in ctx.message ? ctx.message.contact : undefined;
  return contact && { own: contact.user_id === ctx.from?.id, phone: contactPhone(contact.phone_number) };
}
