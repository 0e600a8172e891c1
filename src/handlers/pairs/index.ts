import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show } from '../../bot/reply.ts';
import { isStaff } from '../../domain/actor.ts';
import { instantAt } from '../../domain/schedule.ts';
import type { ComparePair } from '../../services/people/compare-pair.ts';
import type { ListMerges, ListPairs } from '../../services/people/list-pairs.ts';
import type { MergePair } from '../../services/people/merge-pair.ts';
import type { PairApart } from '../../services/people/pair-apart.ts';
import type { UndoMerge } from '../../services/people/undo-merge.ts';
import {
  pairApartButton,
  pairButton,
  pairMergeButton,
  pairsButton,
  partAskButton,
  partButton,
  recentMergesButton,
} from '../buttons.ts';
import {
  compareScreen,
  doneScreen,
  mergedScreen,
  pairsScreen,
  partAskScreen,
  recentScreen,
  refusalText,
} from './view.ts';

export interface PairsDeps {
  readonly listPairs: ListPairs;
  readonly listMerges: ListMerges;
  readonly comparePair: ComparePair;
  readonly mergePair: MergePair;
  readonly pairApart: PairApart;
  readonly undoMerge: UndoMerge;
  readonly timeZone: string;
}

/** Two who may be one: looked at beside each other, put together or told apart for good, and taken apart again. */
export function pairsConversation(deps: PairsDeps): Conversation {
  const composer = new Composer<BotContext>();
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  onPress(composer, pairsButton, (ctx, { page }) => list(ctx, page));

  onPress(composer, recentMergesButton, async (ctx) => {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    show(ctx, recentScreen(await deps.listMerges(ctx.work, ctx.actor), ctx.t));
  });

  onPress(composer, pairButton, async (ctx, { one, other }) => {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    const outcome = await deps.comparePair(ctx.work, ctx.actor, [one, other]);
    if (outcome.type !== 'pair') return show(ctx, doneScreen(refusalText(outcome, ctx.t), ctx.t));
    // A message of its own: only then does Telegram protect it from being passed on.
    show(ctx, { text: ctx.t('staff.opened') });
    say(ctx, compareScreen(outcome, dayOf, ctx.t));
  });

  onPress(composer, pairMergeButton, async (ctx, { one, other }) => {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    const outcome = await deps.mergePair(ctx.work, ctx.actor, [one, other]);
    show(
      ctx,
      outcome.type === 'merged'
        ? mergedScreen(outcome.merge, ctx.t)
        : doneScreen(refusalText(outcome, ctx.t), ctx.t),
    );
  });

  onPress(composer, pairApartButton, async (ctx, { one, other }) => {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    const outcome = await deps.pairApart(ctx.work, ctx.actor, [one, other]);
    const text = outcome.type === 'toldApart' ? ctx.t('people.apartDone') : refusalText(outcome, ctx.t);
    show(ctx, doneScreen(text, ctx.t));
  });

  onPress(composer, partAskButton, (ctx, { merge }) => {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    show(ctx, partAskScreen(merge, ctx.t));
  });

  onPress(composer, partButton, async (ctx, { merge }) => {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    const { type } = await deps.undoMerge(ctx.work, ctx.actor, merge);
    show(ctx, doneScreen(ctx.t(type === 'parted' ? 'people.partedDone' : `people.p_${type}`), ctx.t));
  });

  async function list(ctx: BotContext, page: number): Promise<void> {
    if (!isStaff(ctx.actor)) return notStaff(ctx);
    show(ctx, pairsScreen(await deps.listPairs(ctx.work, ctx.actor, page), ctx.t));
  }

  function notStaff(ctx: BotContext): void {
    show(ctx, { text: ctx.t('staff.notStaff') });
  }

  return { middleware: composer.middleware() };
}
