import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show } from '../../bot/reply.ts';
import { holderMay } from '../../domain/card.ts';
import type { Html } from '../../i18n/index.ts';
import type { MoveMyCard, ReadMyCard } from '../../services/cards/holder.ts';
import { cardAskButton, cardMoveButton, myCardButton } from '../buttons.ts';
import { addDesk, type DeskDeps } from './desk.ts';
import { cardAskScreen, myCardScreen } from './view.ts';

export interface CardsDeps extends DeskDeps {
  readonly readMyCard: ReadMyCard;
  readonly moveMyCard: MoveMyCard;
}

/** Service cards: their holders', and the desk where they are handed out. */
export function cardsConversation(deps: CardsDeps): Conversation {
  const composer = new Composer<BotContext>();
  const mine = async (ctx: BotContext, note?: Html) =>
    show(ctx, myCardScreen(await deps.readMyCard(ctx.work, ctx.person.id), ctx.t, note));

  onPress(composer, myCardButton, (ctx) => mine(ctx));
  onPress(composer, cardAskButton, async (ctx, { move }) => {
    const held = await deps.readMyCard(ctx.work, ctx.person.id);
    if (!held || move === 'request' || !holderMay(held.status, move)) return mine(ctx, ctx.t('card.notNow'));
    show(ctx, cardAskScreen(move, ctx.t));
  });
  onPress(composer, cardMoveButton, async (ctx, { move }) => {
    const outcome = await deps.moveMyCard(ctx.work, ctx.actor, move);
    await mine(ctx, outcome.type === 'notNow' ? ctx.t('card.notNow') : undefined);
  });

  const dialogue = addDesk(composer, deps);
  return { middleware: composer.middleware(), dialogue };
}
