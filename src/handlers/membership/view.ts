import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { restReasons } from '../../domain/membership-change.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import type { MyMembership } from '../../services/membership/read-my-membership.ts';
import {
  changeWorkButton,
  findButton,
  homeButton,
  joinButton,
  leaveAskButton,
  leaveButton,
  meButton,
  membershipButton,
  myApplicationButton,
  restButton,
  resumeWorkButton,
  stopWorkButton,
  withdrawButton,
} from '../buttons.ts';

/** How it stands, and what she may do about it. @param note said above it: what has just been done */
export function membershipScreen(
  mine: MyMembership | null,
  dayOf: (date: string) => Date,
  t: Translate,
  note?: Html,
): Screen {
  if (!mine) {
    return {
      text: note ? lines(note, '', t('membership.notMember')) : t('membership.notMember'),
      rows: [[find(t)], [home(t)]],
    };
  }
  const { transfer } = mine;
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      standing(mine, t),
      ...(transfer
        ? ['', t('membership.underWay', { union: nameIn(transfer.union, t), due: dayOf(transfer.dueOn) })]
        : []),
    ),
    rows: [...(transfer ? underWay(transfer, t) : changes(mine, t)), ...ways(t)],
    personal: true,
  };
}

function standing({ union, unit, resting }: MyMembership, t: Translate): Html {
  const named = { union: nameIn(union, t) };
  if (resting) return t('membership.resting', named);
  return unit === null
    ? t('membership.memberWithoutUnit', named)
    : t('membership.member', { ...named, unit });
}

function underWay({ application }: NonNullable<MyMembership['transfer']>, t: Translate): Button[][] {
  return [
    [{ label: t.plain('membership.seeProgress'), press: myApplicationButton.press({ application }) }],
    [{ label: t.plain('membership.takeBack'), press: withdrawButton.press({ application }) }],
  ];
}

function changes({ resting }: MyMembership, t: Translate): Button[][] {
  const change = changeWorkButton.press({});
  if (resting) {
    return [
      [{ label: t.plain('membership.resume'), press: resumeWorkButton.press({}) }],
      [{ label: t.plain('membership.resumeElsewhere'), press: change }],
    ];
  }
  return [
    [{ label: t.plain('membership.change'), press: change }],
    [{ label: t.plain('membership.stop'), press: stopWorkButton.press({}) }],
  ];
}

function ways(t: Translate): Button[][] {
  return [[{ label: t.plain('membership.leave'), press: leaveAskButton.press({}) }], [me(t)]];
}

export function restScreen(t: Translate): Screen {
  return {
    text: t('membership.askRest'),
    rows: [
      restReasons.map((reason) => ({
        label: t.plain(`membership.${reason}`),
        press: restButton.press({ reason }),
      })),
      [{ label: t.plain('common.back'), press: membershipButton.press({}) }],
    ],
  };
}

export function leaveAskScreen(askedAt: Date, t: Translate): Screen {
  const asked = Math.floor(askedAt.getTime() / 60_000);
  return {
    text: t('membership.leaveAsk'),
    rows: [
      [{ label: t.plain('membership.leaveNo'), press: membershipButton.press({}) }],
      [{ label: t.plain('membership.leaveYes'), press: leaveButton.press({ asked }), style: 'danger' }],
    ],
  };
}

/** @param building where she worked, so that coming back is two taps */
export function leftScreen(union: Named, building: BuildingId | null, t: Translate): Screen {
  const back: Button =
    building === null
      ? find(t)
      : { label: t.plain('membership.rejoin'), press: joinButton.press({ building }) };
  return { text: t('membership.left', { union: nameIn(union, t) }), rows: [[back], [me(t)], [home(t)]] };
}

/** After something small: said, and back. */
export function notedScreen(text: Html, t: Translate): Screen {
  return { text, rows: [[toMembership(t)], [home(t)]] };
}

export function toMembership(t: Translate): Button {
  return { label: t.plain('membership.toMembership'), press: membershipButton.press({}) };
}

export function fitted(label: string, press: string): Button {
  return { label: fitLabel(label), press };
}

function find(t: Translate): Button {
  return { label: t.plain('membership.find'), press: findButton.press({}) };
}

function me(t: Translate): Button {
  return { label: t.plain('membership.toMe'), press: meButton.press({}) };
}

function home(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
