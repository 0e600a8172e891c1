import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import { wordsFor } from '../../domain/language.ts';
import { cellKey, type Question } from '../../domain/survey.ts';
import { optionsFor } from '../../domain/survey-order.ts';
import { placeOf, previousQuestion } from '../../domain/survey-path.ts';
import { asksHer, type SurveySheet, saidIn } from '../../domain/survey-round.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { answerWords, choiceWords } from '../answer-words.ts';
import {
  surveyClearButton,
  surveyDoneButton,
  surveyNumberButton,
  surveyOptionsButton,
  surveyPauseButton,
  surveyPickButton,
  surveyQuestionButton,
  surveyReviewButton,
  surveySetButton,
  surveySkipButton,
} from '../buttons.ts';
import { filled, isPreview, lastSaid, type SurveyState, ticked } from './dialogue.ts';

/** More options than these are shown a page at a time. */
const onePage = 12;
const pageSize = 8;

export function questionScreen(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState,
  t: Translate,
  note: Html | null,
): Screen {
  const now = filled(sheet, state);
  const place = placeOf(now.round.definition, question.key, saidIn(now), asksHer(now));
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      isPreview(sheet) ? t('survey.previewHeader', place) : t('survey.header', place),
      bold(wordsFor(question.ask, t.language)),
      ...hints(now, question, state, t),
    ),
    rows: [...answerRows(now, question, state, t), ...wayRows(now, question, state, t)].filter(
      (row) => row.length > 0,
    ),
  };
}

/** What the ends of a scale mean, what number is meant; and what she said before. */
function hints(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState,
  t: Translate,
): (Html | string | null)[] {
  const said = lastSaid(sheet, state, question);
  const before = !(question.key in sheet.answers) && question.key in sheet.before;
  const words = answerWords(question, said, t);
  const typed = question.type === 'text' || question.type === 'number';
  const shown =
    words === '' || !(typed || before)
      ? []
      : ['', t(before ? 'survey.saidLastTime' : 'survey.wroteBefore', { words })];
  switch (question.type) {
    case 'scale':
      return [
        t('survey.ends', {
          from: question.from,
          low: wordsFor(question.low, t.language),
          to: question.to,
          high: wordsFor(question.high, t.language),
        }),
        ...shown,
      ];
    case 'number': {
      const { min, max, unit } = question;
      return [
        unit
          ? t('survey.numberOf', { min, max, unit: wordsFor(unit, t.language) })
          : t('survey.numberFrom', { min, max }),
        ...shown,
      ];
    }
    case 'many':
    case 'times':
      return [mostOf(question) === null ? null : t('survey.upTo', { max: question.max }), ...shown];
    default:
      return shown;
  }
}

/** Said where the question's own words needn't: only if there is a choice to be made. */
function mostOf(question: Question & { type: 'many' | 'times' }): number | null {
  if (question.type === 'many') return null;
  return question.max < question.days.length * question.slots.length ? question.max : null;
}

function answerRows(sheet: SurveySheet, question: Question, state: SurveyState, t: Translate): Button[][] {
  const of = { round: sheet.round.id, question: question.key };
  switch (question.type) {
    case 'text':
    case 'number':
      return [];
    case 'scale': {
      const said = lastSaid(sheet, state, question);
      const numbers = Array.from(
        { length: question.to - question.from + 1 },
        (_, step) => question.from + step,
      );
      const buttons = numbers.map((number): Button => {
        const label = String(number);
        return {
          label: said === number ? t.plain('survey.chosen', { label }) : label,
          press: surveyNumberButton.press({ ...of, number }),
        };
      });
      return grid(buttons, buttons.length > 7 ? Math.ceil(buttons.length / 2) : buttons.length);
    }
    case 'one':
    case 'many':
      return optionRows(sheet, question, state, t);
    case 'times':
      return [...cellRows(sheet, question, state, t), ...doneRow(sheet, question, state, t)];
  }
}

function optionRows(
  sheet: SurveySheet,
  question: Question & { type: 'one' | 'many' },
  state: SurveyState,
  t: Translate,
): Button[][] {
  const of = { round: sheet.round.id, question: question.key };
  const chosen = ticked(sheet, question, state);
  const options = optionsFor(question, `${sheet.round.id}:${sheet.person}`).map(({ key, label }): Button => {
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
  const at = state.step === 'question' ? state.page : 0;
  const { shown, ...page } = pageOf(options, at, options.length > onePage ? pageSize : onePage);
  return [
    ...grid([...shown], question.type === 'one' ? 1 : 2),
    ...pagerRows(page, (to) => surveyOptionsButton.press({ ...of, page: to }), t),
    ...(question.type === 'many' ? doneRow(sheet, question, state, t) : []),
  ];
}

/** A row a day. */
function cellRows(
  sheet: SurveySheet,
  question: Question & { type: 'times' },
  state: SurveyState,
  t: Translate,
): Button[][] {
  const of = { round: sheet.round.id, question: question.key };
  const chosen = ticked(sheet, question, state);
  const words = choiceWords(question, t);
  return question.days.map((day) =>
    question.slots.map((slot): Button => {
      const key = cellKey(day, slot.key);
      const on = chosen.includes(key);
      const label = fitLabel(words.get(key) ?? '', question.slots.length > 2 ? 7 : 12);
      return {
        label: on ? t.plain('survey.chosen', { label }) : label,
        press: surveySetButton.press({ ...of, option: key, on: on ? '0' : '1' }),
      };
    }),
  );
}

function doneRow(
  sheet: SurveySheet,
  question: Question & { type: 'many' | 'times' },
  state: SurveyState,
  t: Translate,
): Button[][] {
  const number = ticked(sheet, question, state).length;
  if (number === 0 && !question.required) return [];
  const press = surveyDoneButton.press({ round: sheet.round.id, question: question.key });
  return [[{ label: t.plain('survey.done', { number }), press, style: 'primary' }]];
}

/** Skip, back, and setting it aside; when she only changes an answer, the way back to all of them. */
function wayRows(sheet: SurveySheet, question: Question, state: SurveyState, t: Translate): Button[][] {
  const of = { round: sheet.round.id, question: question.key };
  const said = lastSaid(sheet, state, question);
  const typed = (question.type === 'text' || question.type === 'number') && said !== null;
  const drop: Button[] =
    typed && !question.required
      ? [{ label: t.plain('survey.dropWords'), press: surveyClearButton.press(of) }]
      : [];
  const keep = typed || (said !== null && !(question.key in sheet.answers));
  const skip: Button[] =
    question.required && !keep
      ? []
      : [{ label: t.plain(keep ? 'survey.keepWords' : 'survey.skip'), press: surveySkipButton.press(of) }];
  if (sheet.completed) {
    const review = {
      label: t.plain('survey.toReview'),
      press: surveyReviewButton.press({ round: sheet.round.id }),
    };
    return [drop, [review]];
  }
  const previous = previousQuestion(sheet.round.definition, question.key, saidIn(sheet), asksHer(sheet));
  const back: Button[] = previous
    ? [
        {
          label: t.plain('survey.back'),
          press: surveyQuestionButton.press({ round: sheet.round.id, question: previous.key }),
        },
      ]
    : [];
  const pause = { label: t.plain('survey.pause'), press: surveyPauseButton.press({}) };
  return [skip, drop, [...back, pause]];
}
