import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show, toast } from '../../bot/reply.ts';
import type { PersonId, RoundId } from '../../domain/ids.ts';
import type { Question } from '../../domain/survey.ts';
import type { Answer, AnswerRefusal } from '../../domain/survey-answer.ts';
import type { OpenRound, RoundRef, SurveySheet } from '../../domain/survey-round.ts';
import type { Work } from '../../domain/work.ts';
import { escaped, type Html } from '../../i18n/index.ts';
import type { AnswerSurvey } from '../../services/answer-survey.ts';
import type { DeclineRound } from '../../services/surveys/decline-round.ts';
import type { HandIn } from '../../services/surveys/hand-in.ts';
import type { ReadSurvey } from '../../services/surveys/read-survey.ts';
import {
  surveyButton,
  surveyClearButton,
  surveyDeclineButton,
  surveyDoneButton,
  surveyHandInButton,
  surveyNumberButton,
  surveyOptionsButton,
  surveyPauseButton,
  surveyPickButton,
  surveyQuestionButton,
  surveyReviewButton,
  surveyRoundButton,
  surveySetButton,
  surveySkipButton,
} from '../buttons.ts';
import {
  after,
  at,
  begin,
  draftAnswer,
  filled,
  isDraft,
  isPreview,
  lastSaid,
  questionOf,
  type SurveyState,
  standingQuestion,
  surveyDialogue,
  tick,
  ticked,
} from './dialogue.ts';
import { leave, stateOf } from './place.ts';
import { refusalWords } from './refusal-words.ts';
import {
  alreadyHandedInScreen,
  closedScreen,
  declinedScreen,
  elsewhereScreen,
  forMembersScreen,
  handedInScreen,
  noSurveyScreen,
  openRoundsScreen,
  pausedScreen,
  previewEndedScreen,
  reviewScreen,
  stepScreen,
  thanksScreen,
} from './view.ts';

export interface SurveyDeps {
  readonly readSurvey: ReadSurvey;
  readonly openRounds: (work: Work, person: PersonId) => Promise<readonly OpenRound[]>;
  readonly answerSurvey: AnswerSurvey;
  readonly declineRound: DeclineRound;
  readonly handIn: HandIn;
}

