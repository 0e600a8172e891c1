import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show } from '../../bot/reply.ts';
import { type Actor, isStaff, type Scope } from '../../domain/actor.ts';
import type { Work } from '../../domain/work.ts';
import { staffButton } from '../buttons.ts';
import { type ApplicationDeps, addApplications } from './applications/routes.ts';
import { menuScreen, type NamedScope, notStaffScreen } from './menu-view.ts';
import { addRoles, type RoleDeps } from './roles/routes.ts';

export interface StaffDeps extends ApplicationDeps, RoleDeps {
  /** How many applications wait for a decision of hers. */
  readonly waitingCount: (work: Work, actor: Actor) => Promise<number>;
  /** How many pairs of members may be one person; undefined: nothing to see there. */
  readonly alikeCount?: (work: Work, actor: Actor) => Promise<number | undefined>;
  readonly scopeNames: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedScope[]>;
}

/** The desk of union staff: applications waiting, and who else may sit at it. */
export function staffConversation(deps: StaffDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.command('staff', menu);
  onPress(composer, staffButton, menu);
  const dialogue = addApplications(composer, deps);
  const acceptInvitation = addRoles(composer, deps);

  async function menu(ctx: BotContext): Promise<void> {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    const { scopes } = ctx.actor;
    const [names, waiting, alike] = await Promise.all([
      deps.scopeNames(ctx.work, scopes),
      deps.waitingCount(ctx.work, ctx.actor),
      deps.alikeCount?.(ctx.work, ctx.actor),
    ]);
    show(ctx, menuScreen(ctx.actor, names, waiting, ctx.t, alike));
  }

  return { middleware: composer.middleware(), links: { i: acceptInvitation }, dialogue };
}
