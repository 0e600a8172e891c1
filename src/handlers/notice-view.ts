import { type Button, fitLabel, type Screen } from '../bot/screen.ts';
import { activityKinds } from '../domain/activity.ts';
import { type Named, wordsFor } from '../domain/language.ts';
import { programmeFor } from '../domain/program.ts';
import type { Needs } from '../domain/survey.ts';
import { bold, type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import type { NoticeContent } from '../services/outbox/content.ts';
import {
  activitiesButton,
  activityButton,
  heldSlotButton,
  meButton,
  stopAnnouncementsButton,
  surveyButton,
} from './buttons.ts';
import { importNoticeScreen } from './import-view.ts';
import { broadcastNoticeScreen } from './report-view.ts';
import { reviewNoticeScreen } from './review-notice-view.ts';
import { wishNoticeScreen } from './wish-notice-view.ts';

/** More than these are behind “more”. */
const mostListed = 5;

type Content<K extends NoticeContent['kind']> = Extract<NoticeContent, { readonly kind: K }>;

interface Reader {
  readonly needs: Needs | null;
  readonly timeZone: string;
}

/** A notice in words. Previews and deliveries share it. */
export function noticeScreen(content: NoticeContent, { needs, timeZone }: Reader, t: Translate): Screen {
  switch (content.kind) {
    case 'importChecked':
    case 'importApplied':
    case 'importUndone':
      return importNoticeScreen(content, t);
    case 'monthlyProgramme':
      return monthScreen(content, needs, timeZone, t);
    case 'activityAnnounced':
      return activityScreen(content, t);
    case 'activityCancelled':
      return cancelledScreen(content, t);
    case 'applicationApproved':
      return notice(t('notice.answerHead'), t('notice.approved', { union: nameIn(content.union, t) }), [
        [{ label: t.plain('notice.survey'), press: surveyButton.press({}), style: 'primary' }],
        [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }) }],
      ]);
    case 'membershipMoved':
      return notice(t('notice.movedHead'), t('notice.moved', { union: nameIn(content.union, t) }), [
        [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }) }],
        [{ label: t.plain('notice.me'), press: meButton.press({}) }],
      ]);
    case 'applicationWaiting':
    case 'applicationAnswered':
    case 'applicationAppealed':
    case 'applicationAsked':
    case 'applicationRejected':
    case 'applicationsDue':
    case 'batchApproved':
      return reviewNoticeScreen(content, t);
    case 'announcementReport':
    case 'broadcastHeld':
      return broadcastNoticeScreen(content, t);
    case 'correction': {
      const screen = noticeScreen(content.of, { needs, timeZone }, t);
      return { ...screen, text: lines(t('broadcast.corrected'), '', screen.text) };
    }
    case 'apology':
      return notice(t('notice.apologyHead'), t('common.unexpected', { code: content.code }));
    case 'updateSetAside':
      return notice(t('notice.staffHead'), t('notice.setAside', { code: content.code }));
    case 'slotHeld':
      return heldScreen(content, t);
    case 'unionCame':
    case 'demandGrew':
    case 'proposalWaiting':
    case 'proposalDeclined':
      return wishNoticeScreen(content, t);
  }
}

/** What is below the first line isn't seen on a locked phone. */
function notice(head: Html, body: Html, rows?: Screen['rows']): Screen {
  return { text: lines(head, '', body), ...(rows && { rows }) };
}

function monthScreen(
  { union, month, activities }: Content<'monthlyProgramme'>,
  needs: Needs | null,
  timeZone: string,
  t: Translate,
): Screen {
  const programme = programmeFor(needs, activities, timeZone);
  const listed = programme.slice(0, mostListed).map(({ activity, asked }) => ({ ...activity, asked }));
  const more = programme.length - listed.length;
  const body = lines(
    ...listed.map(({ startsAt, title, asked }) => {
      const words = wordsFor(title, t.language);
      return t('notice.monthLine', { when: startsAt, title: asked ? bold(words) : words });
    }),
    more > 0 ? t('notice.monthMore', { count: more }) : null,
    '',
    why(
      union,
      needs,
      programme.some(({ asked }) => asked),
      t,
    ),
  );
  const rows: Button[][] = listed.map((activity) => [
    {
      label: fitLabel(t.plain('notice.see', { title: wordsFor(activity.title, t.language) })),
      press: activityButton.press({ activity: activity.id }),
    },
  ]);
  if (more > 0) rows.push([{ label: t.plain('notice.more'), press: activitiesButton.press({ page: 0 }) }]);
  return notice(t('notice.monthHead', { when: month }), body, [...rows, [stopButton(t)]]);
}

/** Every announcement says why it came. */
function why(union: Named, needs: Needs | null, someAsked: boolean, t: Translate): Html {
  const asked = activityKinds.filter((kind) => needs?.interests.includes(kind));
  if (!needs || asked.length === 0) return t('notice.whyMember', { union: nameIn(union, t) });
  const interests = t.format.list(asked.map((kind) => t.plain(`kind.${kind}`)));
  const often =
    needs.frequency === 'quarterly' || needs.frequency === 'rarely'
      ? t('notice.whyOften', {
          often: t(needs.frequency === 'rarely' ? 'notice.oftenRarely' : 'notice.oftenQuarterly'),
        })
      : null;
  return lines(t(someAsked ? 'notice.whyAsked' : 'notice.whyAskedNone', { interests }), often);
}

function activityScreen(
  { union, activity }: Content<'activityAnnounced' | 'activityCancelled'>,
  t: Translate,
): Screen {
  const body = lines(
    bold(wordsFor(activity.title, t.language)),
    t('notice.activityWhen', { when: activity.startsAt }),
    t('notice.activityWhere', { place: wordsFor(activity.place, t.language) }),
    '',
    t('notice.whyMember', { union: nameIn(union, t) }),
  );
  const see = {
    label: fitLabel(t.plain('notice.see', { title: wordsFor(activity.title, t.language) })),
    press: activityButton.press({ activity: activity.id }),
    style: 'primary',
  } as const;
  return notice(t('notice.activityHead'), body, [[see], [stopButton(t)]]);
}

function cancelledScreen(
  { activity }: Content<'activityAnnounced' | 'activityCancelled'>,
  t: Translate,
): Screen {
  const title = wordsFor(activity.title, t.language);
  return notice(t('notice.cancelledHead'), t('notice.cancelled', { title, when: activity.startsAt }), [
    [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }) }],
  ]);
}

function heldScreen({ id, union, month, slot, activities }: Content<'slotHeld'>, t: Translate): Screen {
  const press = (send: 'y' | 'n') =>
    heldSlotButton.press({ union: id, slot: Math.floor(slot.getTime() / 60_000), send });
  return notice(
    t('notice.staffHead'),
    t('notice.held', { union: shortNameIn(union, t), month, slot, activities }),
    [
      [{ label: t.plain('notice.heldSend'), press: press('y'), style: 'primary' }],
      [{ label: t.plain('notice.heldSkip'), press: press('n') }],
    ],
  );
}

function stopButton(t: Translate): Button {
  return { label: t.plain('notice.stop'), press: stopAnnouncementsButton.press({}) };
}
