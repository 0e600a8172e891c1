import { type Button, grid, type Screen } from '../../bot/screen.ts';
import { isOpen, isWaiting } from '../../domain/lifecycle.ts';
import { rejectionWordsMax } from '../../domain/membership.ts';
import { escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import type { MyProgress } from '../../services/applications/read-my-application.ts';
import {
  confidantsButton,
  meButton,
  myApplicationButton,
  myWordsButton,
  sendMyWordsButton,
  unionButton,
  withdrawButton,
} from '../buttons.ts';
import { reasonIn } from '../rejection-words.ts';
import type { WordField, WordsState } from './application-dialogue.ts';

/** Where her application is, like a parcel: what happened when, what comes next, and what she can do. */
export function progressScreen(
  progress: MyProgress | undefined,
  dayOf: (date: string) => Date,
  t: Translate,
): Screen {
  const toMe: Button = { label: t.plain('progress.toMe'), press: meButton.press({}) };
  if (!progress) return { text: t('progress.notFound'), rows: [[toMe]] };
  const { id, union, status } = progress;
  return {
    text: lines(
      t('progress.title', { union: nameIn(union, t) }),
      '',
      ...progress.steps.map((step) => stepLine(step, progress, t)),
      isWaiting(status) ? t('progress.next', { due: dayOf(progress.dueOn) }) : null,
      status === 'needs_info' ? t('progress.nextYours') : null,
    ),
    rows: [
      ...doors(progress, t),
      ...(isOpen(status) || status === 'approved' ? [[confidantsBox(progress, t)]] : []),
      [{ label: t.plain('progress.ask'), press: unionButton.press({ union: union.id }) }],
      ...(progress.may.withdraw
        ? [[{ label: t.plain('progress.withdraw'), press: withdrawButton.press({ application: id }) }]]
        : []),
      [toMe],
    ],
    personal: true,
  };
}

function stepLine(
  { what, at, words }: MyProgress['steps'][number],
  { rejection }: MyProgress,
  t: Translate,
): Html {
  switch (what) {
    case 'submitted':
    case 'opened':
    case 'approved':
    case 'withdrawn':
    case 'lapsed':
      return t(`progress.s_${what}`, { at });
    case 'needs_info':
    case 'answered':
    case 'appealed':
      return t(`progress.s_${what}`, { at, words: words ?? '…' });
    case 'rejected': {
      const reason = rejection && reasonIn(rejection, t);
      return lines(t('progress.s_rejected', { at }), reason);
    }
  }
}

/** Hers to change at any time, also once she is a member. */
function confidantsBox({ id, visibleTo }: MyProgress, t: Translate): Button {
  return visibleTo === 'unitOfficers'
    ? { label: t.plain('join.confidantsOn'), press: confidantsButton.press({ application: id, to: 'union' }) }
    : {
        label: t.plain('join.confidantsOff'),
        press: confidantsButton.press({ application: id, to: 'unitOfficers' }),
      };
}

function doors({ id, may }: MyProgress, t: Translate): Button[][] {
  const write = (field: WordField, label: string, style?: 'primary'): Button => ({
    label,
    press: myWordsButton.press({ application: id, field }),
    ...(style && { style }),
  });
  const edits = may.edit
    ? [
        write('name', t.plain('progress.editName')),
        write('phone', t.plain('progress.editPhone')),
        write('unit', t.plain('progress.editUnit')),
      ]
    : [];
  return [
    ...(may.answer ? [[write('answer', t.plain('progress.answer'), 'primary')]] : []),
    ...(may.appeal ? [[write('appeal', t.plain('progress.appeal'), 'primary')]] : []),
    ...grid(edits, 3),
  ];
}

/** @param hint stands in for the step's own words: what was not understood, and what is expected */
export function wordsScreen(state: WordsState, t: Translate, hint?: Html): Screen {
  const { application } = state;
  const later: Button = {
    label: t.plain('progress.later'),
    press: myApplicationButton.press({ application }),
  };
  if (state.step === 'ask') return { text: hint ?? question(state.field, t), rows: [[later]] };
  const { field } = state;
  return {
    text: lines(hint ?? t('progress.confirm'), '', escaped(state.words)),
    rows: [
      [
        {
          label: t.plain('progress.send'),
          press: sendMyWordsButton.press({ application }),
          style: 'primary',
        },
      ],
      [{ label: t.plain('progress.rewrite'), press: myWordsButton.press({ application, field }) }, later],
    ],
    personal: true,
  };
}

function question(field: WordField, t: Translate): Html {
  switch (field) {
    case 'name':
      return t('progress.askName');
    case 'phone':
      return t('progress.askPhone');
    case 'unit':
      return t('progress.askUnit');
    case 'answer':
      return t('progress.askAnswer');
    case 'appeal':
      return t('progress.askAppeal');
  }
}

export function unread(field: WordField, t: Translate): Html {
  switch (field) {
    case 'name':
      return t('progress.nameUnread');
    case 'phone':
      return t('progress.phoneUnread');
    case 'unit':
      return t('progress.unitUnread');
    case 'answer':
    case 'appeal':
      return t('progress.unread', { count: rejectionWordsMax });
  }
}
