import { type Button, fitLabel, type Key, type Screen } from '../../bot/screen.ts';
import type { StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import {
  carryOnButton,
  homeButton,
  myWishesButton,
  proposeBackButton,
  proposeEditButton,
  proposeIsButton,
  proposeNameButton,
  proposeNoneButton,
  proposePauseButton,
  proposeStreetButton,
  proposeSubmitButton,
} from '../buttons.ts';
import { placeFields } from '../wish-place.ts';
import { type ProposeState, type ProposeStep, proposeDialogue } from './dialogue.ts';

const places: Record<ProposeStep, number> = { askName: 1, similar: 1, askPlace: 2, askStreet: 2, review: 3 };

/**
 * A step as she sees it.
 *
 * @param streets what the step `askStreet` lists
 * @param hint stands in for the step's own words: what was not understood, and what is expected
 */
export function stepScreen(
  state: ProposeState,
  streets: readonly (Named & { readonly id: StreetId })[],
  t: Translate,
  hint?: Html,
): Screen {
  const header = bold(t('wish.header', { step: places[state.step] }));
  const { text, ...rest } = body(state, streets, t);
  const stays = state.step === 'review' || state.step === 'similar';
  return { text: lines(header, '', hint ?? null, hint && !stays ? null : text), ...rest };
}

function body(
  state: ProposeState,
  streets: readonly (Named & { readonly id: StreetId })[],
  t: Translate,
): Screen {
  switch (state.step) {
    case 'askName':
      return {
        text: t('wish.askName'),
        rows: [...(state.suggestion === null ? [] : [[takeName(state.suggestion, t)]]), wayOut(state, t)],
      };
    case 'similar':
      return similarScreen(state, t);
    case 'askPlace':
      return { text: t('wish.askPlace'), keyboard: placeKeys(t) };
    case 'askStreet':
      return { text: t('wish.askStreet'), rows: [...streetRows(streets, t), wayOut(state, t)] };
    case 'review':
      return reviewScreen(state, t);
  }
}

function takeName(name: string, t: Translate): Button {
  return {
    label: fitLabel(t.plain('wish.takeName', { name })),
    press: proposeNameButton.press({}),
    style: 'primary',
  };
}

function similarScreen(state: Extract<ProposeState, { step: 'similar' }>, t: Translate): Screen {
  const { name, similar } = state;
  return {
    text: t('wish.similar', { name }),
    rows: [
      ...similar.buildings.map((building): Button[] => [
        {
          label: fitLabel(shortNameIn(building, t)),
          press: proposeIsButton.press(placeFields({ kind: 'building', building: building.id })),
        },
      ]),
      ...similar.proposals.map((proposal): Button[] => [
        {
          label: fitLabel(t.plain('wish.isProposed', { name })),
          press: proposeIsButton.press(placeFields({ kind: 'proposal', proposal })),
        },
      ]),
      [{ label: t.plain('wish.noneOfThese'), press: proposeNoneButton.press({}) }],
      wayOut(state, t),
    ],
  };
}

/** Telegram shows either keys or buttons: the ways out are keys here, too. `keyMeant` reads them. */
function placeKeys(t: Translate): Key[][] {
  return [
    [{ label: t.plain('wish.sendSpot'), ask: 'location' }],
    [{ label: t.plain('wish.placeLater') }],
    [{ label: t.plain('common.back') }, { label: t.plain('common.cancel') }],
  ];
}

/** What she tapped among the keys of the step `askPlace`; they arrive as text. */
export function keyMeant(typed: string, t: Translate): 'later' | 'back' | 'pause' | undefined {
  if (typed === t.plain('wish.placeLater')) return 'later';
  if (typed === t.plain('common.back')) return 'back';
  return typed === t.plain('common.cancel') ? 'pause' : undefined;
}

function streetRows(streets: readonly (Named & { readonly id: StreetId })[], t: Translate): Button[][] {
  const buttons = streets.map(
    (street): Button => ({
      label: fitLabel(shortNameIn(street, t), 14),
      press: proposeStreetButton.press({ street: street.id }),
    }),
  );
  const rows: Button[][] = [];
  for (let start = 0; start < buttons.length; start += 2) rows.push(buttons.slice(start, start + 2));
  return [
    ...rows,
    [{ label: t.plain('wish.streetUnsure'), press: proposeStreetButton.press({ street: 0 }) }],
  ];
}

function reviewScreen({ draft }: Extract<ProposeState, { step: 'review' }>, t: Translate): Screen {
  const { name, at, address, street } = draft;
  return {
    text: lines(
      t('wish.review'),
      '',
      t('wish.name', { name }),
      address === null ? null : t('wish.address', { address }),
      at === null ? null : t('wish.spot'),
      street ? t('wish.street', { street: nameIn(street, t) }) : t('wish.streetUnknown'),
      '',
      t('wish.countsToo'),
    ),
    rows: [
      [{ label: t.plain('wish.submit'), press: proposeSubmitButton.press({}), style: 'primary' }],
      [
        { label: t.plain('wish.editName'), press: proposeEditButton.press({ field: 'name' }) },
        { label: t.plain('wish.editPlace'), press: proposeEditButton.press({ field: 'place' }) },
      ],
      [pause(t)],
    ],
  };
}

/** Back where there is a step before, and out of it with everything kept. */
function wayOut(state: Exclude<ProposeState, { step: 'review' }>, t: Translate): Button[] {
  const first = state.step === 'askName' && state.before === null;
  const back: Button = {
    label: t.plain('common.back'),
    press: proposeBackButton.press({ from: state.step }),
  };
  return [...(first ? [] : [back]), pause(t)];
}

function pause(t: Translate): Button {
  return { label: t.plain('common.cancel'), press: proposePauseButton.press({}) };
}

/** What a step expects, said when something else came. */
export function expectation(state: ProposeState, t: Translate): Html {
  switch (state.step) {
    case 'askName':
      return t('wish.nameUnread');
    case 'askPlace':
      return t('wish.placeUnread');
    case 'similar':
    case 'askStreet':
    case 'review':
      return t('common.tapPlease');
  }
}

export function pausedScreen(t: Translate): Screen {
  return {
    text: t('common.cancelled'),
    rows: [
      [
        {
          label: t.plain('common.carryOn'),
          press: carryOnButton.press({ kind: proposeDialogue.kind }),
          style: 'primary',
        },
      ],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}

export function tooManyScreen(most: number, t: Translate): Screen {
  return {
    text: t('wish.tooMany', { most }),
    rows: [
      [{ label: t.plain('wish.mine'), press: myWishesButton.press({}) }],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}
