import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show, toast } from '../../bot/reply.ts';
import type { Scope } from '../../domain/actor.ts';
import type { UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import type { ReadResults } from '../../services/read-results.ts';
import {
  resultsButton,
  resultsPageButton,
  resultsTableButton,
  resultsTextsButton,
  unionResultsButton,
} from '../buttons.ts';
import { pickScreen, tableScreen, textsScreen, type UnionResults } from './view.ts';

export interface ResultsDeps {
  readonly unionsAnsweredFor: (
    work: Work,
    scopes: readonly Scope[],
  ) => Promise<readonly (Named & { readonly id: UnionId })[]>;
  readonly readResults: ReadResults;
}

/** What members said they need, for those who plan by it: figures that single nobody out. */
export function resultsConversation({ unionsAnsweredFor, readResults }: ResultsDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, resultsButton, (ctx) => pick(ctx, 0));
  onPress(composer, resultsPageButton, (ctx, { page }) => pick(ctx, page));
  onPress(composer, unionResultsButton, (ctx, { union }) =>
    read(ctx, union, (of) => show(ctx, tableScreen(of, undefined, ctx.t))),
  );
  onPress(composer, resultsTableButton, (ctx, { union, question }) =>
    read(ctx, union, (of) => show(ctx, tableScreen(of, question, ctx.t))),
  );
  onPress(composer, resultsTextsButton, (ctx, { union, page }) =>
    read(ctx, union, (of) => show(ctx, textsScreen(of, page, ctx.t))),
  );

  async function pick(ctx: BotContext, page: number): Promise<void> {
    const unions = await unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const [only, ...others] = unions;
    if (only && others.length === 0)
      return read(ctx, only.id, (of) => show(ctx, tableScreen(of, undefined, ctx.t)));
    show(ctx, pickScreen(unions, page, ctx.t));
  }

  async function read(ctx: BotContext, union: UnionId, then: (of: UnionResults) => void): Promise<void> {
    const outcome = await readResults(ctx.work, ctx.actor, union);
    const unions = await unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    if (outcome.type === 'read') return then({ ...outcome, id: union, oneOfSeveral: unions.length > 1 });
    // A button from when she answered for it, or a forged one.
    toast(ctx, ctx.t.plain('results.notYours'));
    show(ctx, pickScreen(unions, 0, ctx.t));
  }

  return { middleware: composer.middleware() };
}
