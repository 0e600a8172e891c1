import type { Button, Screen } from '../../bot/screen.ts';
import { fitLabel } from '../../bot/screen.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { type Near, roundedMetres } from '../../domain/nearby.ts';
import { districtReachMetres } from '../../domain/wish.ts';
import type { Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import { buildingButton, findButton, homeButton, nearbyButton, streetsButton } from '../buttons.ts';

export function askLocationScreen(t: Translate): Screen {
  return { text: t('around.ask'), keyboard: [[{ label: t.plain('around.send'), ask: 'location' }]] };
}

export function nearestScreen(
  places: readonly Near<Named & { readonly id: BuildingId }>[],
  t: Translate,
): Screen {
  if (places.length === 0) {
    const text = t('around.far', { kilometres: districtReachMetres / 1_000 });
    return { text, rows: [[toStreets(t)], [toTyping(t)]] };
  }
  return {
    text: t('around.nearest'),
    rows: [
      ...places.map(({ place, metres, direction }): Button[] => {
        // The distance must not be what is cut.
        const line = { name: fitLabel(shortNameIn(place, t), 15), distance: distanceIn(metres, t) };
        const label =
          direction === null
            ? t.plain('around.lineHere', line)
            : t.plain('around.line', { ...line, direction: t.plain(`around.toward_${direction}`) });
        return [{ label, press: buildingButton.press({ building: place.id }) }];
      }),
      [toTyping(t)],
      [toStreets(t)],
    ],
  };
}

export function unreadableLocationScreen(t: Translate): Screen {
  return { text: t('around.unreadable'), rows: [[toNearby(t)], [toStreets(t)]] };
}

function distanceIn(metres: number, t: Translate): string {
  const rounded = roundedMetres(metres);
  return rounded < 1_000
    ? t.plain('around.metres', { metres: rounded })
    : t.plain('around.kilometres', { kilometres: rounded / 1_000 });
}

/** Ways to a building for who has no name to type: beneath every screen that asks for one. */
export function otherWays(t: Translate): Button[][] {
  return [[toNearby(t), toStreets(t)], [{ label: t.plain('common.home'), press: homeButton.press({}) }]];
}

function toNearby(t: Translate): Button {
  return { label: t.plain('around.nearby'), press: nearbyButton.press({}) };
}

function toStreets(t: Translate): Button {
  return { label: t.plain('around.browse'), press: streetsButton.press({ page: 0 }) };
}

function toTyping(t: Translate): Button {
  return { label: t.plain('around.notHere'), press: findButton.press({}) };
}
