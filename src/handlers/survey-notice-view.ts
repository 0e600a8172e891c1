import type { Screen } from '../bot/screen.ts';
import { wordsFor } from '../domain/language.ts';
import type { FileFault } from '../domain/survey-file.ts';
import { escaped, type Html, lines, type Translate } from '../i18n/index.ts';
import { faultWords } from '../i18n/survey-fault-words.ts';
import type { SurveyContent } from '../services/outbox/survey-content.ts';
import {
  askButton,
  askCardButton,
  stopAnnouncementsButton,
  surveyDeclineButton,
  surveyRoundButton,
} from './buttons.ts';
import { whereIn } from './scope-view.ts';

type Content<K extends SurveyContent['kind']> = Extract<SurveyContent, { readonly kind: K }>;

export function surveyNoticeScreen(content: SurveyContent, t: Translate): Screen {
  return content.kind === 'surveyFileRead' ? fileScreen(content, t) : invitationScreen(content, t);
}

/** Who asks what, how long it takes, who sees it; and two ways not to. */
function invitationScreen(
  {
    kind,
    round,
    title,
    where,
    questions,
    anonymous,
    yearly,
    closesAt,
  }: Content<'surveyOpened' | 'surveyReminder'>,
  t: Translate,
): Screen {
  const reminder = kind === 'surveyReminder';
  return {
    text: lines(
      t(reminder ? 'ask.reminderHead' : 'ask.invitationHead'),
      '',
      t('ask.invitation', { title: wordsFor(title, t.language), count: questions }),
      where && t('ask.from', { where: whereIn(where, t) }),
      closesAt ? t('ask.until', { when: closesAt }) : null,
      t(anonymous ? 'ask.isAnonymous' : yearly ? 'ask.isYearly' : 'ask.isTotals'),
    ),
    rows: [
      [{ label: t.plain('ask.answer'), press: surveyRoundButton.press({ round }), style: 'primary' }],
      [
        { label: t.plain('survey.decline'), press: surveyDeclineButton.press({ round }) },
        { label: t.plain('notice.stop'), press: stopAnnouncementsButton.press({}) },
      ],
    ],
  };
}

/** As many as a message holds; the rest come when these are put right. */
const mostFaults = 20;

function fileScreen({ draft, faults }: Content<'surveyFileRead'>, t: Translate): Screen {
  const toList = { label: t.plain('ask.toList'), press: askButton.press({ page: 0 }) };
  if (draft)
    return {
      text: lines(
        t('ask.fileHead'),
        '',
        draft.version > 1
          ? t('ask.fileNewer', { title: wordsFor(draft.title, t.language), version: draft.version })
          : t('ask.fileRead', { title: wordsFor(draft.title, t.language) }),
      ),
      rows: [
        [
          {
            label: t.plain('ask.toCard'),
            press: askCardButton.press({ round: draft.round }),
            style: 'primary',
          },
        ],
        [toList],
      ],
    };
  if (faults.length === 0) return { text: lines(t('ask.fileHead'), '', t('ask.dropped')), rows: [[toList]] };
  return {
    text: lines(
      t('ask.fileHead'),
      '',
      t('ask.fileFaults', { count: faults.length }),
      '',
      ...faults.slice(0, mostFaults).map((fault) => faultLine(fault, t)),
      faults.length > mostFaults ? t('ask.moreFaults', { count: faults.length - mostFaults }) : null,
    ),
    rows: [[toList]],
  };
}

function faultLine(fault: FileFault, t: Translate): Html {
  return escaped(faultWords(fault, t));
}
