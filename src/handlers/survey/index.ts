import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show, toast } from '../../bot/reply.ts';
import type { PersonId, SurveyId } from '../../domain/ids.ts';
import {
  type Answer,
  type AnswerRefusal,
  type Question,
  questionByKey,
  type SurveyRef,
  type SurveySheet,
} from '../../domain/survey.ts';
import type { Work } from '../../domain/work.ts';
import { escaped, type Html, type Translate } from '../../i18n/index.ts';
import type { AnswerSurvey } from '../../services/answer-survey.ts';
import {
  surveyButton,
  surveyClearButton,
  surveyDoneButton,
  surveyPauseButton,
  surveyPickButton,
  surveyQuestionButton,
  surveyReviewButton,
  surveySetButton,
  surveySkipButton,
} from '../buttons.ts';
import { after, at, begin, questionOf, type SurveyState, surveyDialogue, tick, ticked } from './dialogue.ts';
import {
  closedScreen,
  forMembersScreen,
  noSurveyScreen,
  pausedScreen,
  reviewScreen,
  stepScreen,
  thanksScreen,
} from './view.ts';

export interface SurveyDeps {
  readonly readSurvey: (work: Work, which: SurveyRef, person: PersonId) => Promise<SurveySheet | undefined>;
  readonly answerSurvey: AnswerSurvey;
}

