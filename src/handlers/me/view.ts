import type { Button, Screen } from '../../bot/screen.ts';
import { activityKinds } from '../../domain/activity.ts';
import { wordsFor } from '../../domain/language.ts';
import { isOpen } from '../../domain/lifecycle.ts';
import { maskPhone } from '../../domain/membership.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import { needsOf, questionByKey } from '../../domain/survey.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import { chosenWords } from '../../i18n/result-words.ts';
import type { AboutMe } from '../../services/read-about-me.ts';
import {
  consentsButton,
  eraseAskButton,
  findButton,
  homeButton,
  linkButton,
  membershipButton,
  myApplicationButton,
  myCardButton,
  myWishesButton,
  ownDataButton,
  phoneChangeButton,
  resumeAnnouncementsButton,
  stopAnnouncementsButton,
  surveyButton,
  withdrawButton,
} from '../buttons.ts';

/** Where she stands, and the ways to change it; everything else we hold on her is behind a button. */
export function aboutMeScreen(about: AboutMe, t: Translate): Screen {
  const { membership, application } = about;
  if (!membership && !application && !about.answers && !about.name && about.wishes.length === 0) {
    return {
      text: t('me.nothing'),
      rows: [[{ label: t.plain('me.find'), press: findButton.press({}) }], [linkRow(t)], ...ownDataRows(t)],
    };
  }
  const name = about.name ?? application?.name;
  const phone = about.phone ?? application?.phone;
  return {
    text: lines(
      t('me.title'),
      '',
      name ? t('me.name', { name }) : null,
      phone ? phoneLine(phone, about, t) : null,
      membershipLine(about, t),
      applicationLine(about, t),
      unitLine(about, t),
      t(about.answers ? 'me.answered' : 'me.noAnswers'),
      t(about.consents.has('announcements') ? 'me.announcementsOn' : 'me.announcementsOff'),
      promiseLine(about, t),
      ...signUpLines(about, t),
      wishLine(about, t),
      '',
      t('me.why'),
    ),
    rows: buttons(about, t),
    personal: true,
  };
}

/** A member's number is verified once she has shared it by Telegram's button. */
function phoneLine(phone: string, { phone: kept, phoneTyped }: AboutMe, t: Translate): Html {
  const unverified = kept !== null && phoneTyped;
  return t(unverified ? 'people.phoneLineUnverified' : 'me.phone', { phone: maskPhone(phone) });
}

function membershipLine({ membership }: AboutMe, t: Translate): Html | null {
  if (!membership) return null;
  const union = nameIn(membership.union, t);
  const since = day(membership.since);
  if (membership.resting) return t('me.resting', { union, since });
  return membership.unit === null
    ? t('me.memberWithoutUnit', { union, since })
    : t('me.member', { union, unit: membership.unit, since });
}

function applicationLine({ application, membership }: AboutMe, t: Translate): Html | null {
  if (!application) return null;
  const union = nameIn(application.union, t);
  // A member's is a change of union; what didn't come of it is no news under her membership.
  if (membership)
    return isOpen(application.status) ? t('me.moving', { union, due: day(application.dueOn) }) : null;
  switch (application.status) {
    case 'submitted':
      return t('me.waiting', { union, due: day(application.dueOn) });
    case 'needs_info':
      return t('me.needsInfo', { union });
    case 'appealed':
      return t('me.appealed', { union, due: day(application.dueOn) });
    case 'rejected':
      return t('me.rejected', { union });
    case 'withdrawn':
      return t('me.withdrawn', { union });
    case 'approved':
      return null;
  }
}

/** What she gave as her workplace; one that isn't on the list is kept with the application, whatever became of it. */
function unitLine({ membership, application }: AboutMe, t: Translate): Html | null {
  const unit = application?.unit ?? null;
  if (unit === null || unit === membership?.unit) return null;
  if (!membership || application?.status === 'approved') return t('me.unit', { unit });
  return application && isOpen(application.status) ? t('me.newUnit', { unit }) : null;
}

