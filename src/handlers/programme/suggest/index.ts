import { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import type { Conversation } from '../../../bot/conversation.ts';
import { show, toast } from '../../../bot/reply.ts';
import type { Scope } from '../../../domain/actor.ts';
import type { UnionId } from '../../../domain/ids.ts';
import { wordsFor } from '../../../domain/language.ts';
import { suggestedStart } from '../../../domain/suggestion.ts';
import type { Work } from '../../../domain/work.ts';
import type { SuggestProgramme } from '../../../services/results/suggest-programme.ts';
import {
  answeredDemandButton,
  suggestButton,
  suggestDraftButton,
  suggestUnionButton,
  suggestUnionsButton,
} from '../../buttons.ts';
import type { DraftState } from '../new-activity/dialogue.ts';
import { type NamedUnion, pickUnionScreen } from '../view.ts';
import { answeredScreen, suggestionsScreen } from './view.ts';

export interface SuggestDeps {
  readonly unionsAnsweredFor: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedUnion[]>;
  readonly suggestProgramme: SuggestProgramme;
  /** Opens a draft, unless another is half done. */
  readonly beginDraft: (ctx: BotContext, state: DraftState) => void;
  readonly timeZone: string;
}

/** What members asked for as next month's programme: one tap makes a draft of it. */
export function suggestConversation(deps: SuggestDeps): Conversation {
  const { suggestProgramme } = deps;
  const composer = new Composer<BotContext>();

  onPress(composer, suggestButton, async (ctx) => {
    const [only, ...others] = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    return only && others.length === 0 ? next(ctx, only.id) : pick(ctx, 0);
  });
  onPress(composer, suggestUnionsButton, (ctx, { page }) => pick(ctx, page));
  onPress(composer, suggestUnionButton, (ctx, { union }) => next(ctx, union));
  onPress(composer, answeredDemandButton, async (ctx, { union, page }) => {
    const past = await suggestProgramme.past(ctx.work, ctx.actor, union);
    return past.type === 'answered' ? show(ctx, answeredScreen(past, page, ctx.t)) : refused(ctx);
  });
  onPress(composer, suggestDraftButton, async (ctx, { union, kind, time }) => {
    const programme = await suggestProgramme.next(ctx.work, ctx.actor, union);
    if (programme.type !== 'programme') return refused(ctx);
    const { t, work } = ctx;
    deps.beginDraft(ctx, {
      step: 'review',
      union: programme.union,
      draft: {
        kind,
        title: t.plain(`kind.${kind}`),
        startsAt: suggestedStart(time === 'any' ? null : time, work.now, deps.timeZone).toISOString(),
        place: wordsFor(programme.office, t.language),
        places: null,
      },
    });
  });

  async function pick(ctx: BotContext, page: number): Promise<void> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const press = {
      union: (union: UnionId) => suggestUnionButton.press({ union }),
      turn: (to: number) => suggestUnionsButton.press({ page: to }),
    };
    show(ctx, pickUnionScreen(ctx.t('results.suggestPick'), { unions, page }, press, ctx.t));
  }

  async function next(ctx: BotContext, union: UnionId): Promise<void> {
    const programme = await suggestProgramme.next(ctx.work, ctx.actor, union);
    if (programme.type !== 'programme') return refused(ctx);
    show(ctx, suggestionsScreen(programme, ctx.t));
  }

  function refused(ctx: BotContext): Promise<void> {
    toast(ctx, ctx.t.plain('programme.notYours'));
    return pick(ctx, 0);
  }

  return { middleware: composer.middleware() };
}