/** Asking what she needs: one message that changes in place, each answer kept at once. */
export function surveyConversation({ readSurvey, answerSurvey }: SurveyDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.command('survey', (ctx) => open(ctx, 'standing'));
  onPress(composer, surveyButton, (ctx) => open(ctx, 'standing'));

  onPress(composer, surveyQuestionButton, async (ctx, { survey, question: key }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    const question = questionByKey(sheet.definition, key);
    if (!question) return outdated(ctx, sheet);
    enter(ctx, sheet, at(sheet, question, stateOf(ctx)));
  });

  onPress(composer, surveySetButton, async (ctx, { survey, question: key, option, on }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    const question = questionByKey(sheet.definition, key);
    if (question?.type !== 'many') return outdated(ctx, sheet);
    const { state, refusal } = tick(sheet, stateOf(ctx), question, { option, on: on === '1' });
    if (refusal) toast(ctx, refusalWords(refusal, ctx.t));
    enter(ctx, sheet, state);
  });

  onPress(composer, surveyDoneButton, async (ctx, { survey, question: key }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    // Ticks are confirmed only where they are: a Done tapped twice must not confirm what isn't ticked yet.
    const question = questionOf(sheet, stateOf(ctx));
    if (question?.key !== key) return outdated(ctx, sheet);
    await give(ctx, sheet, question, ticked(sheet, question, stateOf(ctx)));
  });

  onPress(composer, surveyPickButton, async (ctx, { survey, question: key, option }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    const question = questionByKey(sheet.definition, key);
    if (question?.type !== 'one') return outdated(ctx, sheet);
    await give(ctx, sheet, question, [option]);
  });

  onPress(composer, surveySkipButton, async (ctx, { survey, question: key }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    const question = questionOf(sheet, stateOf(ctx));
    if (question?.key !== key) return outdated(ctx, sheet);
    const answered = sheet.answers[key];
    await give(ctx, sheet, question, answered ?? null);
  });

  onPress(composer, surveyClearButton, async (ctx, { survey, question: key }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    const question = questionOf(sheet, stateOf(ctx));
    if (question?.key !== key || question.type !== 'text') return outdated(ctx, sheet);
    await give(ctx, sheet, question, null);
  });

  onPress(composer, surveyPauseButton, (ctx) => {
    if (ctx.dialogues.load(surveyDialogue).status === 'none') return open(ctx, 'standing');
    ctx.dialogues.pause(surveyDialogue.kind);
    show(ctx, pausedScreen(ctx.t));
  });

  onPress(composer, surveyReviewButton, async (ctx, { survey }) => {
    const sheet = await answerable(ctx, survey);
    if (!sheet) return;
    ctx.dialogues.close(surveyDialogue);
    show(ctx, reviewScreen(sheet, ctx.t));
  });

  /** Where she left off, or at the first question she hasn't dealt with; to her answers when there is none. */
  async function open(ctx: BotContext, which: SurveyRef): Promise<void> {
    const sheet = await readSurvey(ctx.work, which, ctx.person.id);
    if (!sheet) return void show(ctx, noSurveyScreen(ctx.t));
    if (sheet.standing === 'visitor') return void show(ctx, forMembersScreen(ctx.t));
    if (!sheet.open) return close(ctx, sheet);
    const left = stateOf(ctx);
    if (left && questionOf(sheet, left)) return enter(ctx, sheet, left);
    enter(ctx, sheet, begin(sheet));
  }

  /** The survey of a button, if she may answer it now and knows what answers are used for; otherwise says what is. */
  async function answerable(ctx: BotContext, survey: SurveyId): Promise<SurveySheet | undefined> {
    const sheet = await readSurvey(ctx.work, { id: survey }, ctx.person.id);
    const introduced = sheet?.consented || stateOf(ctx)?.survey === sheet?.id;
    if (sheet?.open && sheet.standing !== 'visitor' && introduced) return sheet;
    if (sheet && !sheet.open && sheet.standing !== 'visitor') {
      close(ctx, sheet);
      return undefined;
    }
    toast(ctx, ctx.t.plain('common.oldButton'));
    await open(ctx, sheet ? { id: survey } : 'standing');
    return undefined;
  }

  async function give(
    ctx: BotContext,
    before: SurveySheet,
    question: Question,
    answer: Answer,
  ): Promise<void> {
    const outcome = await answerSurvey(ctx.work, ctx.actor, {
      survey: before.id,
      question: question.key,
      answer,
    });
    switch (outcome.type) {
      case 'saved': {
        const { sheet, justCompleted } = outcome;
        const next = after(sheet, question, stateOf(ctx), before.completed);
        if (justCompleted) {
          ctx.dialogues.close(surveyDialogue);
          return void show(ctx, thanksScreen(sheet, ctx.t));
        }
        return enter(ctx, sheet, next, before.completed ? ctx.t('survey.kept') : null);
      }
      case 'refused': {
        const words = refusalWords(outcome.refusal, ctx.t);
        toast(ctx, words);
        const note = ctx.queryId === undefined ? escaped(words) : null;
        return enter(ctx, before, at(before, question, stateOf(ctx)), note);
      }
      case 'closed':
        return close(ctx, before);
      case 'notEntitled':
      case 'unknownQuestion':
        return open(ctx, 'standing');
    }
  }

  function enter(
    ctx: BotContext,
    sheet: SurveySheet,
    place: SurveyState | 'done',
    note: Html | null = null,
  ): void {
    if (place === 'done') {
      ctx.dialogues.close(surveyDialogue);
      show(ctx, reviewScreen(sheet, ctx.t, note));
      return;
    }
    ctx.dialogues.save(surveyDialogue, place);
    show(ctx, stepScreen(sheet, place, ctx.t, note));
  }

  /** It was closed while she was at it: what she gave is kept. */
  function close(ctx: BotContext, sheet: SurveySheet): void {
    ctx.dialogues.close(surveyDialogue);
    show(ctx, closedScreen(sheet, ctx.t));
  }

  async function outdated(ctx: BotContext, sheet: SurveySheet): Promise<void> {
    toast(ctx, ctx.t.plain('common.oldButton'));
    await open(ctx, { id: sheet.id });
  }

  /** What she wrote while the survey is open: the answer to a question of words, or a reminder to tap. */
  async function receive(ctx: BotContext): Promise<void> {
    const state = stateOf(ctx);
    const sheet = state && (await readSurvey(ctx.work, { id: state.survey }, ctx.person.id));
    const question = sheet && questionOf(sheet, state);
    if (!sheet?.open || !question) {
      if (sheet?.open && state && sheet.standing !== 'visitor')
        return say(ctx, stepScreen(sheet, state, ctx.t, ctx.t('common.tapPlease')));
      return open(ctx, state ? { id: state.survey } : 'standing');
    }
    if (question.type !== 'text') return enter(ctx, sheet, state, ctx.t('common.tapPlease'));
    if (ctx.typed === undefined) return enter(ctx, sheet, state, ctx.t('common.textPlease'));
    await give(ctx, sheet, question, ctx.typed);
  }

  return {
    middleware: composer.middleware(),
    links: {
      s: async (ctx, code) => {
        const sheet = await readSurvey(ctx.work, { code }, ctx.person.id);
        await open(ctx, sheet ? { id: sheet.id } : 'standing');
      },
    },
    dialogue: {
      kind: surveyDialogue.kind,
      receive,
      resume: (ctx) => open(ctx, reference(stateOf(ctx))),
      title: (ctx) => ctx.t.plain('survey.title'),
    },
  };
}

function stateOf(ctx: BotContext): SurveyState | undefined {
  const place = ctx.dialogues.load(surveyDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state : undefined;
}

function reference(state: SurveyState | undefined): SurveyRef {
  return state ? { id: state.survey } : 'standing';
}

function refusalWords(refusal: AnswerRefusal, t: Translate): string {
  switch (refusal.type) {
    case 'tooMany':
      return t.plain('survey.tooMany', { max: refusal.max });
    case 'tooLong':
      return t.plain('common.tooLong', { count: refusal.max });
    case 'tooFew':
    case 'required':
      return t.plain('survey.tooFew');
    case 'unknownOption':
      return t.plain('common.oldButton');
  }
}
