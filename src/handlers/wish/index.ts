import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show } from '../../bot/reply.ts';
import type { ProposalId } from '../../domain/ids.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { LeaveWish } from '../../services/wishes/leave-wish.ts';
import type { ListMyWishes } from '../../services/wishes/list-my-wishes.ts';
import type { ReadWish } from '../../services/wishes/read-wish.ts';
import type { TakeBackWish } from '../../services/wishes/take-back-wish.ts';
import { leaveWishButton, myWishesButton, takeBackWishButton, wishButton } from '../buttons.ts';
import { placeOf } from '../wish-place.ts';
import { addProposing, type ProposeDeps } from './propose.ts';
import { addUnit, type UnitDeps } from './unit.ts';
import { coveredScreen, goneScreen, myWishesScreen, takenBackScreen, wishScreen } from './view.ts';

export interface WishDeps extends Omit<ProposeDeps, keyof Screens>, Omit<UnitDeps, keyof Screens> {
  readonly readWish: ReadWish;
  readonly leaveWish: LeaveWish;
  readonly takeBackWish: TakeBackWish;
  readonly listMyWishes: ListMyWishes;
  readonly proposalByCode: (work: Work, code: string) => Promise<ProposalId | undefined>;
}

/** Shows how things stand with a wish. @param how in place of the tapped message, or below everything */
type ShowWish = (
  ctx: BotContext,
  place: WishPlace,
  how?: { readonly note?: Html; readonly below?: boolean },
) => Promise<void>;

export interface Screens {
  readonly showWish: ShowWish;
  /** What she wishes for: where a tap on something long over leads. */
  readonly showMine: (ctx: BotContext) => Promise<void>;
}

/** Where there is no union: a wish for one, and telling of a building we don't know. */
export function wishConversations(deps: WishDeps): readonly Conversation[] {
  const wishing = new Composer<BotContext>();
  const proposing = new Composer<BotContext>();
  const saying = new Composer<BotContext>();

  const showWish: ShowWish = async (ctx, place, { note, below = false } = {}) => {
    const answer = below ? say : show;
    const view = await deps.readWish(ctx.work, ctx.person.id, place);
    switch (view.type) {
      case 'open':
        return answer(ctx, wishScreen(view, linkTo(ctx, view.place, view.code), ctx.t, note));
      case 'covered':
        return answer(ctx, coveredScreen(view.building, ctx.t));
      case 'gone':
        return answer(ctx, goneScreen(ctx.t, view.mine ? place : undefined));
    }
  };
  const showMine = async (ctx: BotContext) =>
    show(ctx, myWishesScreen(await deps.listMyWishes(ctx.work, ctx.person.id), ctx.t));
  const screens = { showWish, showMine };

  onPress(wishing, wishButton, (ctx, fields) => showWish(ctx, placeOf(fields)));
  onPress(wishing, leaveWishButton, async (ctx, fields) => {
    await deps.leaveWish(ctx.work, ctx.actor, placeOf(fields));
    // What has become of the place meanwhile, the screen says.
    await showWish(ctx, placeOf(fields));
  });
  onPress(wishing, takeBackWishButton, async (ctx, fields) => {
    const { type } = await deps.takeBackWish(ctx.work, ctx.actor, placeOf(fields));
    show(ctx, takenBackScreen(type, ctx.t));
  });
  onPress(wishing, myWishesButton, showMine);

  return [
    {
      middleware: wishing.middleware(),
      links: {
        p: async (ctx, code) => {
          const proposal = await deps.proposalByCode(ctx.work, code);
          if (proposal === undefined) return say(ctx, goneScreen(ctx.t));
          await showWish(ctx, { kind: 'proposal', proposal }, { below: true });
        },
      },
    },
    { dialogue: addProposing(proposing, { ...deps, ...screens }), middleware: proposing.middleware() },
    { dialogue: addUnit(saying, { ...deps, ...screens }), middleware: saying.middleware() },
  ];
}

function linkTo(ctx: BotContext, place: WishPlace, code: string): string {
  const letter = place.kind === 'building' ? 'b' : 'p';
  return `https://t.me/${ctx.botInfo.username}?start=${letter}_${code}`;
}
