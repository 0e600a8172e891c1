import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { ApplicationId, BuildingId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import {
  activitiesButton,
  carryOnButton,
  findButton,
  homeButton,
  joinAfreshButton,
  meButton,
  membershipButton,
  surveyButton,
  withdrawConfirmButton,
} from '../buttons.ts';

/* Everything around the steps: before the first of them, and after the last. */

/** Joining begins with a building. */
export function findFirstScreen(t: Translate): Screen {
  return { text: t('join.findFirst'), rows: [[findBuilding(t)], [home(t)]] };
}

export function notCoveredScreen(t: Translate): Screen {
  return { text: t('join.notCovered'), rows: [[findBuilding(t)], [home(t)]] };
}

/** She asks to join while a form is half filled: carry on, or take another building. */
export function halfDoneScreen(building: Named, t: Translate): Screen {
  return {
    text: t('join.half', { building: nameIn(building, t) }),
    rows: [[carryOn(t)], [{ label: t.plain('join.otherBuilding'), press: findButton.press({}) }]],
  };
}

/** The same, where she has named the other building. */
export function halfDoneElsewhereScreen(
  building: Named,
  other: Named & { readonly id: BuildingId },
  t: Translate,
): Screen {
  const afresh: Button = {
    label: fitLabel(t.plain('join.afresh', { building: shortNameIn(other, t) })),
    press: joinAfreshButton.press({ building: other.id }),
  };
  return {
    text: t('join.halfElsewhere', { building: nameIn(building, t), other: nameIn(other, t) }),
    rows: [[carryOn(t)], [afresh]],
  };
}

export function pausedScreen(t: Translate): Screen {
  return { text: t('common.cancelled'), rows: [[carryOn(t)], [home(t)]] };
}

/** @param due the day by which she hears */
export function submittedScreen(union: Named, due: Date, t: Translate): Screen {
  return {
    text: t('join.submitted', { union: nameIn(union, t), due }),
    rows: [
      [{ label: t.plain('join.survey'), press: surveyButton.press({}), style: 'primary' }],
      [{ label: t.plain('join.activities'), press: activitiesButton.press({ page: 0 }) }],
      [home(t)],
    ],
  };
}

/** Somebody is at the desk before her: the answer comes in minutes, and the day is promised all the same. */
export function submittedAtStallScreen(union: Named, t: Translate): Screen {
  return {
    text: t('join.submittedAtStall', { union: nameIn(union, t) }),
    rows: [[{ label: t.plain('join.survey'), press: surveyButton.press({}), style: 'primary' }], [home(t)]],
  };
}

export function alreadyWaitingScreen(union: Named, due: Date, t: Translate): Screen {
  return {
    text: t('join.alreadyWaiting', { union: nameIn(union, t), due }),
    rows: [[{ label: t.plain('join.survey'), press: surveyButton.press({}) }], [me(t)], [home(t)]],
  };
}

export function alreadyMemberScreen(union: Named, t: Translate): Screen {
  const change = { label: t.plain('membership.change'), press: membershipButton.press({}) };
  return { text: t('join.alreadyMember', { union: nameIn(union, t) }), rows: [[change], [me(t)], [home(t)]] };
}

export function withdrawScreen(application: ApplicationId, union: Named, t: Translate): Screen {
  return {
    text: t('join.withdrawAsk', { union: nameIn(union, t) }),
    rows: [
      [{ label: t.plain('join.keep'), press: meButton.press({}) }],
      [
        {
          label: t.plain('join.withdraw'),
          press: withdrawConfirmButton.press({ application }),
          style: 'danger',
        },
      ],
    ],
  };
}

export function withdrawnScreen(union: Named, t: Translate): Screen {
  return {
    text: t('join.withdrawn', { union: nameIn(union, t) }),
    rows: [[findBuilding(t)], [home(t)]],
  };
}

/** A member who took back a change of union: nothing has changed for her. */
export function staysScreen(t: Translate): Screen {
  return { text: t('membership.put'), rows: [[me(t)], [home(t)]] };
}

export function withdrawTooLateScreen(t: Translate): Screen {
  return { text: t('join.withdrawTooLate'), rows: [[me(t)], [home(t)]] };
}

function carryOn(t: Translate): Button {
  return {
    label: t.plain('common.carryOn'),
    press: carryOnButton.press({ kind: 'join' }),
    style: 'primary',
  };
}

function findBuilding(t: Translate): Button {
  return { label: t.plain('join.findBuilding'), press: findButton.press({}) };
}

function me(t: Translate): Button {
  return { label: t.plain('join.me'), press: meButton.press({}) };
}

function home(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
