import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show } from '../../bot/reply.ts';
import type { DecideHeldSlot } from '../../services/decide-held-slot.ts';
import type { SetAnnouncements } from '../../services/set-announcements.ts';
import { heldSlotButton, resumeAnnouncementsButton, stopAnnouncementsButton } from '../buttons.ts';
import { heldSlotScreen, resumedScreen, stoppedScreen } from './view.ts';

export interface NoticesDeps {
  readonly setAnnouncements: SetAnnouncements;
  readonly decideHeldSlot: DecideHeldSlot;
}

/** Buttons under what came unprompted: no more of these, and what to do with an announcement that was held. */
export function noticesConversation({ setAnnouncements, decideHeldSlot }: NoticesDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, stopAnnouncementsButton, async (ctx) => {
    await setAnnouncements(ctx.work, ctx.actor, false);
    // Below, not in its place: she may still want to go to what was announced.
    say(ctx, stoppedScreen(ctx.t));
  });
  onPress(composer, resumeAnnouncementsButton, async (ctx) => {
    await setAnnouncements(ctx.work, ctx.actor, true);
    show(ctx, resumedScreen(ctx.t));
  });
  onPress(composer, heldSlotButton, async (ctx, { union, slot, send }) => {
    const decided = await decideHeldSlot(ctx.work, ctx.actor, {
      union,
      slot: new Date(slot * 60_000),
      send: send === 'y',
    });
    show(ctx, heldSlotScreen(decided, ctx.t));
  });

  return { middleware: composer.middleware() };
}