/** Asking what she needs, and whatever else is asked: one message that changes in place, each answer kept at once. */
export function surveyConversation(deps: SurveyDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.command('survey', choose);
  onPress(composer, surveyButton, choose);
  onPress(composer, surveyRoundButton, (ctx, { round }) => open(ctx, { id: round }));

  onPress(composer, surveyQuestionButton, async (ctx, { round, question: key }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    const question = standingQuestion(sheet, stateOf(ctx), key);
    if (!question) return outdated(ctx, sheet);
    enter(ctx, sheet, at(sheet, question, stateOf(ctx)));
  });

  onPress(composer, surveyOptionsButton, async (ctx, { round, question: key, page }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    const question = standingQuestion(sheet, stateOf(ctx), key);
    if (!question) return outdated(ctx, sheet);
    enter(ctx, sheet, at(sheet, question, stateOf(ctx), page));
  });

  onPress(composer, surveySetButton, async (ctx, { round, question: key, option, on }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    const question = standingQuestion(sheet, stateOf(ctx), key);
    if (question?.type !== 'many' && question?.type !== 'times') return outdated(ctx, sheet);
    const { state, refusal } = tick(sheet, stateOf(ctx), question, { option, on: on === '1' });
    if (refusal) toast(ctx, refusalWords(refusal, ctx.t));
    enter(ctx, sheet, state);
  });

  onPress(composer, surveyDoneButton, async (ctx, { round, question: key }) => {
    const here = await atQuestion(ctx, round, key);
    // Ticks are confirmed only where they are: a Done tapped twice must not confirm what isn't ticked yet.
    if (here) await give(ctx, here.sheet, here.question, ticked(here.sheet, here.question, stateOf(ctx)));
  });

  onPress(composer, surveyPickButton, async (ctx, { round, question: key, option }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    const question = standingQuestion(sheet, stateOf(ctx), key);
    if (question?.type !== 'one') return outdated(ctx, sheet);
    await give(ctx, sheet, question, [option]);
  });

  onPress(composer, surveyNumberButton, async (ctx, { round, question: key, number }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    const question = standingQuestion(sheet, stateOf(ctx), key);
    if (question?.type !== 'scale') return outdated(ctx, sheet);
    await give(ctx, sheet, question, number);
  });

  onPress(composer, surveySkipButton, async (ctx, { round, question: key }) => {
    const here = await atQuestion(ctx, round, key);
    if (here)
      await give(ctx, here.sheet, here.question, lastSaid(here.sheet, stateOf(ctx), here.question) ?? null);
  });

  onPress(composer, surveyClearButton, async (ctx, { round, question: key }) => {
    const here = await atQuestion(ctx, round, key);
    if (here) await give(ctx, here.sheet, here.question, null);
  });

  onPress(composer, surveyPauseButton, (ctx) => {
    if (ctx.dialogues.load(surveyDialogue).status === 'none') return choose(ctx);
    ctx.dialogues.pause(surveyDialogue.kind);
    show(ctx, pausedScreen(ctx.t));
  });

  onPress(composer, surveyReviewButton, async (ctx, { round }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    if (isDraft(sheet)) return void enter(ctx, sheet, begin(sheet, stateOf(ctx)));
    leave(ctx);
    show(ctx, reviewScreen(sheet, ctx.t));
  });

  onPress(composer, surveyDeclineButton, async (ctx, { round }) => {
    const sheet = await deps.readSurvey(ctx.work, { id: round }, ctx.actor);
    const outcome = sheet && (await deps.declineRound(ctx.work, ctx.actor, round));
    if (!sheet || outcome?.type !== 'declined') return open(ctx, { id: round });
    if (stateOf(ctx)?.round === round) leave(ctx);
    show(ctx, declinedScreen(sheet, ctx.t));
  });

  onPress(composer, surveyHandInButton, async (ctx, { round }) => {
    const sheet = await answerable(ctx, round);
    if (!sheet) return;
    const state = stateOf(ctx);
    if (state?.step !== 'review' || state.round !== round) return outdated(ctx, sheet);
    if (isPreview(sheet)) {
      leave(ctx);
      return void show(ctx, previewEndedScreen(sheet, ctx.t));
    }
    const outcome = await deps.handIn(ctx.work, ctx.actor, { round, answers: state.draft });
    switch (outcome.type) {
      case 'handedIn':
        leave(ctx);
        return void show(ctx, handedInScreen(ctx.t));
      case 'already':
        leave(ctx);
        return void show(ctx, alreadyHandedInScreen(ctx.t));
      case 'closed':
        return void close(ctx, sheet);
      case 'unfinished':
      case 'notAsked':
        return outdated(ctx, sheet);
    }
  });

  /** The survey that always stands; where more is asked, which she means. */
  async function choose(ctx: BotContext): Promise<void> {
    const rounds = await deps.openRounds(ctx.work, ctx.person.id);
    const waiting = rounds.some(({ kind, answered }) => kind !== 'standing' && !answered);
    if (!waiting) return open(ctx, 'standing');
    show(ctx, openRoundsScreen(rounds, ctx.t));
  }

  /** Where she left off, or at the first question she hasn't dealt with; to her answers when there is none. */
  async function open(ctx: BotContext, which: RoundRef): Promise<void> {
    const sheet = await deps.readSurvey(ctx.work, which, ctx.actor);
    if (!sheet) return void show(ctx, noSurveyScreen(ctx.t));
    if (sheet.standing === 'visitor') return void show(ctx, forMembersScreen(ctx.t));
    if (sheet.standing === 'elsewhere') return void show(ctx, elsewhereScreen(ctx.t));
    if (!sheet.open) return void close(ctx, sheet);
    if (sheet.round.anonymous && sheet.completed) return void show(ctx, alreadyHandedInScreen(ctx.t));
    const left = stateOf(ctx);
    if (left && questionOf(sheet, left)) return void enter(ctx, sheet, left);
    enter(ctx, sheet, begin(sheet, left));
  }

  /** The round of a button, if she may answer it now and knows what answers are used for; otherwise says what is. */
  async function answerable(ctx: BotContext, round: RoundId): Promise<SurveySheet | undefined> {
    const sheet = await deps.readSurvey(ctx.work, { id: round }, ctx.actor);
    const introduced =
      stateOf(ctx)?.round === round || (sheet !== undefined && !isDraft(sheet) && sheet.consented);
    const entitled = sheet?.standing === 'member' || sheet?.standing === 'applicant';
    const over = sheet?.round.anonymous && sheet.completed;
    if (sheet?.open && entitled && introduced && !over) return sheet;
    if (sheet && entitled && !sheet.open) {
      close(ctx, sheet);
      return undefined;
    }
    toast(ctx, ctx.t.plain('common.oldButton'));
    await open(ctx, sheet ? { id: round } : 'standing');
    return undefined;
  }

  /** The question of a button, if that is where she is. */
  async function atQuestion(
    ctx: BotContext,
    round: RoundId,
    key: string,
  ): Promise<{ readonly sheet: SurveySheet; readonly question: Question } | undefined> {
    const sheet = await answerable(ctx, round);
    if (!sheet) return undefined;
    const question = questionOf(sheet, stateOf(ctx));
    if (question?.key === key) return { sheet, question };
    await outdated(ctx, sheet);
    return undefined;
  }

  async function give(
    ctx: BotContext,
    sheet: SurveySheet,
    question: Question,
    answer: Answer,
  ): Promise<void> {
    if (isDraft(sheet)) return void keepHere(ctx, sheet, question, answer);
    const { round } = sheet;
    const given = { round: round.id, question: question.key, answer };
    const outcome = await deps.answerSurvey(ctx.work, ctx.actor, given);
    switch (outcome.type) {
      case 'saved': {
        const next = after(outcome.sheet, question, stateOf(ctx), sheet.completed);
        if (outcome.justCompleted) {
          leave(ctx);
          return void show(ctx, thanksScreen(outcome.sheet, ctx.t));
        }
        return void enter(ctx, outcome.sheet, next, sheet.completed ? ctx.t('survey.kept') : null);
      }
      case 'refused':
        return void refuse(ctx, sheet, question, outcome.refusal);
      case 'closed':
        return void close(ctx, sheet);
      case 'notEntitled':
      case 'unknownQuestion':
        return open(ctx, 'standing');
    }
  }

  /** Of an anonymous round and of a preview: into the dialogue, and nowhere else. */
  function keepHere(ctx: BotContext, sheet: SurveySheet, question: Question, answer: Answer): void {
    const before = filled(sheet, stateOf(ctx));
    const kept = draftAnswer(sheet, stateOf(ctx), question, answer);
    if (kept.type === 'refused') return void refuse(ctx, sheet, question, kept.refusal);
    enter(ctx, sheet, after(sheet, question, kept.state, before.completed));
  }

  function refuse(ctx: BotContext, sheet: SurveySheet, question: Question, refusal: AnswerRefusal): void {
    const words = refusalWords(refusal, ctx.t);
    toast(ctx, words);
    const note = ctx.queryId === undefined ? escaped(words) : null;
    enter(ctx, sheet, at(sheet, question, stateOf(ctx)), note);
  }

  function enter(
    ctx: BotContext,
    sheet: SurveySheet,
    place: SurveyState | 'done',
    note: Html | null = null,
  ): void {
    if (place === 'done') {
      leave(ctx);
      return void show(ctx, reviewScreen(sheet, ctx.t, note));
    }
    ctx.dialogues.save(surveyDialogue, place);
    show(ctx, stepScreen(sheet, place, ctx.t, note));
  }

  /** It was closed while she was at it: what she gave is kept. */
  function close(ctx: BotContext, sheet: SurveySheet): void {
    if (stateOf(ctx)?.round === sheet.round.id) leave(ctx);
    show(ctx, closedScreen(sheet, ctx.t));
  }

  async function outdated(ctx: BotContext, sheet: SurveySheet): Promise<void> {
    toast(ctx, ctx.t.plain('common.oldButton'));
    await open(ctx, { id: sheet.round.id });
  }

  /** What she wrote while a survey is open: the answer to a question of words or numbers, or a reminder to tap. */
  async function receive(ctx: BotContext): Promise<void> {
    const state = stateOf(ctx);
    const sheet = state && (await deps.readSurvey(ctx.work, { id: state.round }, ctx.actor));
    const entitled = sheet?.standing === 'member' || sheet?.standing === 'applicant';
    if (!state || !sheet?.open || !entitled) return open(ctx, state ? { id: state.round } : 'standing');
    const question = questionOf(sheet, state);
    if (!question) return void say(ctx, stepScreen(sheet, state, ctx.t, ctx.t('common.tapPlease')));
    const typed = question.type === 'text' || question.type === 'number' || question.type === 'scale';
    if (!typed) return void enter(ctx, sheet, state, ctx.t('common.tapPlease'));
    if (ctx.typed === undefined) return void enter(ctx, sheet, state, ctx.t('common.textPlease'));
    await give(ctx, sheet, question, ctx.typed);
  }

  return {
    middleware: composer.middleware(),
    links: {
      s: async (ctx, code) => {
        const sheet = await deps.readSurvey(ctx.work, { code }, ctx.actor);
        await open(ctx, sheet ? { id: sheet.round.id } : 'standing');
      },
    },
    dialogue: {
      kind: surveyDialogue.kind,
      receive,
      resume: (ctx) => {
        const state = stateOf(ctx);
        return open(ctx, state ? { id: state.round } : 'standing');
      },
      title: (ctx) => ctx.t.plain('survey.title'),
    },
  };
}
