import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, sendFile, show, toast } from '../../bot/reply.ts';
import { isStaff } from '../../domain/actor.ts';
import type { ApplicationId, BuildingId, StallId } from '../../domain/ids.ts';
import type { Html } from '../../i18n/index.ts';
import type { ApproveApplication } from '../../services/approve-application.ts';
import type { CloseStall } from '../../services/stalls/close-stall.ts';
import type { ListStalls } from '../../services/stalls/list-stalls.ts';
import type { OrderStallCode } from '../../services/stalls/order-stall-code.ts';
import type { ReadStall } from '../../services/stalls/read-stall.ts';
import type { RequestCardAtStall } from '../../services/stalls/request-card.ts';
import type { VisitStall } from '../../services/stalls/visit-stall.ts';
import type { WatchStall } from '../../services/stalls/watch-stall.ts';
import {
  stallApproveButton,
  stallButton,
  stallCardButton,
  stallCloseAskButton,
  stallCloseButton,
  stallCodeButton,
  stallQueueButton,
  stallsButton,
} from '../buttons.ts';
import { addOpening, type OpeningDeps } from './opening.ts';
import {
  chooseScreen,
  closeScreen,
  codeCaption,
  goneScreen,
  lateScreen,
  liveScreen,
  stallScreen,
  stallsScreen,
  unknownScreen,
} from './view.ts';

export interface StallDeps extends OpeningDeps {
  readonly listStalls: ListStalls;
  readonly readStall: ReadStall;
  readonly closeStall: CloseStall;
  readonly watchStall: WatchStall;
  readonly visitStall: VisitStall;
  readonly orderStallCode: OrderStallCode;
  readonly approveApplication: ApproveApplication;
  readonly requestCard: RequestCardAtStall;
  /** Begins the form for a building. */
  readonly join: (ctx: BotContext, building: BuildingId) => Promise<void>;
  readonly notStaff: (ctx: BotContext) => void;
}

/** Stalls: opening one, standing at it, and coming by. */
export function stallsConversation(deps: StallDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, stallsButton, menu);
  const dialogue = addOpening(composer, deps, {
    opened: (ctx, stall) => showStall(ctx, stall, ctx.t('stall.opened')),
    menu,
  });
  onPress(composer, stallButton, async (ctx, { stall }) => {
    ctx.dialogues.pause();
    await showStall(ctx, stall);
  });
  onPress(composer, stallCodeButton, async (ctx, { stall, as }) => {
    const ordered = await deps.orderStallCode(ctx.work, ctx.actor, stall, as);
    if (ordered.type === 'notYours') return toast(ctx, ctx.t.plain('stall.gone'), true);
    sendFile(ctx, ordered.order, codeCaption(ctx.t));
  });
  onPress(composer, stallQueueButton, (ctx, { stall }) => showQueue(ctx, stall));
  onPress(composer, stallApproveButton, async (ctx, { stall, application }) => {
    const outcome = await deps.approveApplication(ctx.work, ctx.actor, application);
    toast(ctx, ctx.t.plain(outcome.type === 'approved' ? 'stall.approved' : 'stall.notNow'));
    await showQueue(ctx, stall);
  });
  onPress(composer, stallCardButton, (ctx, { stall, application }) => requestCard(ctx, stall, application));
  onPress(composer, stallCloseAskButton, async (ctx, { stall }) => {
    if (!(await deps.readStall(ctx.work, ctx.actor, stall))) return show(ctx, goneScreen(ctx.t));
    show(ctx, closeScreen(stall, ctx.t));
  });
  onPress(composer, stallCloseButton, async (ctx, { stall }) => {
    const { type } = await deps.closeStall(ctx.work, ctx.actor, stall);
    await showStall(ctx, stall, ctx.t(type === 'closed' ? 'stall.closed' : 'stall.over'));
  });

  async function menu(ctx: BotContext): Promise<void> {
    if (!isStaff(ctx.actor)) return deps.notStaff(ctx);
    show(ctx, stallsScreen(await deps.listStalls(ctx.work, ctx.actor), ctx.t));
  }

  async function showStall(ctx: BotContext, stall: StallId, note?: Html): Promise<void> {
    if (ctx.tappedMessage !== undefined)
      await deps.watchStall(ctx.work, ctx.actor, stall, ctx.tappedMessage, false);
    const facts = await deps.readStall(ctx.work, ctx.actor, stall);
    show(ctx, facts ? stallScreen(facts, ctx.t, note) : goneScreen(ctx.t));
  }

  /** From here on the tapped message is kept up to date, until she leaves it. */
  async function showQueue(ctx: BotContext, stall: StallId): Promise<void> {
    const message = ctx.tappedMessage;
    if (message !== undefined) await deps.watchStall(ctx.work, ctx.actor, stall, message, true);
    const facts = await deps.readStall(ctx.work, ctx.actor, stall);
    show(ctx, facts ? liveScreen(facts, ctx.t) : goneScreen(ctx.t));
  }

  async function requestCard(ctx: BotContext, stall: StallId, application: ApplicationId): Promise<void> {
    const outcome = await deps.requestCard(ctx.work, ctx.actor, stall, application);
    toast(ctx, ctx.t.plain(outcome.type === 'requested' ? 'stall.cardAsked' : 'stall.cardNot'));
    await showQueue(ctx, stall);
  }

  return {
    middleware: composer.middleware(),
    links: {
      t: async (ctx, code) => {
        const visited = await deps.visitStall(ctx.work, ctx.actor, code);
        switch (visited.type) {
          case 'join':
            return deps.join(ctx, visited.building);
          case 'choose':
            // What she types next is a building.
            ctx.dialogues.pause();
            return say(ctx, chooseScreen(visited.of, visited.buildings, ctx.t));
          case 'over':
            return say(ctx, lateScreen(visited.building, ctx.t));
          case 'unknown':
            return say(ctx, unknownScreen(ctx.t));
        }
      },
    },
    dialogue,
  };
}
