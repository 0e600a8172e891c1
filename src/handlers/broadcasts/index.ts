import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { sendFile, show, toast } from '../../bot/reply.ts';
import type { Screen } from '../../bot/screen.ts';
import type { BroadcastState } from '../../domain/broadcast.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Translate } from '../../i18n/index.ts';
import type { ChangeBroadcast } from '../../services/change-broadcast.ts';
import type { OrderDeliveryList } from '../../services/order-delivery-list.ts';
import type { BroadcastFacts } from '../../services/outbox/progress.ts';
import type { ReadBroadcast } from '../../services/read-broadcast.ts';
import type { SteerBroadcast } from '../../services/steer-broadcast.ts';
import {
  broadcastButton,
  broadcastCancelAskButton,
  broadcastChangeAskButton,
  broadcastChangeButton,
  broadcastListButton,
  broadcastMoveButton,
} from '../buttons.ts';
import { cancelAskScreen, changeAskScreen, notYoursScreen, progressScreen } from './view.ts';

export interface BroadcastsDeps {
  readonly readBroadcast: ReadBroadcast;
  readonly steerBroadcast: SteerBroadcast;
  readonly changeBroadcast: ChangeBroadcast;
  readonly orderDeliveryList: OrderDeliveryList;
}

/** Buttons under a broadcast's progress and its report: hold, go on, call off; change, take back; who got it. */
export function broadcastsConversation(deps: BroadcastsDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, broadcastButton, (ctx, { notice }) => see(ctx, notice, progressScreen));
  onPress(composer, broadcastCancelAskButton, (ctx, { notice }) => see(ctx, notice, cancelAskScreen));
  onPress(composer, broadcastChangeAskButton, (ctx, { notice, change }) =>
    see(ctx, notice, (facts, t) => changeAskScreen(facts, change, t)),
  );
  onPress(composer, broadcastMoveButton, async (ctx, { notice, move }) => {
    const steered = await deps.steerBroadcast(ctx.work, ctx.actor, { notice, move });
    if (steered.type === 'tooLate')
      toast(ctx, ctx.t.plain('broadcast.tooLateNow', { state: inWords(steered.state, ctx.t) }));
    await see(ctx, notice, progressScreen);
  });
  onPress(composer, broadcastChangeButton, async (ctx, { notice, change }) => {
    const changed = await deps.changeBroadcast(ctx.work, ctx.actor, { notice, change });
    switch (changed.type) {
      case 'changing':
        toast(ctx, ctx.t.plain('broadcast.changeStarted'), true);
        break;
      case 'busy':
        toast(ctx, ctx.t.plain('broadcast.changeUnderWay'), true);
        break;
      case 'nothing':
        toast(ctx, ctx.t.plain('broadcast.nothingToChange'), true);
        break;
      case 'tooOld':
        toast(ctx, ctx.t.plain('broadcast.tooLate'), true);
        break;
      case 'notYours':
        return show(ctx, notYoursScreen(ctx.t));
    }
    await see(ctx, notice, progressScreen);
  });
  onPress(composer, broadcastListButton, async (ctx, { notice }) => {
    const ordered = await deps.orderDeliveryList(ctx.work, ctx.actor, notice);
    switch (ordered.type) {
      case 'ordered':
        return sendFile(ctx, ordered.order, { text: ctx.t('broadcast.listCaption') });
      case 'confidential':
        return toast(ctx, ctx.t.plain('broadcast.listConfidential'), true);
      case 'notYours':
        return show(ctx, notYoursScreen(ctx.t));
    }
  });

  async function see(
    ctx: BotContext,
    notice: NoticeId,
    screen: (facts: BroadcastFacts, t: Translate) => Screen,
  ): Promise<void> {
    const facts = await deps.readBroadcast(ctx.work, ctx.actor, notice);
    show(ctx, facts ? screen(facts, ctx.t) : notYoursScreen(ctx.t));
  }

  return { middleware: composer.middleware() };
}

function inWords(state: BroadcastState, t: Translate): string {
  switch (state) {
    case 'done':
      return t.plain('broadcast.stateDone');
    case 'cancelled':
      return t.plain('broadcast.stateCancelled');
    case 'paused':
      return t.plain('broadcast.statePaused');
    case 'planned':
    case 'sending':
      return t.plain('broadcast.stateSending');
  }
}
