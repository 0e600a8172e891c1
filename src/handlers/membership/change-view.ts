import type { Button, Screen } from '../../bot/screen.ts';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { TransferRequested } from '../../services/membership/request-transfer.ts';
import {
  changeBackButton,
  changePlaceButton,
  changePutButton,
  changeSendButton,
  changeUnitAllButton,
  changeUnitButton,
  changeUnitPageButton,
  changeUnitSkipButton,
  changeUnitTypedButton,
  homeButton,
  membershipButton,
  myApplicationButton,
} from '../buttons.ts';
import { type ChangeState, writtenUnit } from './dialogue.ts';
import { fitted, toMembership } from './view.ts';

/** Some of the units in a building. */
export interface UnitPage {
  readonly units: readonly { readonly id: UnitId; readonly name: string; readonly room: string }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** A building that may be meant. */
export interface Found extends Named {
  readonly building: BuildingId;
}

export function askBuildingScreen(t: Translate, hint?: Html): Screen {
  return { text: hint ?? t('membership.askBuilding'), rows: [[put(t)]] };
}

export function foundScreen(typed: string, found: readonly Found[], t: Translate): Screen {
  if (found.length === 0) {
    const short = [...typed].slice(0, 20).join('');
    return askBuildingScreen(t, t('membership.noBuilding', { typed: short }));
  }
  return {
    text: t('membership.whichBuilding'),
    rows: [
      ...found.map(({ building, ...named }) => [
        fitted(shortNameIn(named, t), changePlaceButton.press({ building })),
      ]),
      [put(t)],
    ],
  };
}

export function unitScreen(
  state: Extract<ChangeState, { step: 'askUnit' }>,
  { units, page, pages, total }: UnitPage,
  t: Translate,
  hint?: Html,
): Screen {
  const building = shortNameIn(state.target.buildingNamed, t);
  const { typed } = state;
  const narrowed = typed !== '';
  const rows: Button[][] = units.map(({ id, name, room }) => [
    fitted(room === '' ? name : `${name} · ${room}`, changeUnitButton.press({ unit: id })),
  ]);
  const pageTo = (to: number) => changeUnitPageButton.press({ page: to });
  rows.push([
    ...(page > 0 ? [{ label: t.plain('common.previousPage'), press: pageTo(page - 1) }] : []),
    ...(page + 1 < pages ? [{ label: t.plain('common.nextPage'), press: pageTo(page + 1) }] : []),
  ]);
  if (narrowed && total === 0 && writtenUnit(typed) !== null)
    rows.push([fitted(t.plain('membership.takeTyped', { typed }), changeUnitTypedButton.press({}))]);
  rows.push([
    ...(narrowed ? [{ label: t.plain('membership.allUnits'), press: changeUnitAllButton.press({}) }] : []),
    { label: t.plain('membership.skipUnit'), press: changeUnitSkipButton.press({}) },
  ]);
  const text = narrowed
    ? total > 0
      ? t('membership.unitsFound', { typed, count: total })
      : t('membership.unitsNone', { typed, building })
    : t(total > 0 ? 'membership.askUnit' : 'membership.noUnits', { building });
  return {
    text: lines(bold(nameIn(state.target.buildingNamed, t)), '', hint ?? text),
    rows: [
      ...rows.filter((row) => row.length > 0),
      [back('building', 'membership.otherBuilding', t), put(t)],
    ],
  };
}

export function confirmScreen(
  { target, unit, within }: Extract<ChangeState, { step: 'confirm' }>,
  t: Translate,
): Screen {
  const told = {
    building: nameIn(target.buildingNamed, t),
    union: nameIn(target.unionNamed, t),
    unit: unit.kind === 'unsaid' ? t.plain('membership.unsaid') : unit.name,
  };
  return {
    text: within ? t('membership.confirmWithin', told) : t('membership.confirmAcross', told),
    rows: [
      [
        {
          label: t.plain(within ? 'membership.sendWithin' : 'membership.sendAcross'),
          press: changeSendButton.press({}),
          style: 'primary',
        },
      ],
      [back('unit', 'membership.otherUnit', t), back('building', 'membership.otherBuilding', t)],
      [put(t)],
    ],
    personal: true,
  };
}

export function outcomeScreen(
  outcome: Exclude<TransferRequested, { type: 'notCovered' | 'unitGone' | 'notMember' }>,
  dayOf: (date: string) => Date,
  t: Translate,
): Screen {
  const rows: Button[][] = [
    [toMembership(t)],
    [{ label: t.plain('common.home'), press: homeButton.press({}) }],
  ];
  switch (outcome.type) {
    case 'changed':
      return { text: t('membership.changed', { union: nameIn(outcome.union, t) }), rows };
    case 'submitted': {
      const { application } = outcome;
      const see = {
        label: t.plain('membership.seeProgress'),
        press: myApplicationButton.press({ application }),
      };
      const told = { union: nameIn(outcome.union, t), due: dayOf(outcome.dueOn) };
      return { text: t('membership.submitted', told), rows: [[see], ...rows] };
    }
    case 'alreadyWaiting': {
      const told = { union: nameIn(outcome.union, t), due: dayOf(outcome.dueOn) };
      return { text: t('membership.alreadyWaiting', told), rows };
    }
    case 'same':
      return { text: t('membership.same'), rows };
    case 'nameless':
      return { text: t('membership.nameless'), rows };
  }
}

export function putScreen(t: Translate): Screen {
  return {
    text: t('membership.put'),
    rows: [
      [{ label: t.plain('membership.toMembership'), press: membershipButton.press({}) }],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}

function back(
  to: 'building' | 'unit',
  label: 'membership.otherBuilding' | 'membership.otherUnit',
  t: Translate,
): Button {
  return { label: t.plain(label), press: changeBackButton.press({ to }) };
}

function put(t: Translate): Button {
  return { label: t.plain('membership.notNow'), press: changePutButton.press({}) };
}
