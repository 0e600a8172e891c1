import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import type { DialogueConversation } from '../../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../../bot/create-bot.ts';
import { say, show } from '../../../bot/reply.ts';
import { isStaff } from '../../../domain/actor.ts';
import type { ApplicationId } from '../../../domain/ids.ts';
import { type Rejection, RejectionWords } from '../../../domain/membership.ts';
import type { QueueFilter } from '../../../domain/review.ts';
import { instantAt } from '../../../domain/schedule.ts';
import type { Html } from '../../../i18n/index.ts';
import type { AskApplicant } from '../../../services/applications/ask-applicant.ts';
import type { ApproveApplication } from '../../../services/approve-application.ts';
import type { ReviewRefusal } from '../../../services/find-reviewable.ts';
import type { ListApplications } from '../../../services/list-applications.ts';
import type { NextApplication, OpenApplication } from '../../../services/open-application.ts';
import type { RejectApplication } from '../../../services/reject-application.ts';
import {
  applicationButton,
  applicationsButton,
  approveButton,
  askApplicantButton,
  nextApplicationButton,
  queueButton,
  rejectButton,
  rejectForButton,
  rejectRewriteButton,
  rejectSendButton,
  stallAskButton,
  stallLookButton,
} from '../../buttons.ts';
import { notStaffScreen } from '../menu-view.ts';
import { addDesk, type DeskDeps } from './desk.ts';
import { type RejectState, rejectDialogue } from './dialogue.ts';
import { queueScreen } from './queue-view.ts';
import {
  alreadyMemberScreen,
  applicationScreen,
  reasonsScreen,
  refusedScreen,
  rejectScreen,
  wordsUnread,
} from './view.ts';

export interface ApplicationDeps extends DeskDeps {
  readonly listApplications: ListApplications;
  readonly openApplication: OpenApplication;
  readonly nextApplication: NextApplication;
  readonly approveApplication: ApproveApplication;
  readonly rejectApplication: RejectApplication;
  readonly askApplicant: AskApplicant;
  readonly timeZone: string;
}

/** The queue, an application, the decision on it. Returns the dialogue for reasons in one's own words. */
export function addApplications(composer: Composer<BotContext>, deps: ApplicationDeps): DialogueConversation {
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  const queue = async (ctx: BotContext, filter: QueueFilter, page: number) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    ctx.dialogues.pause(rejectDialogue.kind);
    show(ctx, queueScreen(await deps.listApplications(ctx.work, ctx.actor, filter, page), dayOf, ctx.t));
  };
  onPress(composer, applicationsButton, (ctx, { page }) => queue(ctx, 'waiting', page));
  onPress(composer, queueButton, (ctx, { filter, page }) => queue(ctx, filter, page));
  addDesk(composer, deps, { open, next: openNext, refused });

  onPress(composer, askApplicantButton, (ctx, { application }) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    ask(ctx, { step: 'askWords', as: 'ask', application });
  });

  // From a stall's queue, which stays where it is.
  onPress(composer, stallAskButton, (ctx, { application }) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    const state: RejectState = { step: 'askWords', as: 'ask', application };
    ctx.dialogues.save(rejectDialogue, state);
    say(ctx, rejectScreen(state, ctx.t));
  });
  onPress(composer, stallLookButton, async (ctx, { application }) => {
    ctx.dialogues.pause(rejectDialogue.kind);
    const outcome = await deps.openApplication(ctx.work, ctx.actor, application);
    if (outcome.type !== 'opened') return say(ctx, refusedScreen(outcome, application, ctx.t));
    say(ctx, applicationScreen(outcome.application, dayOf, ctx.t));
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
    if (reason === 'other') return ask(ctx, { step: 'askWords', as: 'reject', application });
    await reject(ctx, application, { reason });
  });

  onPress(composer, rejectSendButton, async (ctx, { application }) => {
    const place = ctx.dialogues.load(rejectDialogue);
    const { state } = 'state' in place ? place : { state: undefined };
    if (state?.step !== 'confirm' || state.application !== application) return old(ctx);
    if (state.as === 'reject') return reject(ctx, application, { reason: 'other', words: state.words });
    const outcome = await deps.askApplicant(ctx.work, ctx.actor, application, state.words);
    if (outcome.type === 'asked') return decided(ctx, application, ctx.t('staff.asked'));
    ctx.dialogues.close(rejectDialogue);
    refused(ctx, outcome, application);
  });

  onPress(composer, rejectRewriteButton, (ctx, { application }) => {
    const place = ctx.dialogues.load(rejectDialogue);
    if (!('state' in place) || place.state.application !== application) return old(ctx);
    ask(ctx, { step: 'askWords', as: place.state.as, application });
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
    say(ctx, queueScreen(await deps.listApplications(ctx.work, ctx.actor, 'waiting', 0), dayOf, ctx.t));
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
      show(ctx, queueScreen(await deps.listApplications(ctx.work, ctx.actor, 'waiting', 0), dayOf, ctx.t));
    });
  }

  return {
    kind: rejectDialogue.kind,
    receive(ctx) {
      const place = ctx.dialogues.load(rejectDialogue);
      if (!('state' in place)) return startAgain(ctx, rejectDialogue.kind);
      const { application, as } = place.state;
      const words = RejectionWords.safeParse(ctx.typed);
      // Written again before sending: the later words count.
      if (words.success) return ask(ctx, { step: 'confirm', as, application, words: words.data });
      ask(ctx, place.state, wordsUnread(ctx.t));
    },
    resume(ctx) {
      const place = ctx.dialogues.load(rejectDialogue);
      return 'state' in place ? ask(ctx, place.state) : startAgain(ctx, rejectDialogue.kind);
    },
    title(ctx) {
      const place = ctx.dialogues.load(rejectDialogue);
      const asks = 'state' in place && place.state.as === 'ask';
      return ctx.t.plain(asks ? 'staff.askBackTitle' : 'staff.rejectTitle');
    },
  };
}
