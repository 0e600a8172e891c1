import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { wordsFor } from '../../domain/language.ts';
import {
  needsOf,
  nextQuestion,
  placeOf,
  previousQuestion,
  type Question,
  questionByKey,
  type SurveySheet,
} from '../../domain/survey.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import {
  activitiesButton,
  carryOnButton,
  findButton,
  homeButton,
  meButton,
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
import { questionOf, type SurveyState, surveyDialogue, ticked } from './dialogue.ts';

/** The step she is at. `note` stands above it: what was wrong with her last message. */
export function stepScreen(
  sheet: SurveySheet,
  state: SurveyState,
  t: Translate,
  note: Html | null = null,
): Screen {
  const question = questionOf(sheet, state);
  return question ? questionScreen(sheet, question, state, t, note) : introductionScreen(sheet, t);
}

function introductionScreen(sheet: SurveySheet, t: Translate): Screen {
  const { title, introduction } = sheet.definition;
  const first = nextQuestion(sheet.definition, sheet.answers) ?? sheet.definition.questions[0];
  return {
    text: lines(bold(`📋 ${wordsFor(title, t.language)}`), '', wordsFor(introduction, t.language)),
    rows: [
      first
        ? [
            {
              label: t.plain('survey.begin'),
              press: surveyQuestionButton.press({ survey: sheet.id, question: first.key }),
              style: 'primary',
            },
          ]
        : [],
      [pauseButton(t)],
    ],
  };
}

function questionScreen(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState,
  t: Translate,
  note: Html | null,
): Screen {
  const saved = sheet.answers[question.key];
  const wrote = typeof saved === 'string' ? t('survey.wroteBefore', { words: saved }) : null;
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('survey.header', placeOf(sheet.definition, question.key)),
      bold(wordsFor(question.ask, t.language)),
      ...(wrote ? ['', wrote] : []),
    ),
    rows: [...answerRows(sheet, question, state, t), ...wayRows(sheet, question, t)].filter(
      (row) => row.length > 0,
    ),
  };
}

function answerRows(sheet: SurveySheet, question: Question, state: SurveyState, t: Translate): Button[][] {
  if (question.type === 'text') return [];
  const chosen = ticked(sheet, question, state);
  const of = { survey: sheet.id, question: question.key };
  const options = question.options.map(({ key, label }): Button => {
    const on = chosen.includes(key);
    const text = fitLabel(wordsFor(label, t.language));
    return {
      label: on ? t.plain('survey.chosen', { label: text }) : text,
      press:
        question.type === 'one'
          ? surveyPickButton.press({ ...of, option: key })
          : surveySetButton.press({ ...of, option: key, on: on ? '0' : '1' }),
    };
  });
  if (question.type === 'one') return grid(options, 1);
  const done: Button = {
    label: t.plain('survey.done', { number: chosen.length }),
    press: surveyDoneButton.press(of),
    style: 'primary',
  };
  return [...grid(options, 2), ...(chosen.length > 0 || question.required ? [[done]] : [])];
}

/** Skip, back, and setting it aside; when she only changes an answer, the way back to all of them. */
function wayRows(sheet: SurveySheet, question: Question, t: Translate): Button[][] {
  const of = { survey: sheet.id, question: question.key };
  const written = typeof sheet.answers[question.key] === 'string';
  const drop: Button = { label: t.plain('survey.dropWords'), press: surveyClearButton.press(of) };
  if (sheet.completed) {
    const review = {
      label: t.plain('survey.toReview'),
      press: surveyReviewButton.press({ survey: sheet.id }),
    };
    return [written ? [drop] : [], [review]];
  }
  const skip: Button = {
    label: t.plain(written ? 'survey.keepWords' : 'survey.skip'),
    press: surveySkipButton.press(of),
  };
  const previous = previousQuestion(sheet.definition, question.key);
  const back: Button[] = previous
    ? [
        {
          label: t.plain('survey.back'),
          press: surveyQuestionButton.press({ survey: sheet.id, question: previous.key }),
        },
      ]
    : [];
  return [question.required ? [] : [skip], written ? [drop] : [], [...back, pauseButton(t)]];
}

