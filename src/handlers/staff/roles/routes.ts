import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import { answerOldButton } from '../../../bot/create-bot.ts';
import { say, show, toast } from '../../../bot/reply.ts';
import { isStaff, mayGrantSome, type Scope } from '../../../domain/actor.ts';
import { StreetId, UnionId } from '../../../domain/ids.ts';
import { likelyName } from '../../../domain/membership.ts';
import type { Work } from '../../../domain/work.ts';
import type { AcceptInvitation } from '../../../services/accept-invitation.ts';
import type { InviteStaff } from '../../../services/invite-staff.ts';
import type { ListStaff } from '../../../services/list-staff.ts';
import type { RevokeRole } from '../../../services/revoke-role.ts';
import {
  inviteButton,
  inviteScopesButton,
  inviteToButton,
  revokeButton,
  roleButton,
  rolesButton,
} from '../../buttons.ts';
import { notStaffScreen } from '../menu-view.ts';
import {
  acceptedScreen,
  invitedScreen,
  inviteNotAllowedScreen,
  inviteScopesScreen,
  inviteScreen,
  roleScreen,
  type ScopePage,
  staffListScreen,
} from './view.ts';

export interface RoleDeps {
  readonly inviteStaff: InviteStaff;
  readonly acceptInvitation: AcceptInvitation;
  readonly listStaff: ListStaff;
  readonly revokeRole: RevokeRole;
  /** Streets or unions within scopes. */
  readonly scopesWithin: (
    work: Work,
    scopes: readonly Scope[],
    kind: 'street' | 'union',
    page: number,
  ) => Promise<ScopePage>;
}

/** Inviting colleagues, and taking roles back. Returns what opens an invitation's link. */
export function addRoles(
  composer: Composer<BotContext>,
  deps: RoleDeps,
): (ctx: BotContext, secret: string) => Promise<void> {
  onPress(composer, inviteButton, (ctx) => {
    if (mayGrantSome(ctx.actor)) show(ctx, inviteScreen(ctx.actor, ctx.t));
    else show(ctx, notStaffScreen(ctx.t));
  });

  onPress(composer, inviteScopesButton, async (ctx, { kind, page }) => {
    if (!mayGrantSome(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    const found = await deps.scopesWithin(ctx.work, ctx.actor.scopes, kind, page);
    show(ctx, inviteScopesScreen(kind, found, ctx.t));
  });

  onPress(composer, inviteToButton, async (ctx, { kind, id }) => {
    const scope = scopeOf(kind, id);
    const outcome = scope && (await deps.inviteStaff(ctx.work, ctx.actor, scope));
    // Asked first all the same: a forged button is noted as an attempt.
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    if (outcome?.type !== 'invited') return show(ctx, inviteNotAllowedScreen(ctx.t));
    const link = `https://t.me/${ctx.botInfo.username}?start=i_${outcome.secret}`;
    show(ctx, invitedScreen(outcome.role, link, outcome.expiresAt, ctx.t));
  });

  onPress(composer, rolesButton, (ctx, { page }) => list(ctx, page));

  onPress(composer, roleButton, async (ctx, { role, page }) => {
    if (!mayGrantSome(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    const { roles } = await deps.listStaff(ctx.work, ctx.actor, page);
    const found = roles.find((held) => held.id === role);
    if (!found) return answerOldButton(ctx, () => list(ctx, page));
    if (found.own) return toast(ctx, ctx.t.plain('staff.ownRole'), true);
    show(ctx, roleScreen(found, page, ctx.t));
  });

  onPress(composer, revokeButton, async (ctx, { role }) => {
    const outcome = await deps.revokeRole(ctx.work, ctx.actor, role);
    const words = {
      revoked: 'staff.revoked',
      own: 'staff.ownRole',
      notYours: 'staff.roleNotYours',
    } as const;
    toast(ctx, ctx.t.plain(words[outcome.type]));
    await list(ctx, 0);
  });

  async function list(ctx: BotContext, page: number): Promise<void> {
    if (!mayGrantSome(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    show(ctx, staffListScreen(await deps.listStaff(ctx.work, ctx.actor, page), ctx.t));
  }

  return async (ctx, secret) => {
    const name = ctx.from ? likelyName(ctx.from.first_name, ctx.from.last_name) : null;
    const outcome = await deps.acceptInvitation(ctx.work, ctx.actor, { secret, name });
    say(ctx, acceptedScreen(outcome, ctx.t));
  };
}

function scopeOf(kind: Scope['kind'], id: number): Scope | undefined {
  if (kind === 'district') return { kind };
  if (kind === 'street') {
    const street = StreetId.safeParse(id).data;
    return street && { kind, street };
  }
  const union = UnionId.safeParse(id).data;
  return union && { kind, union };
}