/** Where she would like a union; what can be done about it is behind a button. */
function wishLine({ wishes }: AboutMe, t: Translate): Html | null {
  if (wishes.length === 0) return null;
  return t('wish.meLine', { places: t.format.list(wishes.map(({ named }) => nameIn(named, t))) });
}

/** What her answers mean: of what she is told, how often at most, and what comes first. */
function promiseLine({ answers, consents, membership }: AboutMe, t: Translate): Html | null {
  if (!answers || !membership || !consents.has('announcements')) return null;
  const { interests, frequency, times } = needsOf(answers);
  const kinds = activityKinds.filter((kind) => interests.includes(kind));
  const question = questionByKey(needsSurvey.definition, 'times');
  const suits = question ? times.map((time) => chosenWords(question, time, t)) : [];
  return t('me.promise', {
    kinds:
      kinds.length > 0 ? t.format.list(kinds.map((kind) => t.plain(`kind.${kind}`))) : t.plain('me.anyKind'),
    often: frequency ? t.plain('me.often', { often: t.plain(`notice.often_${frequency}`) }) : '',
    times: suits.length > 0 ? t.plain('me.timesFirst', { times: t.format.list(suits) }) : '',
  });
}

function signUpLines({ signUps }: AboutMe, t: Translate): Html[] {
  if (signUps.length === 0) return [];
  return [
    t('me.signUps'),
    ...signUps.map(({ title, startsAt }) =>
      t('me.signUp', { when: startsAt, title: wordsFor(title, t.language) }),
    ),
  ];
}

function buttons(about: AboutMe, t: Translate): Button[][] {
  const on = about.consents.has('announcements');
  const rows: Button[][] = [
    ...(about.membership || (about.application && isOpen(about.application.status))
      ? []
      : [[{ label: t.plain('me.find'), press: findButton.press({}) }]]),
    [{ label: t.plain(about.answers ? 'me.survey' : 'me.surveyFirst'), press: surveyButton.press({}) }],
  ];
  if (about.membership) {
    rows.push([
      { label: t.plain('card.open'), press: myCardButton.press({}) },
      { label: t.plain('membership.open'), press: membershipButton.press({}) },
    ]);
  }
  if (about.membership || on) {
    rows.push([
      on
        ? { label: t.plain('me.stop'), press: stopAnnouncementsButton.press({}) }
        : { label: t.plain('me.resume'), press: resumeAnnouncementsButton.press({}) },
    ]);
  }
  if (about.application && (isOpen(about.application.status) || about.application.status === 'rejected')) {
    const { id: application } = about.application;
    rows.push([{ label: t.plain('progress.see'), press: myApplicationButton.press({ application }) }]);
  }
  if (about.application && isOpen(about.application.status)) {
    rows.push([
      { label: t.plain('me.withdraw'), press: withdrawButton.press({ application: about.application.id }) },
    ]);
  }
  if (about.wishes.length > 0) rows.push([{ label: t.plain('wish.mine'), press: myWishesButton.press({}) }]);
  rows.push([
    about.membership
      ? { label: t.plain('people.phoneChange'), press: phoneChangeButton.press({}) }
      : linkRow(t),
  ]);
  rows.push(...ownDataRows(t));
  rows.push([{ label: t.plain('common.home'), press: homeButton.press({}) }]);
  return rows;
}

/** For whoever stands on a roll and has never told us. */
function linkRow(t: Translate): Button {
  return { label: t.plain('people.linkOffer'), press: linkButton.press({}) };
}

function ownDataRows(t: Translate): Button[][] {
  return [
    [
      { label: t.plain('mine.all'), press: ownDataButton.press({}) },
      { label: t.plain('mine.consents'), press: consentsButton.press({}) },
    ],
    [{ label: t.plain('mine.erase'), press: eraseAskButton.press({}) }],
  ];
}

/** Noon in China, so that a date stays the same day in any nearby zone. */
function day(date: string): Date {
  return new Date(`${date}T04:00:00Z`);
}
