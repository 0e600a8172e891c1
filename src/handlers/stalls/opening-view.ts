import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { Scope } from '../../domain/actor.ts';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Html, Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import {
  stallBackButton,
  stallForAllButton,
  stallForBuildingButton,
  stallForStreetButton,
  stallForUnionButton,
  stallForUnitButton,
  stallPauseButton,
  stallUntilButton,
} from '../buttons.ts';
import type { OpeningState } from './dialogue.ts';

/** What a step has to offer, beside typing. */
export interface Offers {
  readonly scopes: readonly { readonly scope: Scope; readonly named: Named | null }[];
  readonly buildings: readonly (Named & { readonly id: BuildingId })[];
  readonly units: readonly { readonly id: UnitId; readonly name: string }[];
  readonly until: readonly Date[];
}

export const nothingOffered: Offers = { scopes: [], buildings: [], units: [], until: [] };

const scopesAtMost = 6;

/** @param hint stands in for the step's own words */
export function openingScreen(state: OpeningState, offers: Offers, t: Translate, hint?: Html): Screen {
  switch (state.step) {
    case 'where':
      return {
        text: hint ?? t('stall.askFor'),
        rows: [
          ...offers.buildings.map(({ id, ...named }): Button[] => [
            { label: fitLabel(shortNameIn(named, t)), press: stallForBuildingButton.press({ building: id }) },
          ]),
          ...offers.scopes.slice(0, scopesAtMost).flatMap(({ scope, named }): Button[][] => {
            if (!named || scope.kind === 'district') return [];
            const name = shortNameIn(named, t);
            return scope.kind === 'street'
              ? [
                  [
                    {
                      label: fitLabel(t.plain('stall.forStreet', { street: name })),
                      press: stallForStreetButton.press({ street: scope.street }),
                    },
                  ],
                ]
              : [
                  [
                    {
                      label: fitLabel(t.plain('stall.forUnion', { union: name })),
                      press: stallForUnionButton.press({ union: scope.union }),
                    },
                  ],
                ];
          }),
          wayOut(state, t),
        ],
      };
    case 'unit':
      return {
        text: hint ?? t('stall.askUnit', { building: state.name }),
        rows: [
          ...offers.units.map(({ id, name }): Button[] => [
            { label: fitLabel(name), press: stallForUnitButton.press({ unit: id }) },
          ]),
          [{ label: t.plain('stall.wholeBuilding'), press: stallForAllButton.press({}), style: 'primary' }],
          wayOut(state, t),
        ],
      };
    case 'place':
      return { text: hint ?? t('stall.askPlace'), rows: [wayOut(state, t)] };
    case 'until':
      return {
        text: hint ?? t('stall.askUntil'),
        rows: [
          offers.until.map((at) => ({
            label: t.plain('stall.until', { at }),
            press: stallUntilButton.press({ minute: at.getTime() / 60_000 }),
          })),
          wayOut(state, t),
        ],
      };
  }
}

function wayOut({ step }: OpeningState, t: Translate): Button[] {
  return [
    ...(step === 'where' ? [] : [{ label: t.plain('common.back'), press: stallBackButton.press({}) }]),
    { label: t.plain('common.cancel'), press: stallPauseButton.press({}) },
  ];
}
