import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { wordsFor } from '../../domain/language.ts';
import { isChoice, needsOf, type Question, questionByKey } from '../../domain/survey.ts';
import { nextQuestion, pathOf } from '../../domain/survey-path.ts';
import { type OpenRound, type SurveySheet, saidIn } from '../../domain/survey-round.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { answerWords, choiceWords } from '../answer-words.ts';
import {
  activitiesButton,
  askCardButton,
  carryOnButton,
  findButton,
  homeButton,
  meButton,
  surveyButton,
  surveyDeclineButton,
  surveyHandInButton,
  surveyPauseButton,
  surveyQuestionButton,
  surveyReviewButton,
  surveyRoundButton,
} from '../buttons.ts';
import { filled, isDraft, isPreview, questionOf, type SurveyState, surveyDialogue } from './dialogue.ts';
import { questionScreen } from './question-view.ts';

/** The step she is at. `note` stands above it: what was wrong with her last message. */
export function stepScreen(
  sheet: SurveySheet,
  state: SurveyState,
  t: Translate,
  note: Html | null = null,
): Screen {
  if (state.step === 'review') return handInScreen(sheet, state, t, note);
  const question = questionOf(sheet, state);
  return question ? questionScreen(sheet, question, state, t, note) : introductionScreen(sheet, t);
}

function introductionScreen(sheet: SurveySheet, t: Translate): Screen {
  const { title, introduction } = sheet.round.definition;
  const first = nextQuestion(sheet.round.definition, saidIn(sheet)) ?? sheet.round.definition.questions[0];
  const { kind, anonymous } = sheet.round;
  return {
    text: lines(
      bold(`📋 ${wordsFor(title, t.language)}`),
      '',
      wordsFor(introduction, t.language),
      // The needs survey says so itself, and more.
      kind === 'standing' ? null : lines('', t(anonymous ? 'survey.anonymous' : 'survey.seenAsTotals')),
      kind === 'yearly' ? t('survey.onlyStale') : null,
    ),
    rows: [
      first
        ? [
            {
              label: t.plain('survey.begin'),
              press: surveyQuestionButton.press({ round: sheet.round.id, question: first.key }),
              style: 'primary',
            },
          ]
        : [],
      kind === 'standing' || isPreview(sheet)
        ? [pauseButton(t)]
        : [
            pauseButton(t),
            { label: t.plain('survey.decline'), press: surveyDeclineButton.press({ round: sheet.round.id }) },
          ],
    ],
  };
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
  if (!questionByKey(sheet.round.definition, 'interests'))
    return reviewScreen(sheet, t, t('survey.allAnswered'));
  const { frequency, interests } = needsOf(sheet.answers);
  const often = t.plain(`survey.${frequency ?? 'monthly'}`);
  const kinds = t.format.list(interestsIn(sheet, interests, t));
  return {
    text: lines(
      t('survey.thanks'),
      interests.length > 0 ? t('survey.first', { kinds, often }) : t('survey.nothing', { often }),
      sheet.standing === 'applicant' ? t('survey.afterJoining') : null,
      sheet.hears ? null : t('survey.unheard'),
    ),
    rows: [
      ...(sheet.hears ? [] : [[{ label: t.plain('survey.me'), press: meButton.press({}) }]]),
      [{ label: t.plain('survey.look'), press: activitiesButton.press({ page: 0 }) }],
      [
        {
          label: t.plain('survey.change'),
          press: surveyReviewButton.press({ round: sheet.round.id }),
        },
        homeButtonIn(t),
      ],
    ],
  };
}

function interestsIn(sheet: SurveySheet, interests: readonly string[], t: Translate): string[] {
  const question = questionByKey(sheet.round.definition, 'interests');
  if (!question || !isChoice(question)) return [];
  const words = choiceWords(question, t);
  return interests.flatMap((key) => words.get(key) ?? []);
}

/** What she said, with a way to change each answer. */
export function reviewScreen(sheet: SurveySheet, t: Translate, note: Html | null = null): Screen {
  const unanswered = nextQuestion(sheet.round.definition, saidIn(sheet)) !== undefined;
  return {
    text: lines(...(note ? [note, ''] : []), ...answerLines(sheet, t)),
    rows: [
      ...(unanswered
        ? [[{ label: t.plain('survey.goOn'), press: surveyRoundButton.press({ round: sheet.round.id }) }]]
        : []),
      [{ label: t.plain('survey.fine'), press: homeButton.press({}) }],
      ...editRows(sheet, t),
    ],
  };
}