function pauseButton(t: Translate): Button {
  return { label: t.plain('survey.pause'), press: surveyPauseButton.press({}) };
}

export function pausedScreen(t: Translate): Screen {
  return {
    text: t('survey.paused'),
    rows: [
      [{ label: t.plain('common.carryOn'), press: carryOnButton.press({ kind: surveyDialogue.kind }) }],
      [homeButtonIn(t)],
    ],
  };
}

/** Thanks, and what will come of it: said as a promise that the announcements keep. */
export function thanksScreen(sheet: SurveySheet, t: Translate): Screen {
  const needs = needsOf(sheet.answers);
  const often = t.plain(`survey.${needs.frequency ?? 'monthly'}`);
  const kinds = t.format.list(interestsIn(sheet, t));
  return {
    text: lines(
      t('survey.thanks'),
      needs.interests.length > 0 ? t('survey.first', { kinds, often }) : t('survey.nothing', { often }),
      sheet.standing === 'applicant' ? t('survey.afterJoining') : null,
      sheet.hears ? null : t('survey.unheard'),
    ),
    rows: [
      ...(sheet.hears ? [] : [[{ label: t.plain('survey.me'), press: meButton.press({}) }]]),
      [{ label: t.plain('survey.look'), press: activitiesButton.press({ page: 0 }) }],
      [
        { label: t.plain('survey.change'), press: surveyReviewButton.press({ survey: sheet.id }) },
        homeButtonIn(t),
      ],
    ],
  };
}

function interestsIn(sheet: SurveySheet, t: Translate): string[] {
  const question = questionByKey(sheet.definition, 'interests');
  if (question === undefined || question.type === 'text') return [];
  return needsOf(sheet.answers).interests.flatMap((key) =>
    question.options.filter((option) => option.key === key).map(({ label }) => wordsFor(label, t.language)),
  );
}

/** What she said, with a way to change each answer. */
export function reviewScreen(sheet: SurveySheet, t: Translate, note: Html | null = null): Screen {
  const { questions } = sheet.definition;
  const edits = questions.map(
    (question): Button => ({
      label: t.plain('survey.edit', { name: wordsFor(question.name, t.language) }),
      press: surveyQuestionButton.press({ survey: sheet.id, question: question.key }),
    }),
  );
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('survey.review'),
      ...questions.map((question) =>
        t('survey.answer', {
          name: wordsFor(question.name, t.language),
          answer: answerIn(sheet, question, t),
        }),
      ),
    ),
    rows: [
      ...(sheet.completed ? [] : [[{ label: t.plain('survey.goOn'), press: surveyButton.press({}) }]]),
      [{ label: t.plain('survey.fine'), press: homeButton.press({}) }],
      ...grid(edits, 2),
    ],
  };
}

function answerIn(sheet: SurveySheet, question: Question, t: Translate): string {
  const answer = sheet.answers[question.key];
  if (typeof answer === 'string') return answer;
  if (question.type === 'text' || !answer || answer.length === 0) return t.plain('survey.unsaid');
  return t.format.list(
    question.options
      .filter((option) => answer.includes(option.key))
      .map(({ label }) => wordsFor(label, t.language)),
  );
}

export function closedScreen(sheet: SurveySheet, t: Translate): Screen {
  const empty = Object.keys(sheet.answers).length === 0;
  return { text: t(empty ? 'survey.closedEmpty' : 'survey.closed'), rows: [[homeButtonIn(t)]] };
}

/** To somebody who has neither joined nor applied: what it is for, and how to get to answer. */
export function forMembersScreen(t: Translate): Screen {
  return {
    text: t('survey.forMembers'),
    rows: [
      [{ label: t.plain('survey.find'), press: findButton.press({}), style: 'primary' }],
      [homeButtonIn(t)],
    ],
  };
}

export function noSurveyScreen(t: Translate): Screen {
  return { text: t('survey.none'), rows: [[homeButtonIn(t)]] };
}

function homeButtonIn(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
