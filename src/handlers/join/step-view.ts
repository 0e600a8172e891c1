import { type Button, fitLabel, type Key, type Screen } from '../../bot/screen.ts';
import { purposes } from '../../domain/consent.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { UnitGiven } from '../../domain/membership.ts';
import type { Confidants } from '../../domain/visibility.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import {
  joinAgreeButton,
  joinBackButton,
  joinConfidantsButton,
  joinEditButton,
  joinNameButton,
  joinNewsButton,
  joinPauseButton,
  joinSubmitButton,
  joinUnitAllButton,
  joinUnitButton,
  joinUnitPageButton,
  joinUnitSkipButton,
  joinUnitTypedButton,
  joinUnitUnlistedButton,
} from '../buttons.ts';
import { type JoinField, type JoinState, readText } from './dialogue.ts';

/** Some of the units in a building. */
export interface UnitPage {
  readonly units: readonly { readonly id: UnitId; readonly name: string; readonly room: string }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

const places = {
  askName: 1,
  askUnit: 2,
  writeUnit: 2,
  askPhone: 3,
  consent: 4,
  confirm: 5,
  review: 5,
} as const;
/** At a stall, whose code knows the rest. */
const placesAtStall = { ...places, askPhone: 2, confirm: 3 } as const;

/**
 * A step as she sees it.
 *
 * @param units what the step `askUnit` lists
 * @param hint stands in for the step's own words: what was not understood, and what is expected
 */
export function stepScreen(state: JoinState, units: UnitPage | null, t: Translate, hint?: Html): Screen {
  const { stall, unionNamed } = state.target;
  const header = bold(
    t('join.header', {
      step: (stall ? placesAtStall : places)[state.step],
      of: stall ? placesAtStall.confirm : places.review,
      union: shortNameIn(unionNamed, t),
    }),
  );
  const { text, ...rest } = body(state, units, t);
  // The review stays in sight beneath a hint: it is what she is asked about.
  const stays = state.step === 'review' || state.step === 'confirm';
  return { text: lines(header, '', hint ?? null, hint && !stays ? null : text), ...rest };
}

function body(state: JoinState, units: UnitPage | null, t: Translate): Screen {
  switch (state.step) {
    case 'askName':
      return nameScreen(state, t);
    case 'askUnit':
      return unitScreen(state, units, t);
    case 'writeUnit':
      return {
        text: t('join.writeUnit'),
        rows: [[{ label: t.plain('common.skip'), press: joinUnitSkipButton.press({}) }], wayOut(state, t)],
      };
    case 'askPhone':
      return { text: t('join.askPhone'), keyboard: phoneKeys(t) };
    case 'consent':
      return consentScreen(state, t);
    case 'confirm':
      return confirmScreen(state, t);
    case 'review':
      return reviewScreen(state, t);
  }
}

function nameScreen(state: Extract<JoinState, { step: 'askName' }>, t: Translate): Screen {
  const take = (name: string): Button[] => [
    {
      label: fitLabel(t.plain('join.takeName', { name })),
      press: joinNameButton.press({}),
      style: 'primary',
    },
  ];
  return {
    text: state.target.stall
      ? t('join.askNameAtStall', { building: shortNameIn(state.target.buildingNamed, t) })
      : t('join.askName'),
    rows: [...(state.suggestion === null ? [] : [take(state.suggestion)]), wayOut(state, t)],
  };
}

function unitScreen(
  state: Extract<JoinState, { step: 'askUnit' }>,
  found: UnitPage | null,
  t: Translate,
): Screen {
  const building = shortNameIn(state.target.buildingNamed, t);
  const { units = [], page = 0, pages = 1, total = 0 } = found ?? {};
  const { typed } = state;
  const narrowed = typed !== '';
  const rows: Button[][] = units.map(({ id, name, room }) => [
    { label: fitLabel(room === '' ? name : `${name} · ${room}`), press: joinUnitButton.press({ unit: id }) },
  ]);
  rows.push(pageButtons(page, pages, t));
  const asWritten = narrowed && total === 0 && readText({ ...state, step: 'writeUnit' }, typed) !== null;
  if (asWritten) {
    const label = fitLabel(t.plain('join.takeTyped', { typed }));
    rows.push([{ label, press: joinUnitTypedButton.press({}), style: 'primary' }]);
  }
  rows.push([
    ...(narrowed ? [{ label: t.plain('join.allUnits'), press: joinUnitAllButton.press({}) }] : []),
    { label: t.plain('join.unlisted'), press: joinUnitUnlistedButton.press({}) },
  ]);
  return {
    text: narrowed
      ? total > 0
        ? t('join.unitsNarrowed', { typed, count: total })
        : t('join.unitsNone', { typed, building })
      : t(total > 0 ? 'join.askUnit' : 'join.noUnits', { building }),
    rows: [...rows.filter((row) => row.length > 0), wayOut(state, t)],
  };
}

function pageButtons(page: number, pages: number, t: Translate): Button[] {
  const previous: Button = {
    label: t.plain('common.previousPage'),
    press: joinUnitPageButton.press({ page: Math.max(0, page - 1) }),
  };
  const next: Button = {
    label: t.plain('common.nextPage'),
    press: joinUnitPageButton.press({ page: page + 1 }),
  };
  return [...(page > 0 ? [previous] : []), ...(page + 1 < pages ? [next] : [])];
}

/** Telegram shows either keys or buttons: the ways back are keys here, too. `keyMeant` reads them. */
function phoneKeys(t: Translate): Key[][] {
  return [
    [{ label: t.plain('join.sendPhone'), ask: 'contact' }],
    [{ label: t.plain('common.back') }, { label: t.plain('common.cancel') }],
  ];
}

/** What she tapped among the keys of the step `askPhone`; they arrive as text. */
export function keyMeant(typed: string, t: Translate): 'back' | 'pause' | undefined {
  if (typed === t.plain('common.back')) return 'back';
  return typed === t.plain('common.cancel') ? 'pause' : undefined;
}

function consentScreen(state: Extract<JoinState, { step: 'consent' }>, t: Translate): Screen {
  return {
    text: t('join.consent', { union: nameIn(state.target.unionNamed, t) }),
    rows: [
      [newsBox(state.news, t)],
      [confidantsBox(state.visibleTo, t)],
      [
        {
          label: t.plain('join.agree'),
          press: joinAgreeButton.press({ version: purposes.membership }),
          style: 'primary',
        },
      ],
      wayOut(state, t),
    ],
  };
}

function newsBox(news: boolean, t: Translate): Button {
  return news
    ? { label: t.plain('join.newsOn'), press: joinNewsButton.press({ on: 'no' }) }
    : { label: t.plain('join.newsOff'), press: joinNewsButton.press({ on: 'yes' }) };
}

function confidantsBox(visibleTo: Confidants, t: Translate): Button {
  return visibleTo === 'unitOfficers'
    ? { label: t.plain('join.confidantsOn'), press: joinConfidantsButton.press({ to: 'union' }) }
    : { label: t.plain('join.confidantsOff'), press: joinConfidantsButton.press({ to: 'unitOfficers' }) };
}

/** Review and consent in one: at a stall she stands, and others wait behind her. */
function confirmScreen({ target, answers }: Extract<JoinState, { step: 'confirm' }>, t: Translate): Screen {
  const edit = (field: JoinField, label: string): Button => ({
    label,
    press: joinEditButton.press({ field }),
  });
  return {
    text: lines(
      t('join.name', { name: answers.name }),
      unitLine(answers.unit, t),
      t('join.phone', { phone: answers.phone }),
      '',
      t('join.confirm', { union: nameIn(target.unionNamed, t) }),
    ),
    rows: [
      [
        {
          label: t.plain('join.agreeAndSubmit'),
          press: joinAgreeButton.press({ version: purposes.membership }),
          style: 'primary',
        },
      ],
      [newsBox(answers.news, t)],
      [confidantsBox(answers.visibleTo, t)],
      [
        edit('name', t.plain('join.editName')),
        edit('phone', t.plain('join.editPhone')),
        edit('unit', t.plain(answers.unit.kind === 'unsaid' ? 'join.addUnit' : 'join.editUnit')),
      ],
      [pause(t)],
    ],
    personal: true,
  };
}

function reviewScreen({ target, answers }: Extract<JoinState, { step: 'review' }>, t: Translate): Screen {
  const edit = (field: JoinField, label: string): Button => ({
    label,
    press: joinEditButton.press({ field }),
  });
  return {
    text: lines(
      t('join.review'),
      '',
      t('join.name', { name: answers.name }),
      unitLine(answers.unit, t),
      t('join.phone', { phone: answers.phone }),
      t(answers.news ? 'join.newsYes' : 'join.newsNo'),
      t(answers.visibleTo === 'union' ? 'join.onlyUnion' : 'join.unitOfficersToo'),
      t('join.goesTo', { union: nameIn(target.unionNamed, t) }),
    ),
    rows: [
      [{ label: t.plain('join.submit'), press: joinSubmitButton.press({}), style: 'primary' }],
      [edit('name', t.plain('join.editName')), edit('unit', t.plain('join.editUnit'))],
      [edit('phone', t.plain('join.editPhone')), edit('news', t.plain('join.editNews'))],
      [pause(t)],
    ],
    personal: true,
  };
}

function unitLine(unit: UnitGiven, t: Translate): Html {
  return unit.kind === 'unsaid' ? t('join.unitUnsaid') : t('join.unit', { unit: unit.name });
}

/** Back where there is a step before, and out of it with everything kept. */
function wayOut(state: Exclude<JoinState, { step: 'review' | 'confirm' }>, t: Translate): Button[] {
  const first = state.step === 'askName' && state.before === null;
  const back: Button = {
    label: t.plain('common.back'),
    press: joinBackButton.press({ from: state.step }),
  };
  return [...(first ? [] : [back]), pause(t)];
}

function pause(t: Translate): Button {
  return { label: t.plain('common.cancel'), press: joinPauseButton.press({}) };
}

/** What a step expects, said when something else came. */
export function expectation(state: JoinState, t: Translate): Html {
  switch (state.step) {
    case 'askName':
      return t('join.nameUnread');
    case 'askUnit':
      return t('join.unitsUnread');
    case 'writeUnit':
      return t('join.unitUnread');
    case 'askPhone':
      return t('join.phoneUnread');
    case 'consent':
    case 'confirm':
    case 'review':
      return t('common.tapPlease');
  }
}
