import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import type { DialogueConversation } from '../../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../../bot/create-bot.ts';
import { say, show } from '../../../bot/reply.ts';
import { isStaff } from '../../../domain/actor.ts';
import type { ApplicationId } from '../../../domain/ids.ts';
import { type Rejection, RejectionWords } from '../../../domain/membership.ts';
import { instantAt } from '../../../domain/schedule.ts';
import type { Html } from '../../../i18n/index.ts';
import type { ApproveApplication } from '../../../services/approve-application.ts';
import type { ReviewRefusal } from '../../../services/find-reviewable.ts';
import type { ListApplications } from '../../../services/list-applications.ts';
import type { NextApplication, OpenApplication } from '../../../services/open-application.ts';
import type { RejectApplication } from '../../../services/reject-application.ts';
import {
  applicationButton,
  applicationsButton,
  approveButton,
  nextApplicationButton,
  rejectButton,
  rejectForButton,
  rejectRewriteButton,
  rejectSendButton,
} from '../../buttons.ts';
import { notStaffScreen } from '../menu-view.ts';
import { type RejectState, rejectDialogue } from './dialogue.ts';
import {
  alreadyMemberScreen,
  applicationScreen,
  queueScreen,
  reasonsScreen,
  refusedScreen,
  rejectScreen,
  wordsUnread,
} from './view.ts';

export interface ApplicationDeps {
  readonly listApplications: ListApplications;
  readonly openApplication: OpenApplication;
  readonly nextApplication: NextApplication;
  readonly approveApplication: ApproveApplication;
  readonly rejectApplication: RejectApplication;
  readonly timeZone: string;
}

/** The queue, an application, the decision on it. Returns the dialogue for reasons in one's own words. */
export function addApplications(composer: Composer<BotContext>, deps: ApplicationDeps): DialogueConversation {
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  onPress(composer, applicationsButton, async (ctx, { page }) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    ctx.dialogues.pause(rejectDialogue.kind);
    show(ctx, queueScreen(await deps.listApplications(ctx.work, ctx.actor, page), dayOf, ctx.t));
  });

  onPress(composer, applicationButton, (ctx, { application }) => {
    ctx.dialogues.pause(rejectDialogue.kind);
    return open(ctx, application, ctx.t('staff.opened'));
  });

  onPress(composer, nextApplicationButton, (ctx, { after }) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    ctx.dialogues.pause(rejectDialogue.kind);
    return openNext(ctx, after, ctx.t('staff.setAside'));
  });

  onPress(composer, approveButton, async (ctx, { application }) => {
    const outcome = await deps.approveApplication(ctx.work, ctx.actor, application);
    if (outcome.type === 'alreadyMember') return show(ctx, alreadyMemberScreen(application, ctx.t));
    if (outcome.type !== 'approved') return refused(ctx, outcome, application);
    await decided(ctx, application, ctx.t('staff.approved'));
  });

  onPress(composer, rejectButton, (ctx, { application }) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    show(ctx, reasonsScreen(application, ctx.t));
  });

  onPress(composer, rejectForButton, async (ctx, { application, reason }) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    if (reason === 'other') return ask(ctx, { step: 'askWords', application });
    await reject(ctx, application, { reason });
  });

  onPress(composer, rejectSendButton, async (ctx, { application }) => {
    const place = ctx.dialogues.load(rejectDialogue);
    const { state } = 'state' in place ? place : { state: undefined };
    if (state?.step !== 'confirm' || state.application !== application) return old(ctx);
    await reject(ctx, application, { reason: 'other', words: state.words });
  });

  onPress(composer, rejectRewriteButton, (ctx, { application }) => {
    const place = ctx.dialogues.load(rejectDialogue);
    if (!('state' in place) || place.state.application !== application) return old(ctx);
    ask(ctx, { step: 'askWords', application });
  });

  /** @param line takes the place of the tapped message, which may hold somebody else's data */
  async function open(ctx: BotContext, id: ApplicationId, line: Html): Promise<void> {
    const outcome = await deps.openApplication(ctx.work, ctx.actor, id);
    if (outcome.type !== 'opened') return refused(ctx, outcome, id);
    show(ctx, { text: line });
    // A message of its own: only then does Telegram protect it from being passed on.
    say(ctx, applicationScreen(outcome.application, dayOf, ctx.t));
  }

  async function openNext(ctx: BotContext, after: ApplicationId, line: Html): Promise<void> {
    const next = await deps.nextApplication(ctx.work, ctx.actor, after);
    if (next !== undefined) return open(ctx, next, line);
    show(ctx, { text: line });
    // What was set aside is still waiting.
    say(ctx, queueScreen(await deps.listApplications(ctx.work, ctx.actor, 0), dayOf, ctx.t));
  }

  async function decided(ctx: BotContext, id: ApplicationId, line: Html): Promise<void> {
    const place = ctx.dialogues.load(rejectDialogue);
    if ('state' in place && place.state.application === id) ctx.dialogues.close(rejectDialogue);
    await openNext(ctx, id, line);
  }

  async function reject(ctx: BotContext, id: ApplicationId, rejection: Rejection): Promise<void> {
    const outcome = await deps.rejectApplication(ctx.work, ctx.actor, id, rejection);
    if (outcome.type === 'rejected') return decided(ctx, id, ctx.t('staff.rejected'));
    if (rejection.reason === 'other') ctx.dialogues.close(rejectDialogue);
    refused(ctx, outcome, id);
  }

  function refused(ctx: BotContext, refusal: ReviewRefusal, id: ApplicationId): void {
    // From a button of former days at the desk, or a forged one.
    show(ctx, isStaff(ctx.actor) ? refusedScreen(refusal, id, ctx.t) : notStaffScreen(ctx.t));
  }

  function ask(ctx: BotContext, state: RejectState, hint?: Html): void {
    ctx.dialogues.save(rejectDialogue, state);
    show(ctx, rejectScreen(state, ctx.t, hint));
  }

  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, async () => {
      if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
      show(ctx, queueScreen(await deps.listApplications(ctx.work, ctx.actor, 0), dayOf, ctx.t));
    });
  }

  return {
    kind: rejectDialogue.kind,
    receive(ctx) {
      const place = ctx.dialogues.load(rejectDialogue);
      if (!('state' in place)) return startAgain(ctx, rejectDialogue.kind);
      const { application } = place.state;
      const words = RejectionWords.safeParse(ctx.typed);
      // Written again before sending: the later words count.
      if (words.success) return ask(ctx, { step: 'confirm', application, words: words.data });
      ask(ctx, place.state, wordsUnread(ctx.t));
    },
    resume(ctx) {
      const place = ctx.dialogues.load(rejectDialogue);
      return 'state' in place ? ask(ctx, place.state) : startAgain(ctx, rejectDialogue.kind);
    },
    title: (ctx) => ctx.t.plain('staff.rejectTitle'),
  };
}
