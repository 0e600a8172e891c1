import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import { sendFile, toast } from '../../bot/reply.ts';
import type { Screen } from '../../bot/screen.ts';
import { isStaff } from '../../domain/actor.ts';
import type { BuildingId, UnionId } from '../../domain/ids.ts';
import type { OrderPoster } from '../../services/order-poster.ts';
import { posterButton, unionPostersButton } from '../buttons.ts';
import { posterCaption, posterRow, postersCaption, postersRow } from './poster-view.ts';

export interface PosterDeps {
  readonly orderPoster: OrderPoster;
}

export interface PosterOffers {
  /** The building's card, with a way to its poster for the staff who may hang it. */
  readonly ofBuilding: (ctx: BotContext, building: BuildingId, card: Screen) => Promise<Screen>;
  readonly ofUnion: (ctx: BotContext, union: UnionId, card: Screen) => Promise<Screen>;
}

/** Posters for the lobby, for the staff who look after the building. */
export function addPosters(composer: Composer<BotContext>, { orderPoster }: PosterDeps): PosterOffers {
  onPress(composer, posterButton, async (ctx, wanted) => {
    const ordered = await orderPoster(ctx.work, ctx.actor, wanted);
    if (ordered.type === 'notYours') return toast(ctx, ctx.t.plain('poster.notYours'), true);
    sendFile(ctx, ordered.order, posterCaption(ordered.named, wanted, ctx.t));
  });
  onPress(composer, unionPostersButton, async (ctx, { union }) => {
    const ordered = await orderPoster(ctx.work, ctx.actor, { union });
    if (ordered.type === 'notYours') return toast(ctx, ctx.t.plain('poster.notYours'), true);
    sendFile(ctx, ordered.order, postersCaption(ordered.named, ctx.t));
  });

  const offered = async (ctx: BotContext, wanted: Parameters<OrderPoster>[2]) =>
    isStaff(ctx.actor) && (await orderPoster(ctx.work, ctx.actor, wanted)).type === 'ordered';
  return {
    ofBuilding: async (ctx, building, card) =>
      (await offered(ctx, { building, as: 'pdf' }))
        ? { ...card, rows: [...(card.rows ?? []), posterRow(building, ctx.t)] }
        : card,
    ofUnion: async (ctx, union, card) =>
      (await offered(ctx, { union }))
        ? { ...card, rows: [...(card.rows ?? []), postersRow(union, ctx.t)] }
        : card,
  };
}
