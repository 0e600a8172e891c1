import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { BuildingId } from '../../domain/ids.ts';
import { fewest } from '../../domain/results.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Html } from '../../i18n/index.ts';
import { lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { MyWish } from '../../services/wishes/list-my-wishes.ts';
import type { OpenWish } from '../../services/wishes/read-wish.ts';
import {
  buildingButton,
  findButton,
  homeButton,
  leaveWishButton,
  myWishesButton,
  takeBackWishButton,
  wishButton,
  wishUnitButton,
} from '../buttons.ts';
import { placeFields } from '../wish-place.ts';

/**
 * A building without a union: how many wish for one, what becomes of a wish, and who sees what of it.
 *
 * @param link brings a colleague here
 * @param note what has just happened
 */
export function wishScreen(wish: OpenWish, link: string, t: Translate, note?: Html): Screen {
  const building = nameIn(wish.named, t);
  const count =
    wish.count === null ? t('wish.few', { enough: fewest }) : t('wish.askCount', { count: wish.count });
  if (!wish.mine) {
    return {
      text: lines(
        note ?? null,
        t('wish.ask', { building, enough: fewest }),
        wish.count === null ? null : count,
        '',
        t('wish.who'),
      ),
      rows: [
        [
          {
            label: t.plain('wish.yes'),
            press: leaveWishButton.press(placeFields(wish.place)),
            style: 'primary',
          },
        ],
        [findAnother(t), home(t)],
      ],
    };
  }
  const { unit } = wish.mine;
  return {
    text: lines(
      note ?? null,
      t('wish.left', { building }),
      count,
      ...(unit === null ? [] : [t('wish.unit', { unit })]),
      '',
      t('wish.who'),
    ),
    rows: [
      [{ label: t.plain('wish.link'), copy: link }],
      [
        {
          label: t.plain(unit === null ? 'wish.addUnit' : 'wish.changeUnit'),
          press: wishUnitButton.press(placeFields(wish.place)),
        },
        {
          label: t.plain('wish.takeBack'),
          press: takeBackWishButton.press(placeFields(wish.place)),
        },
      ],
      [home(t)],
    ],
  };
}

export function coveredScreen(building: BuildingId, t: Translate): Screen {
  return {
    text: t('wish.covered'),
    rows: [
      [{ label: t.plain('wish.seeBuilding'), press: buildingButton.press({ building }), style: 'primary' }],
    ],
  };
}

/** @param wished where a wish of hers is left */
export function goneScreen(t: Translate, wished?: WishPlace): Screen {
  const takeBack = (place: WishPlace): Button => ({
    label: t.plain('wish.takeBack'),
    press: takeBackWishButton.press(placeFields(place)),
  });
  return {
    text: t('wish.gone'),
    rows: [...(wished ? [[takeBack(wished)]] : []), [findAnother(t)], [home(t)]],
  };
}

export function takenBackScreen(type: 'takenBack' | 'none', t: Translate): Screen {
  return {
    text: t(type === 'takenBack' ? 'wish.takenBack' : 'wish.notWished'),
    rows: [[{ label: t.plain('wish.mine'), press: myWishesButton.press({}) }], [home(t)]],
  };
}

/** More than these nobody leaves; should somebody, the others come up as these are answered. */
const mostListed = 20;

export function myWishesScreen(wishes: readonly MyWish[], t: Translate): Screen {
  if (wishes.length === 0) return { text: t('wish.mineNone'), rows: [[findAnother(t)], [home(t)]] };
  return {
    text: t('wish.mineTitle', { count: wishes.length }),
    rows: [
      ...wishes
        .slice(0, mostListed)
        .map(({ place, named }): Button[] => [
          { label: fitLabel(shortNameIn(named, t)), press: wishButton.press(placeFields(place)) },
        ]),
      [home(t)],
    ],
  };
}

function findAnother(t: Translate): Button {
  return { label: t.plain('wish.findBuilding'), press: findButton.press({}) };
}

function home(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
