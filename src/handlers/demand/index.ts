import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show, toast } from '../../bot/reply.ts';
import { instantAt } from '../../domain/schedule.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Html } from '../../i18n/index.ts';
import type { DemandFilter, ListDemand } from '../../services/wishes/list-demand.ts';
import type { OpenDemand } from '../../services/wishes/open-demand.ts';
import type { TakeOnDemand } from '../../services/wishes/take-on-demand.ts';
import { demandButton, demandPlaceButton, takeOnButton } from '../buttons.ts';
import { placeOf } from '../wish-place.ts';
import { listingDialogue, outreachDialogue } from './dialogue.ts';
import { addListing, type ListingDeps } from './listing.ts';
import { doneScreen, proposalScreen, refusalText } from './listing-view.ts';
import { addOutreach, type OutreachDeps } from './outreach.ts';
import { buildingScreen, demandScreen, noStreetScreen, notYoursScreen } from './view.ts';

/** Screens that whatever staff do about demand leads back to. */
export interface DemandScreens {
  readonly showDemand: (ctx: BotContext, place: WishPlace, note?: Html) => Promise<void>;
  readonly showList: (ctx: BotContext, filter: DemandFilter, page: number) => Promise<void>;
}

export interface DemandDeps
  extends Omit<ListingDeps, keyof DemandScreens>,
    Omit<OutreachDeps, keyof DemandScreens> {
  readonly listDemand: ListDemand;
  readonly openDemand: OpenDemand;
  readonly takeOnDemand: TakeOnDemand;
  readonly timeZone: string;
}

/** Demand for the street's staff: where, how many, what is done about it, and which buildings we were told of. */
export function demandConversations(deps: DemandDeps): readonly Conversation[] {
  const looking = new Composer<BotContext>();
  const listing = new Composer<BotContext>();
  const reaching = new Composer<BotContext>();
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  const showList: DemandScreens['showList'] = async (ctx, filter, page) => {
    pause(ctx);
    const list = await deps.listDemand(ctx.work, ctx.actor, filter);
    show(ctx, list ? demandScreen(list, filter, page, ctx.t) : noStreetScreen(ctx.t));
  };
  const showDemand: DemandScreens['showDemand'] = async (ctx, place, note) => {
    pause(ctx);
    const outcome = await deps.openDemand(ctx.work, ctx.actor, place);
    if (outcome.type === 'notYours') return show(ctx, notYoursScreen(ctx.t));
    if (outcome.type === 'settled') return show(ctx, doneScreen(refusalText(outcome, ctx.t), null, ctx.t));
    const screen =
      outcome.type === 'building'
        ? buildingScreen(outcome, dayOf, ctx.t, note)
        : proposalScreen(outcome, ctx.t, note);
    if (!screen.personal || ctx.tappedMessage === undefined) return show(ctx, screen);
    // A message of its own: only then does Telegram protect it from being passed on.
    show(ctx, { text: ctx.t('join.settled') });
    say(ctx, screen);
  };

  onPress(looking, demandButton, (ctx, { filter, page }) => showList(ctx, filter, page));
  onPress(looking, demandPlaceButton, (ctx, fields) => showDemand(ctx, placeOf(fields)));
  onPress(looking, takeOnButton, async (ctx, { building }) => {
    const outcome = await deps.takeOnDemand(ctx.work, ctx.actor, building);
    const { t } = ctx;
    switch (outcome.type) {
      case 'notYours':
        return show(ctx, notYoursScreen(t));
      case 'alreadyTaken':
        toast(ctx, t.plain('demand.alreadyTaken'));
        break;
      case 'covered':
        toast(ctx, t.plain('demand.nowCovered'));
        break;
      case 'takenOn':
        toast(ctx, t.plain('demand.takenOn'));
        break;
    }
    await showDemand(ctx, { kind: 'building', building });
  });

  const screens = { showDemand, showList };
  return [
    { middleware: looking.middleware() },
    { dialogue: addListing(listing, { ...deps, ...screens }), middleware: listing.middleware() },
    { dialogue: addOutreach(reaching, { ...deps, ...screens }), middleware: reaching.middleware() },
  ];
}

/** What she types next is no answer to something she has left. */
function pause(ctx: BotContext): void {
  ctx.dialogues.pause(listingDialogue.kind);
  ctx.dialogues.pause(outreachDialogue.kind);
}
