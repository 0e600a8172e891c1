import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import { show } from '../../bot/reply.ts';
import { withdrawButton, withdrawConfirmButton } from '../buttons.ts';
import type { JoinDeps } from './index.ts';
import { staysScreen, withdrawnScreen, withdrawScreen, withdrawTooLateScreen } from './view.ts';

/** Taking an application back, asked about first. */
export function addWithdrawal(
  composer: Composer<BotContext>,
  deps: Pick<JoinDeps, 'standingOf' | 'withdrawApplication'>,
): void {
  onPress(composer, withdrawButton, async (ctx, { application }) => {
    const standing = await deps.standingOf(ctx.work, ctx.person.id);
    const open = standing.kind === 'member' ? standing.moving : standing.kind === 'waiting' ? standing : null;
    const waiting = open?.application === application;
    show(ctx, waiting ? withdrawScreen(application, open.union, ctx.t) : withdrawTooLateScreen(ctx.t));
  });
  onPress(composer, withdrawConfirmButton, async (ctx, { application }) => {
    const outcome = await deps.withdrawApplication(ctx.work, ctx.actor, application);
    if (outcome.type === 'notWaiting') return show(ctx, withdrawTooLateScreen(ctx.t));
    const { kind } = await deps.standingOf(ctx.work, ctx.person.id);
    show(ctx, kind === 'member' ? staysScreen(ctx.t) : withdrawnScreen(outcome.union, ctx.t));
  });
}
