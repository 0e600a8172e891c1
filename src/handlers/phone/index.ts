import { Composer } from 'telegraf';
import { z } from 'zod';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show } from '../../bot/reply.ts';
import type { Screen } from '../../bot/screen.ts';
import { PhoneNumber } from '../../domain/membership.ts';
import type { Html, Translate } from '../../i18n/index.ts';
import type { ChangePhone } from '../../services/people/change-phone.ts';
import { meButton, phoneChangeButton } from '../buttons.ts';
import { sharedContact } from '../contact.ts';

const phoneDialogue = { kind: 'phone', State: z.object({ step: z.literal('ask') }) };

/** A member's number, changed: shared by Telegram's button it is verified, typed it isn't. */
export function phoneConversation({ changePhone }: { readonly changePhone: ChangePhone }): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, phoneChangeButton, (ctx) => {
    show(ctx, { text: ctx.t('people.phoneTitle') });
    ask(ctx);
  });

  async function receive(ctx: BotContext): Promise<void> {
    const { t } = ctx;
    if (ctx.typed === t.plain('people.phoneKeep')) return leave(ctx, t('people.phoneKept'));
    const contact = sharedContact(ctx);
    if (contact && !contact.own) return ask(ctx, t('people.linkOther'));
    const phone = contact ? contact.phone : PhoneNumber.safeParse(ctx.typed ?? '').data;
    if (phone === undefined) return ask(ctx, t('people.phoneUnread'));
    const verified = contact !== undefined;
    const outcome = await changePhone(ctx.work, ctx.actor, { phone, verified });
    if (outcome.type === 'notMember') return leave(ctx, t('people.phoneNotNow'));
    leave(ctx, t(verified ? 'people.phoneVerified' : 'people.phoneTyped'));
  }

  function ask(ctx: BotContext, hint?: Html): void {
    ctx.dialogues.save(phoneDialogue, { step: 'ask' });
    say(ctx, askScreen(ctx.t, hint));
  }

  function leave(ctx: BotContext, text: Html): void {
    ctx.dialogues.close(phoneDialogue);
    say(ctx, { text, dropKeyboard: true });
    say(ctx, {
      text: ctx.t('people.phoneWhereNow'),
      rows: [[{ label: ctx.t.plain('people.toMe'), press: meButton.press({}) }]],
    });
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: phoneDialogue.kind,
      receive,
      resume: (ctx) => ask(ctx),
      title: (ctx) => ctx.t.plain('people.phoneTitle'),
    },
  };
}

function askScreen(t: Translate, hint?: Html): Screen {
  return {
    text: hint ?? t('people.phoneAsk'),
    keyboard: [
      [{ label: t.plain('people.linkShare'), ask: 'contact' }],
      [{ label: t.plain('people.phoneKeep') }],
    ],
  };
}
