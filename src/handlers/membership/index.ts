import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { answerOldButton } from '../../bot/create-bot.ts';
import { say, show, toast } from '../../bot/reply.ts';
import type { BuildingId, PersonId } from '../../domain/ids.ts';
import { instantAt } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import type { ConfirmWorkplace, IsAsked } from '../../services/membership/answer-workplace.ts';
import type { LeaveUnion } from '../../services/membership/leave-union.ts';
import type { ReadMyMembership } from '../../services/membership/read-my-membership.ts';
import type { RestMembership, ResumeMembership } from '../../services/membership/rest-membership.ts';
import {
  leaveAskButton,
  leaveButton,
  membershipButton,
  restButton,
  resumeWorkButton,
  stopWorkButton,
  workplaceButton,
} from '../buttons.ts';
import { addChange, type ChangeDeps } from './change.ts';
import { leaveAskScreen, leftScreen, membershipScreen, notedScreen, restScreen } from './view.ts';

export interface MembershipDeps extends ChangeDeps {
  readonly readMyMembership: ReadMyMembership;
  readonly restMembership: RestMembership;
  readonly resumeMembership: ResumeMembership;
  readonly leaveUnion: LeaveUnion;
  readonly isAsked: IsAsked;
  readonly confirmWorkplace: ConfirmWorkplace;
  /** Where she works, as far as we know. */
  readonly workplaceOf: (work: Work, person: PersonId) => Promise<BuildingId | null>;
  readonly timeZone: string;
}

/** So long what she read before she leaves is what she still knows. */
const confirmWithinMinutes = 30;

/** What becomes of a membership: another workplace, none, or its end; and the question that is asked twice a year. */
export function membershipConversation(deps: MembershipDeps): Conversation {
  const composer = new Composer<BotContext>();
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  const standing = async (ctx: BotContext, note?: Html) => {
    const mine = await deps.readMyMembership(ctx.work, ctx.person.id);
    show(ctx, membershipScreen(mine, dayOf, ctx.t, note));
  };
  const notNow = (ctx: BotContext) => standing(ctx, ctx.t('membership.notNowMove'));
  const dialogue = addChange(composer, deps, { dayOf, standing });

  onPress(composer, membershipButton, (ctx) => standing(ctx));

  const askRest = async (ctx: BotContext) => {
    const mine = await deps.readMyMembership(ctx.work, ctx.person.id);
    return mine && !mine.resting ? show(ctx, restScreen(ctx.t)) : notNow(ctx);
  };
  onPress(composer, stopWorkButton, askRest);
  onPress(composer, restButton, async (ctx, { reason }) => {
    const outcome = await deps.restMembership(ctx.work, ctx.actor, reason);
    if (outcome.type === 'notNow') return notNow(ctx);
    show(ctx, notedScreen(ctx.t('membership.rested', { union: nameIn(outcome.union, ctx.t) }), ctx.t));
  });
  onPress(composer, resumeWorkButton, async (ctx) => {
    const outcome = await deps.resumeMembership(ctx.work, ctx.actor);
    if (outcome.type === 'notNow') return notNow(ctx);
    show(ctx, notedScreen(ctx.t('membership.resumed'), ctx.t));
  });

  // Below everything, so that what she confirms is what she has just read.
  const askLeave = async (ctx: BotContext) => {
    if (!(await deps.readMyMembership(ctx.work, ctx.person.id))) return standing(ctx);
    say(ctx, leaveAskScreen(ctx.work.now, ctx.t));
  };
  onPress(composer, leaveAskButton, askLeave);
  onPress(composer, leaveButton, async (ctx, { asked }) => {
    const minutes = ctx.work.now.getTime() / 60_000 - asked;
    if (minutes < 0 || minutes > confirmWithinMinutes) {
      toast(ctx, ctx.t.plain('membership.leaveLate'));
      return askLeave(ctx);
    }
    const worked = await deps.workplaceOf(ctx.work, ctx.person.id);
    const outcome = await deps.leaveUnion(ctx.work, ctx.actor);
    if (outcome.type === 'notMember') return standing(ctx);
    // A change she had begun is of no use any more.
    ctx.dialogues.close({ kind: dialogue.kind });
    show(ctx, leftScreen(outcome.union, worked, ctx.t));
  });

  onPress(composer, workplaceButton, async (ctx, { check, answer }) => {
    const late = () => answerOldButton(ctx, () => standing(ctx, ctx.t('membership.stillLate')));
    if (!(await deps.isAsked(ctx.work, ctx.person.id, check))) return late();
    switch (answer) {
      case 'changed':
        return dialogue.begin(ctx);
      case 'stopped':
        return askRest(ctx);
      case 'still': {
        const outcome = await deps.confirmWorkplace(ctx.work, ctx.actor, check);
        if (outcome.type === 'late') return late();
        show(ctx, notedScreen(ctx.t('membership.stillNoted'), ctx.t));
      }
    }
  });

  return { middleware: composer.middleware(), dialogue };
}
