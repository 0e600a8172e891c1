import { type Button, fitLabel, type Screen } from '../../../bot/screen.ts';
import type { ApplicationId } from '../../../domain/ids.ts';
import { rejectionReasons, rejectionWordsMax } from '../../../domain/membership.ts';
import { escaped, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../../i18n/named.ts';
import type { ReviewRefusal } from '../../../services/find-reviewable.ts';
import type { WaitingPage } from '../../../services/list-applications.ts';
import type { OpenedApplication } from '../../../services/open-application.ts';
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
import { pageRow, toMenu } from '../menu-view.ts';
import type { RejectState } from './dialogue.ts';

/** @param dayOf the instant of a date, for writing it out */
export function queueScreen(queue: WaitingPage, dayOf: (date: string) => Date, t: Translate): Screen {
  if (queue.total === 0) return { text: t('staff.queueEmpty'), rows: [[toMenu(t)]] };
  return {
    text: t('staff.queue', { count: queue.total }),
    rows: [
      ...queue.waiting.map(({ id, maskedName, building, dueOn, overdue }): Button[] => {
        const line = { name: maskedName, building: shortNameIn(building, t) };
        const label = overdue
          ? t.plain('staff.queueLineLate', line)
          : t.plain('staff.queueLine', { ...line, due: dayOf(dueOn) });
        return [{ label: fitLabel(label, 30), press: applicationButton.press({ application: id }) }];
      }),
      ...pageRow(queue, (page) => applicationsButton.press({ page }), t),
      [toMenu(t)],
    ],
  };
}

/** Everything a decision needs, in full: who opens it, decides. */
export function applicationScreen(
  application: OpenedApplication,
  dayOf: (date: string) => Date,
  t: Translate,
): Screen {
  const { id } = application;
  return {
    text: lines(
      t('staff.applicant', { name: application.name }),
      t('staff.phone', { phone: application.phone }),
      unitLine(application.unit, t),
      t('staff.building', { building: nameIn(application.building, t) }),
      t('staff.union', { union: nameIn(application.union, t) }),
      '',
      t('staff.submitted', { at: application.submittedAt }),
      t('staff.due', { due: dayOf(application.dueOn) }),
      t('staff.seenNote'),
    ),
    rows: [
      [
        {
          label: t.plain('staff.approve'),
          press: approveButton.press({ application: id }),
          style: 'success',
        },
      ],
      [{ label: t.plain('staff.reject'), press: rejectButton.press({ application: id }) }, next(id, t)],
      [toList(t)],
    ],
    personal: true,
  };
}

function unitLine(unit: OpenedApplication['unit'], t: Translate): Html {
  switch (unit.kind) {
    case 'listed':
      return t('staff.unitListed', { unit: unit.name, room: unit.room });
    case 'written':
      return t('staff.unitWritten', { unit: unit.name });
    case 'unsaid':
      return t('staff.unitUnsaid');
  }
}

export function refusedScreen(refusal: ReviewRefusal, id: ApplicationId, t: Translate): Screen {
  return { text: refusalText(refusal, t), rows: [[next(id, t)], [toList(t)]] };
}

function refusalText(refusal: ReviewRefusal, t: Translate): Html {
  if (refusal.type === 'notYours') return t('staff.notYours');
  switch (refusal.status) {
    case 'approved':
      return t('staff.wasApproved');
    case 'rejected':
      return t('staff.wasRejected');
    case 'withdrawn':
      return t('staff.wasWithdrawn');
    case 'needs_info':
      return t('staff.wasAskedBack');
    case 'appealed':
      return t('staff.wasAppealed');
  }
}

export function alreadyMemberScreen(id: ApplicationId, t: Translate): Screen {
  const answer: Button = {
    label: t.plain('staff.alreadyMember'),
    press: rejectForButton.press({ application: id, reason: 'alreadyMember' }),
    style: 'primary',
  };
  return { text: t('staff.alreadyMemberNow'), rows: [[answer], [next(id, t)], [toList(t)]] };
}

export function reasonsScreen(id: ApplicationId, t: Translate): Screen {
  return {
    text: t('staff.why'),
    rows: [
      ...rejectionReasons.map((reason): Button[] => [
        { label: t.plain(`staff.${reason}`), press: rejectForButton.press({ application: id, reason }) },
      ]),
      [{ label: t.plain('common.back'), press: applicationButton.press({ application: id }) }],
    ],
  };
}

/** @param hint stands in for the step's own words: what was not understood, and what is expected */
export function rejectScreen(state: RejectState, t: Translate, hint?: Html): Screen {
  const { application } = state;
  const undecided: Button = {
    label: t.plain('staff.keepWaiting'),
    press: applicationButton.press({ application }),
  };
  if (state.step === 'askWords') return { text: hint ?? t('staff.askWords'), rows: [[undecided]] };
  return {
    text: lines(hint ?? t('staff.confirmWords'), '', escaped(state.words)),
    rows: [
      [
        {
          label: t.plain('staff.sendWords'),
          press: rejectSendButton.press({ application }),
          style: 'danger',
        },
      ],
      [{ label: t.plain('staff.rewrite'), press: rejectRewriteButton.press({ application }) }, undecided],
    ],
  };
}

export function wordsUnread(t: Translate): Html {
  return t('staff.wordsUnread', { count: rejectionWordsMax });
}

function next(after: ApplicationId, t: Translate): Button {
  return { label: t.plain('staff.next'), press: nextApplicationButton.press({ after }) };
}

function toList(t: Translate): Button {
  return { label: t.plain('staff.toList'), press: applicationsButton.press({ page: 0 }) };
}
