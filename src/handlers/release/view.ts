import type { Button, Screen } from '../../bot/screen.ts';
import { wordsFor } from '../../domain/language.ts';
import type { Course, ToldPlan } from '../../domain/send-plan.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import type { PlanFacts } from '../../services/release/read-plan.ts';
import { askReleaseButton, composePageButton, releaseButton, returnDraftButton } from '../buttons.ts';
import { whereIn } from '../scope-view.ts';

type Plan = Extract<PlanFacts, { readonly type: 'plan' }>;

/** What would become of it, released now: numbers, hours, and who may let it go. */
export function planScreen(facts: PlanFacts, now: Date, note: Html | null, t: Translate): Screen {
  const title = wordsFor(facts.title, t.language) || t.plain('release.untitled');
  const head = lines(
    note,
    t('release.head', { title }),
    t('release.in', { where: whereIn(facts.scope, t) }),
    '',
  );
  const leave: Button = {
    label: t.plain('release.leave'),
    press: composePageButton.press({ broadcast: facts.broadcast }),
  };
  if (facts.type === 'blocked')
    return { text: lines(head, t(`release.block_${facts.block}`)), rows: [[leave]] };
  return {
    text: lines(head, ...numbers(facts.plan, t), '', course(facts, now, t), gate(facts, t)),
    rows: [...ways(facts, now, t).map((way) => [way]), [leave]],
  };
}

function numbers(plan: ToldPlan, t: Translate): (Html | null)[] {
  const { rough, reached, meant, leftOut, heardLately } = plan;
  return [
    rough
      ? t('release.reachedRough', { count: reached })
      : t('release.reached', { count: reached, meant: t.format.number(meant) }),
    heardLately === 0 ? null : t('release.lately', { n: howMany(heardLately, rough, t) }),
    ...leftOut.map(({ reason, people }) => t(`release.${reason}`, { n: howMany(people, rough, t) })),
  ];
}

function howMany(people: number | null, rough: boolean, t: Translate): string {
  if (people === null) return t.plain('release.peopleFew');
  return rough
    ? t.plain('release.peopleRough', { count: people })
    : t.plain('release.people', { count: people });
}

/** Less than this is over before anybody has looked at a clock. */
const shortMs = 120_000;

function course({ plan, timing, status }: Plan, now: Date, t: Translate): Html | null {
  if (status === 'released') return null;
  const { dueAt, begins, ends: end, before }: Course = plan.course;
  const short = end.getTime() - begins.getTime() < shortMs;
  const ends = short ? t.plain('release.endsSoon') : t.plain('release.endsAbout', { ends: end });
  const when = begins > dueAt ? 'release.fromMorning' : 'release.fromThen';
  return lines(
    before > 0 ? t('release.before', { count: before }) : null,
    begins > now ? t(when, { begins, ends }) : t('release.fromNow', { ends }),
    timing?.kind === 'series' ? t('release.seriesNote') : null,
  );
}

function gate({ status, second, own, above }: Plan, t: Translate): Html | null {
  if (status === 'released') return t('release.released');
  if (!second) return null;
  if (status === 'waiting') return own ? t('release.isWaiting') : null;
  return t('release.needsSecond', { count: above });
}

function ways({ broadcast, version, status, second, own, plan }: Plan, now: Date, t: Translate): Button[] {
  const shown = { broadcast, version };
  const release: Button = {
    label: t.plain(plan.course.begins > now ? 'release.sendLater' : 'release.send'),
    press: releaseButton.press(shown),
    style: 'primary',
  };
  switch (status) {
    case 'draft':
      return [
        second
          ? { label: t.plain('release.ask'), press: askReleaseButton.press(shown), style: 'primary' }
          : release,
      ];
    case 'waiting':
      return [
        ...(second && own ? [] : [release]),
        {
          label: t.plain(own ? 'release.takeBack' : 'release.giveBack'),
          press: returnDraftButton.press(shown),
        },
      ];
    case 'released':
    case 'dropped':
      return [];
  }
}
