import type { Screen } from '../bot/screen.ts';
import { wordsFor } from '../domain/language.ts';
import type { Needs } from '../domain/survey.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import type { NoticeContent } from '../services/outbox/content.ts';
import { activitiesButton, heldSlotButton, surveyButton } from './buttons.ts';
import { composedNoticeScreen, composedScreen } from './composed-view.ts';
import { importNoticeScreen } from './import-view.ts';
import { membershipNoticeScreen } from './membership-notice-view.ts';
import { activityScreen, demandMetScreen, monthScreen } from './news-view.ts';
import { peopleNoticeScreen } from './people-notice-view.ts';
import { releaseNoticeScreen } from './release-notice-view.ts';
import { broadcastNoticeScreen } from './report-view.ts';
import { reviewNoticeScreen } from './review-notice-view.ts';
import { slotHeldScreen } from './series-notice-view.ts';
import { surveyNoticeScreen } from './survey-notice-view.ts';
import { wishNoticeScreen } from './wish-notice-view.ts';

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
      return activityScreen(content, needs, t);
    case 'activityCancelled':
      return cancelledScreen(content, t);
    case 'demandMet':
      return demandMetScreen(content, t);
    case 'applicationApproved':
      return notice(t('notice.answerHead'), t('notice.approved', { union: nameIn(content.union, t) }), [
        [{ label: t.plain('notice.survey'), press: surveyButton.press({}), style: 'primary' }],
        [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }) }],
      ]);
    case 'membershipMoved':
    case 'transferDone':
    case 'memberGone':
    case 'stillThere':
    case 'cardReady':
      return membershipNoticeScreen(content, t);
    case 'applicationWaiting':
    case 'applicationAnswered':
    case 'applicationAppealed':
    case 'applicationHandedOver':
    case 'applicationAsked':
    case 'applicationAskedAgain':
    case 'applicationLapsed':
    case 'applicationRejected':
    case 'applicationsDue':
    case 'batchApproved':
      return reviewNoticeScreen(content, t);
    case 'announcementReport':
    case 'broadcastHeld':
      return broadcastNoticeScreen(content, t);
    case 'broadcastSlotHeld':
      return slotHeldScreen(content, t);
    case 'releaseAsked':
    case 'releaseSettled':
      return releaseNoticeScreen(content, t);
    case 'broadcast':
    case 'broadcastTest':
      return composedNoticeScreen(content, needs, t);
    case 'correction': {
      if (content.of.kind === 'broadcast')
        return composedScreen(content.of, needs, t, t('broadcast.corrected'));
      const screen = noticeScreen(content.of, { needs, timeZone }, t);
      return { ...screen, text: lines(t('broadcast.corrected'), '', screen.text) };
    }
    case 'apology':
      return notice(t('notice.apologyHead'), t('common.unexpected', { code: content.code }));
    case 'updateSetAside':
      return notice(t('notice.staffHead'), t('notice.setAside', { code: content.code }));
    case 'slotHeld':
      return heldScreen(content, t);
    case 'recordsJoined':
    case 'recordsParted':
    case 'membersAlike':
      return peopleNoticeScreen(content, t);
    case 'surveyOpened':
    case 'surveyReminder':
    case 'surveyFileRead':
      return surveyNoticeScreen(content, t);
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
