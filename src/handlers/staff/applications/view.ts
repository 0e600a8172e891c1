import { type Button, fitLabel, type Screen } from '../../../bot/screen.ts';
import type { ApplicationId } from '../../../domain/ids.ts';
import type { ApplicationStatus } from '../../../domain/lifecycle.ts';
import { type Rejection, rejectionReasons, rejectionWordsMax } from '../../../domain/membership.ts';
import { escaped, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../../i18n/named.ts';
import type { Lookalike } from '../../../services/applications/duplicates.ts';
import type { Colleague } from '../../../services/applications/hand-over.ts';
import type { ReviewRefusal } from '../../../services/find-reviewable.ts';
import type { OpenedApplication } from '../../../services/open-application.ts';
import {
  applicationButton,
  approveButton,
  askApplicantButton,
  claimButton,
  handOverButton,
  handToButton,
  nextApplicationButton,
  pairButton,
  queueButton,
  rejectButton,
  rejectForButton,
  rejectRewriteButton,
  rejectSendButton,
  showPhoneButton,
  tellApartButton,
} from '../../buttons.ts';
import type { RejectState } from './dialogue.ts';

/** Everything a decision needs: who opens it, decides. */
export function applicationScreen(
  application: OpenedApplication,
  dayOf: (date: string) => Date,
  t: Translate,
): Screen {
  const { id, desk, status } = application;
  const theirs = desk.kind === 'colleague';
  const ask: Button = {
    label: t.plain('staff.askBack'),
    press: askApplicantButton.press({ application: id }),
  };
  return {
    text: lines(
      t('staff.applicant', { name: application.name }),
      t('staff.phone', { phone: application.maskedPhone }),
      unitLine(application.unit, t),
      t('staff.building', { building: nameIn(application.building, t) }),
      t('staff.union', { union: nameIn(application.union, t) }),
      application.memberOf ? t('staff.transfer', { union: nameIn(application.memberOf, t) }) : null,
      t(application.visibleTo === 'union' ? 'staff.onlyUnion' : 'staff.unitOfficersToo'),
      '',
      t('staff.submitted', { at: application.submittedAt }),
      t('staff.due', { due: dayOf(application.dueOn) }),
      application.rejection ? t('staff.rejectedFor', { reason: reasonText(application.rejection, t) }) : null,
      ...application.said.map(({ by, words }) =>
        by === 'reviewer' ? t('staff.saidReviewer', { words }) : t('staff.saidApplicant', { words }),
      ),
      ...application.lookalikes.map((alike) => alikeLine(alike, dayOf, t)),
      desk.kind === 'nobody'
        ? null
        : t(theirs ? 'staff.deskColleague' : 'staff.deskMine', { until: desk.until }),
      t('staff.seenNote'),
    ),
    rows: [
      ...(theirs
        ? []
        : [
            [
              {
                label: t.plain('staff.approve'),
                press: approveButton.press({ application: id }),
                style: 'success' as const,
              },
            ],
          ]),
      [
        ...(theirs
          ? []
          : [{ label: t.plain('staff.reject'), press: rejectButton.press({ application: id }) }]),
        next(id, t),
      ],
      ...(!theirs && status === 'submitted' ? [[ask]] : []),
      ...application.lookalikes.map((alike): Button[] => [
        {
          label: fitLabel(t.plain('people.compare', { name: alike.maskedName })),
          press: pairButton.press({ one: application.person, other: alike.person }),
        },
        {
          label: fitLabel(t.plain('staff.apart', { name: alike.maskedName })),
          press: tellApartButton.press({ application: id, other: alike.person }),
        },
      ]),
      [
        {
          label: t.plain('staff.showPhone'),
          press: showPhoneButton.press({ application: id }),
        },
        desk.kind === 'mine' ? giveBack(id, t) : take(id, theirs ? 'staff.takeOver' : 'staff.take', t),
      ],
      ...(theirs
        ? []
        : [[{ label: t.plain('staff.handOver'), press: handOverButton.press({ application: id }) }]]),
      [toList(t)],
    ],
    personal: true,
  };
}

function reasonText({ reason, words }: Rejection, t: Translate): string {
  return reason === 'other' && words !== undefined ? words : t.plain(`staff.${reason}`);
}

/** Side by side with the applicant: enough to know whether it is the same person, and no more. */
function alikeLine(alike: Lookalike, dayOf: (date: string) => Date, t: Translate): Html {
  const why = t.format.list(
    alike.why.map((one) => t.plain(one === 'phone' ? 'staff.alikePhone' : 'staff.alikeName')),
  );
  const head = t.plain('staff.alike', { name: alike.maskedName, why });
  const union = alike.union ? shortNameIn(alike.union, t) : '';
  if (alike.memberSince !== null)
    return t('staff.alikeMember', { alike: head, union, since: dayOf(alike.memberSince) });
  return alike.appliedAt
    ? t('staff.alikeApplicant', { alike: head, union, at: alike.appliedAt })
    : escaped(head);
}

/** Shown once, in a message of its own that can't be passed on. */
export function phoneScreen(id: ApplicationId, phone: string, t: Translate): Screen {
  return {
    text: t('staff.phoneShown', { phone }),
    rows: [[{ label: t.plain('common.back'), press: applicationButton.press({ application: id }) }]],
    personal: true,
  };
}

/** Whom it can be handed to. Those without a name are told apart by where they sit. */
export function colleaguesScreen(id: ApplicationId, colleagues: readonly Colleague[], t: Translate): Screen {
  return {
    text: t(colleagues.length === 0 ? 'staff.handNobody' : 'staff.handTo'),
    rows: [
      ...colleagues.map(({ person, name, from }): Button[] => [
        {
          label: fitLabel(
            t.plain('staff.handLine', {
              name: name ?? t.plain('staff.nameless'),
              where: t.plain(`staff.from_${from}`),
            }),
          ),
          press: handToButton.press({ application: id, to: person }),
        },
      ]),
      [{ label: t.plain('common.back'), press: applicationButton.press({ application: id }) }],
    ],
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
  const over = refusal.type === 'claimed' ? [[take(id, 'staff.takeOver', t)]] : [];
  return { text: refusalText(refusal, t), rows: [...over, [next(id, t)], [toList(t)]] };
}

function refusalText(refusal: ReviewRefusal, t: Translate): Html {
  switch (refusal.type) {
    case 'notYours':
      return t('staff.notYours');
    case 'own':
      return t('staff.ownApplication');
    case 'street':
      return t('staff.wasAppealed');
    case 'otherEyes':
      return t('staff.otherEyes');
    case 'claimed':
      return t('staff.claimed', { until: refusal.until });
    case 'settled':
      return settledText(refusal.status, t);
  }
}

function settledText(status: ApplicationStatus, t: Translate): Html {
  switch (status) {
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
    case 'submitted':
      return t('staff.wasAnswered');
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
  const asks = state.as === 'ask';
  if (state.step === 'askWords')
    return { text: hint ?? t(asks ? 'staff.askBackWords' : 'staff.askWords'), rows: [[undecided]] };
  return {
    text: lines(hint ?? t(asks ? 'staff.confirmAsk' : 'staff.confirmWords'), '', escaped(state.words)),
    rows: [
      [
        {
          label: t.plain(asks ? 'staff.sendAsk' : 'staff.sendWords'),
          press: rejectSendButton.press({ application }),
          style: asks ? 'primary' : 'danger',
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
  return { label: t.plain('staff.toList'), press: queueButton.press({ filter: 'waiting', page: 0 }) };
}

function take(id: ApplicationId, label: 'staff.take' | 'staff.takeOver', t: Translate): Button {
  return { label: t.plain(label), press: claimButton.press({ application: id, what: 'take' }) };
}

function giveBack(id: ApplicationId, t: Translate): Button {
  return {
    label: t.plain('staff.giveBack'),
    press: claimButton.press({ application: id, what: 'giveBack' }),
  };
}
