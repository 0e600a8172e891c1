import type { Button, Screen } from '../bot/screen.ts';
import type { ApplicationId } from '../domain/ids.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import type { NoticeContent } from '../services/outbox/content.ts';
import {
  applicationButton,
  findButton,
  meButton,
  membershipButton,
  myApplicationButton,
  myWordsButton,
  queueButton,
} from './buttons.ts';
import { reasonIn } from './rejection-words.ts';

type ReviewNotice = Extract<
  NoticeContent,
  {
    readonly kind:
      | 'applicationWaiting'
      | 'applicationAnswered'
      | 'applicationAppealed'
      | 'applicationHandedOver'
      | 'applicationAsked'
      | 'applicationAskedAgain'
      | 'applicationLapsed'
      | 'applicationRejected'
      | 'applicationsDue'
      | 'batchApproved';
  }
>;
type Content<K extends ReviewNotice['kind']> = Extract<ReviewNotice, { readonly kind: K }>;

/** What is said unprompted of applications. The first line says nothing to who looks over a shoulder. */
export function reviewNoticeScreen(content: ReviewNotice, t: Translate): Screen {
  switch (content.kind) {
    case 'applicationWaiting':
      return toStaff(content, t('notice.waiting', facts(content, t)), t);
    case 'applicationAnswered':
      return toStaff(content, t('notice.answered', facts(content, t)), t);
    case 'applicationAppealed':
      return toStaff(content, t('notice.appealed', facts(content, t)), t);
    case 'applicationHandedOver':
      return toStaff(content, t('notice.handedOver', facts(content, t)), t);
    case 'applicationAsked':
    case 'applicationAskedAgain':
      return askedScreen(content, t);
    case 'applicationLapsed':
      return {
        text: lines(t('notice.answerHead'), '', t('notice.lapsed', { union: nameIn(content.union, t) })),
        rows: [[{ label: t.plain('notice.findAgain'), press: findButton.press({}) }]],
      };
    case 'applicationRejected':
      return rejectedScreen(content, t);
    case 'applicationsDue':
      return dueScreen(content, t);
    case 'batchApproved':
      return {
        text: lines(
          t('notice.staffHead'),
          '',
          t('notice.batchDone', { count: content.approved }),
          content.passed > 0 ? t('notice.batchPassed', { count: content.passed }) : null,
        ),
        rows: [[queue('waiting', t)]],
      };
  }
}

type Opened = Content<
  'applicationWaiting' | 'applicationAnswered' | 'applicationAppealed' | 'applicationHandedOver'
>;

function facts({ union, due }: Opened, t: Translate) {
  return { union: nameIn(union, t), due };
}

function toStaff({ application }: Opened, body: Html, t: Translate): Screen {
  const open: Button = {
    label: t.plain('notice.openApplication'),
    press: applicationButton.press({ application }),
    style: 'primary',
  };
  return { text: lines(t('notice.staffHead'), '', body), rows: [[open]] };
}

function askedScreen(
  { kind, application, union, words }: Content<'applicationAsked' | 'applicationAskedAgain'>,
  t: Translate,
): Screen {
  const asked = { union: nameIn(union, t), words };
  return {
    text: lines(
      t('notice.answerHead'),
      '',
      kind === 'applicationAsked' ? t('notice.asked', asked) : t('notice.askedAgain', asked),
    ),
    rows: [
      [
        {
          label: t.plain('notice.answerAsked'),
          press: myWordsButton.press({ application, field: 'answer' }),
          style: 'primary',
        },
      ],
      [progress(application, t)],
    ],
  };
}

function rejectedScreen(
  { application, union, rejection, mayAppeal, transfer }: Content<'applicationRejected'>,
  t: Translate,
): Screen {
  const door = transfer
    ? { label: t.plain('membership.toMembership'), press: membershipButton.press({}) }
    : rejection.reason === 'alreadyMember'
      ? { label: t.plain('notice.me'), press: meButton.press({}) }
      : { label: t.plain('notice.findAgain'), press: findButton.press({}) };
  const appeal = {
    label: t.plain('notice.appeal'),
    press: myWordsButton.press({ application, field: 'appeal' }),
  };
  return {
    text: lines(
      t('notice.answerHead'),
      '',
      t(transfer ? 'membership.transferRejected' : 'notice.rejected', { union: nameIn(union, t) }),
      reasonIn(rejection, t),
    ),
    rows: [[door], ...(mayAppeal ? [[appeal]] : [])],
  };
}

const namedAtMost = 5;

function dueScreen({ level, due, unions }: Content<'applicationsDue'>, t: Translate): Screen {
  const count = unions.reduce((sum, each) => sum + each.count, 0);
  const named = unions
    .slice(0, namedAtMost)
    .map(({ union, count: n }) =>
      level === 'union'
        ? shortNameIn(union, t)
        : t.plain('notice.dueLine', { union: shortNameIn(union, t), n: String(n) }),
    );
  const rest = unions.length > namedAtMost ? [t.plain('notice.dueMore', { n: String(unions.length) })] : [];
  const given = { count, due, unions: t.format.list([...named, ...rest]) };
  const body = {
    union: () => t('notice.dueUnion', given),
    appeals: () => t('notice.dueAppeals', given),
    street: () => t('notice.dueStreet', given),
    district: () => t('notice.dueDistrict', given),
  }[level]();
  const filter = level === 'union' ? 'waiting' : level === 'appeals' ? 'appealed' : 'overdue';
  return { text: lines(t('notice.staffHead'), '', body), rows: [[queue(filter, t)]] };
}

function queue(filter: 'waiting' | 'appealed' | 'overdue', t: Translate): Button {
  return {
    label: t.plain('notice.seeQueue'),
    press: queueButton.press({ filter, page: 0 }),
    style: 'primary',
  };
}

function progress(application: ApplicationId, t: Translate): Button {
  return { label: t.plain('notice.seeProgress'), press: myApplicationButton.press({ application }) };
}