/** Before what was kept here is handed in: nothing of it can be changed afterwards. In a preview, the end. */
function handInScreen(sheet: SurveySheet, state: SurveyState, t: Translate, note: Html | null): Screen {
  const now = filled(sheet, state);
  const preview = isPreview(sheet);
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      ...answerLines(now, t),
      '',
      t(preview ? 'survey.previewEnds' : 'survey.beforeHandIn'),
    ),
    rows: [
      [
        {
          label: t.plain(preview ? 'survey.previewDone' : 'survey.handIn'),
          press: surveyHandInButton.press({ round: sheet.round.id }),
          style: 'primary',
        },
      ],
      ...editRows(now, t),
      ...(preview ? [] : [[pauseButton(t)]]),
    ],
  };
}

/** As many as a message holds; what somebody wrote may be long. */
const mostOfAnswer = 160;

function answerLines(sheet: SurveySheet, t: Translate): Html[] {
  const { definition } = sheet.round;
  const path = pathOf(definition, saidIn(sheet));
  const brief = path.length > 8 ? 60 : mostOfAnswer;
  return [
    t('survey.review'),
    ...path.map((question) => {
      const said = answerWords(question, saidIn(sheet)[question.key] ?? null, t);
      return t('survey.answer', {
        name: wordsFor(question.name, t.language),
        answer: said === '' ? t.plain('survey.unsaid') : shortened(said, brief),
      });
    }),
  ];
}

function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most).join('')}…`;
}

function editRows(sheet: SurveySheet, t: Translate): Button[][] {
  const edit = (question: Question): Button => ({
    label: t.plain('survey.edit', { name: wordsFor(question.name, t.language) }),
    press: surveyQuestionButton.press({ round: sheet.round.id, question: question.key }),
  });
  return grid(pathOf(sheet.round.definition, saidIn(sheet)).map(edit), 2);
}

export function handedInScreen(t: Translate): Screen {
  return { text: t('survey.handedIn'), rows: [[homeButtonIn(t)]] };
}

/** Back to where it is opened. */
export function previewEndedScreen(sheet: SurveySheet, t: Translate): Screen {
  return {
    text: t('survey.previewEnded'),
    rows: [[{ label: t.plain('survey.toDraft'), press: askCardButton.press({ round: sheet.round.id }) }]],
  };
}

/** An anonymous round that she has answered: there is nothing to show, and nothing to change. */
export function alreadyHandedInScreen(t: Translate): Screen {
  return { text: t('survey.alreadyHandedIn'), rows: [[homeButtonIn(t)]] };
}

export function declinedScreen(sheet: SurveySheet, t: Translate): Screen {
  return {
    text: t('survey.declined'),
    rows: [
      [{ label: t.plain('survey.after'), press: surveyRoundButton.press({ round: sheet.round.id }) }],
      [homeButtonIn(t)],
    ],
  };
}

export function closedScreen(sheet: SurveySheet, t: Translate): Screen {
  const words = () => {
    if (isDraft(sheet)) return sheet.completed ? 'survey.alreadyHandedIn' : 'survey.closedUnhanded';
    return Object.keys(sheet.answers).length === 0 ? 'survey.closedEmpty' : 'survey.closed';
  };
  return { text: t(words()), rows: [[homeButtonIn(t)]] };
}

/** What there is to answer, where it is more than the needs survey. */
export function openRoundsScreen(rounds: readonly OpenRound[], t: Translate): Screen {
  return {
    text: t('survey.several', { count: rounds.length }),
    rows: [
      ...rounds.map(({ id, title, answered }): Button[] => {
        const name = fitLabel(wordsFor(title, t.language), 20);
        return [
          {
            label: answered ? t.plain('survey.chosen', { label: name }) : name,
            press: surveyRoundButton.press({ round: id }),
            ...(answered ? {} : { style: 'primary' as const }),
          },
        ];
      }),
      [homeButtonIn(t)],
    ],
  };
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

/** It asks the members of other unions. */
export function elsewhereScreen(t: Translate): Screen {
  return {
    text: t('survey.elsewhere'),
    rows: [[{ label: t.plain('survey.mine'), press: surveyButton.press({}) }], [homeButtonIn(t)]],
  };
}

export function noSurveyScreen(t: Translate): Screen {
  return { text: t('survey.none'), rows: [[homeButtonIn(t)]] };
}

function homeButtonIn(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
