import { type Button, fitLabel, type Screen } from '../bot/screen.ts';
import { activityKinds } from '../domain/activity.ts';
import { type Named, wordsFor } from '../domain/language.ts';
import { programmeFor } from '../domain/program.ts';
import type { Needs } from '../domain/survey.ts';
import { bold, type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn } from '../i18n/named.ts';
import type { NoticeContent } from '../services/outbox/content.ts';
import { activitiesButton, activityButton, stopAnnouncementsButton, surveyButton } from './buttons.ts';

/** More than these are behind “more”. */
const mostListed = 5;

type AboutActivity = Content<'activityAnnounced' | 'activityCancelled'>;
type Content<K extends NoticeContent['kind']> = Extract<NoticeContent, { readonly kind: K }>;

/** A month's activities: those she asked for; all of them, when she hasn't said what she would come to. */
export function monthScreen(
  { union, month, activities }: Content<'monthlyProgramme'>,
  needs: Needs | null,
  timeZone: string,
  t: Translate,
): Screen {
  const programme = programmeFor(needs, activities, timeZone);
  const asked = programme.filter((each) => each.asked);
  const listed = (asked.length > 0 ? asked : programme).slice(0, mostListed).map(({ activity }) => activity);
  const more = programme.length - listed.length;
  const emphasis = (words: string) => (asked.length > 0 ? bold(words) : words);
  const body = lines(
    ...listed.map(({ startsAt, title }) =>
      t('notice.monthLine', { when: startsAt, title: emphasis(wordsFor(title, t.language)) }),
    ),
    more > 0 ? t('notice.monthMore', { count: more }) : null,
    '',
    why(
      union,
      needs,
      listed.map(({ kind }) => kind),
      t,
    ),
  );
  const rows: Button[][] = listed.map((activity) => [seeButton(activity, t)]);
  if (more > 0) rows.push([{ label: t.plain('notice.more'), press: activitiesButton.press({ page: 0 }) }]);
  return {
    text: lines(t('notice.monthHead', { when: month }), '', body),
    rows: [...rows, ...wishRows(needs, t)],
  };
}

export function activityScreen(
  { union, activity }: AboutActivity,
  needs: Needs | null,
  t: Translate,
): Screen {
  const body = lines(
    bold(wordsFor(activity.title, t.language)),
    t('notice.activityWhen', { when: activity.startsAt }),
    t('notice.activityWhere', { place: wordsFor(activity.place, t.language) }),
    '',
    why(union, needs, [activity.kind], t),
  );
  return {
    text: lines(t('notice.activityHead'), '', body),
    rows: [[{ ...seeButton(activity, t), style: 'primary' }], ...wishRows(needs, t)],
  };
}

/** You said, we did. */
export function demandMetScreen({ union, activity }: Content<'demandMet'>, t: Translate): Screen {
  const body = t('notice.demandMet', {
    kind: t.plain(`kind.${activity.kind}`),
    union: nameIn(union, t),
    when: activity.startsAt,
    title: wordsFor(activity.title, t.language),
  });
  return {
    text: lines(t('notice.demandMetHead'), '', body),
    rows: [
      [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }), style: 'primary' }],
      [{ label: t.plain('notice.changeNeeds'), press: surveyButton.press({}) }],
      [{ label: t.plain('notice.stop'), press: stopAnnouncementsButton.press({}) }],
    ],
  };
}

function seeButton({ id, title }: Pick<AboutActivity['activity'], 'id' | 'title'>, t: Translate): Button {
  return {
    label: fitLabel(t.plain('notice.see', { title: wordsFor(title, t.language) })),
    press: activityButton.press({ activity: id }),
  };
}

/** Every announcement says why it came: for what she asked for of this, or as a member; and how often she wanted it. */
function why(
  union: Named,
  needs: Needs | null,
  told: readonly (typeof activityKinds)[number][],
  t: Translate,
): Html {
  const asked = activityKinds.filter((kind) => told.includes(kind) && needs?.interests.includes(kind));
  const interests = t.format.list(asked.map((kind) => t.plain(`kind.${kind}`)));
  return lines(
    asked.length === 0
      ? t('notice.whyMember', { union: nameIn(union, t) })
      : t('notice.whyAsked', { interests }),
    needs?.frequency ? t('notice.whyOften', { often: t(`notice.often_${needs.frequency}`) }) : null,
  );
}

/** The way to change that: what she would like, or nothing at all. */
function wishRows(needs: Needs | null, t: Translate): Button[][] {
  return [
    [
      {
        label: t.plain(needs === null ? 'notice.survey' : 'notice.changeNeeds'),
        press: surveyButton.press({}),
      },
    ],
    [{ label: t.plain('notice.stop'), press: stopAnnouncementsButton.press({}) }],
  ];
}
