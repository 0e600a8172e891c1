import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import { show } from '../../bot/reply.ts';
import { withdrawButton, withdrawConfirmButton } from '../buttons.ts';
import type { JoinDeps } from './index.ts';
import { withdrawnScreen, withdrawScreen, withdrawTooLateScreen } from './view.ts';

/** Taking an application back, asked about first. */
export function addWithdrawal(
  composer: Composer<BotContext>,
  deps: Pick<JoinDeps, 'standingOf' | 'withdrawApplication'>,
): void {
  onPress(composer, withdrawButton, async (ctx, { application }) => {
    const standing = await deps.standingOf(ctx.work, ctx.person.id);
    const waiting = standing.kind === 'waiting' && standing.application === application;
    show(ctx, waiting ? withdrawScreen(application, standing.union, ctx.t) : withdrawTooLateScreen(ctx.t));
  });
  onPress(composer, withdrawConfirmButton, async (ctx, { application }) => {
    const outcome = await deps.withdrawApplication(ctx.work, ctx.actor, application);
    show(
      ctx,
      outcome.type === 'withdrawn' ? withdrawnScreen(outcome.union, ctx.t) : withdrawTooLateScreen(ctx.t),
    );
  });
}
