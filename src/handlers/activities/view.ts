import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import type { UnionId } from '../../domain/ids.ts';
import { type Named, wordsFor } from '../../domain/language.ts';
import { type ActivityCard, programmeFor, signUpRefusal } from '../../domain/program.ts';
import type { Needs } from '../../domain/survey.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import {
  activitiesButton,
  activityButton,
  findButton,
  homeButton,
  signUpButton,
  surveyButton,
  takeBackButton,
  unionActivitiesButton,
  unionButton,
} from '../buttons.ts';

/** How she stands to the union whose activities she sees. */
export type Bond = 'member' | 'applicant' | 'stranger';

export interface Coming {
  readonly union: Named & { readonly id: UnionId };
  readonly bond: Bond;
  readonly activities: readonly ActivityCard[];
  /** Null: not known, so nothing is put first. */
  readonly needs: Needs | null;
}

const perPage = 6;

/** What a union has coming, what she asked for first. */
export function listScreen(
  { union, bond, activities, needs }: Coming,
  page: number,
  { timeZone, t }: { readonly timeZone: string; readonly t: Translate },
): Screen {
  const programme = programmeFor(needs, activities, timeZone);
  const { shown, ...at } = pageOf(programme, page, perPage);
  const asked = programme.filter((entry) => entry.asked).length;
  const entries = shown.map(({ activity }): Button[] => [
    {
      label: fitLabel(
        t.plain('activities.entry', {
          when: activity.startsAt,
          title: wordsFor(activity.title, t.language),
        }),
      ),
      press: activityButton.press({ activity: activity.id }),
    },
  ]);
  const turn = (to: number) =>
    bond === 'stranger'
      ? unionActivitiesButton.press({ union: union.id, page: to })
      : activitiesButton.press({ page: to });
  const tellUs = bond !== 'stranger' && needs === null;
  return {
    text: lines(
      t(activities.length > 0 ? 'activities.list' : 'activities.none', { union: nameIn(union, t) }),
      asked > 0 ? t('activities.asked', { count: asked }) : null,
      tellUs && activities.length > 0 ? t('activities.tellUs') : null,
      bond === 'applicant' ? t('activities.waiting') : null,
      bond === 'stranger' ? t('activities.membersOnly', { union: nameIn(union, t) }) : null,
    ),
    rows: [
      ...entries,
      ...pagerRows(at, turn, t),
      ...(tellUs ? [[{ label: t.plain('activities.survey'), press: surveyButton.press({}) }]] : []),
      ...(bond === 'stranger' ? [[unionButtonIn(union.id, t)]] : []),
      [homeButtonIn(t)],
    ],
  };
}

/** One activity, and what she can do about it. */
export function cardScreen(
  activity: ActivityCard,
  bond: Bond,
  { now, t }: { readonly now: Date; readonly t: Translate },
  note: Html | null = null,
): Screen {
  const refusal = signUpRefusal(activity, now);
  const open = refusal === null || (refusal === 'full' && activity.signedUp);
  const act = activity.signedUp
    ? { label: t.plain('activities.takeBack'), press: takeBackButton.press({ activity: activity.id }) }
    : {
        label: t.plain('activities.signUp'),
        press: signUpButton.press({ activity: activity.id }),
        style: 'primary' as const,
      };
  const standing = standingLine(activity, { bond, refusal, t });
  const others =
    bond === 'stranger'
      ? unionActivitiesButton.press({ union: activity.union.id, page: 0 })
      : activitiesButton.press({ page: 0 });
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('activities.title', { title: wordsFor(activity.title, t.language) })),
      t('activities.facts', { kind: t(`kind.${activity.kind}`), union: nameIn(activity.union, t) }),
      t('activities.when', { when: activity.startsAt }),
      t('activities.where', { place: wordsFor(activity.place, t.language) }),
      refusal === null ? placesLine(activity, t) : null,
      ...(standing ? ['', standing] : []),
    ),
    rows: [
      ...(bond === 'member' && open ? [[act]] : []),
      ...(bond === 'stranger' ? [[unionButtonIn(activity.union.id, t)]] : []),
      [{ label: t.plain('activities.others'), press: others }],
    ],
  };
}

function placesLine({ capacity, taken }: ActivityCard, t: Translate): Html {
  return capacity === null
    ? t('activities.unlimited')
    : t('activities.left', { count: Math.max(0, capacity - taken) });
}

function standingLine(
  activity: ActivityCard,
  {
    bond,
    refusal,
    t,
  }: { readonly bond: Bond; readonly refusal: ReturnType<typeof signUpRefusal>; readonly t: Translate },
): Html | null {
  if (refusal === 'cancelled' || refusal === 'over') return t(`activities.${refusal}`);
  if (activity.signedUp) return t('activities.signedUp');
  if (refusal === 'full') return t('activities.full');
  switch (bond) {
    case 'member':
      return null;
    case 'applicant':
      return t('activities.waiting');
    case 'stranger':
      return t('activities.membersOnly', { union: nameIn(activity.union, t) });
  }
}

/** To somebody who belongs to no union yet. */
export function findFirstScreen(t: Translate): Screen {
  return {
    text: t('activities.findFirst'),
    rows: [
      [{ label: t.plain('activities.find'), press: findButton.press({}), style: 'primary' }],
      [homeButtonIn(t)],
    ],
  };
}

function unionButtonIn(union: UnionId, t: Translate): Button {
  return { label: t.plain('activities.union'), press: unionButton.press({ union }) };
}

function homeButtonIn(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
