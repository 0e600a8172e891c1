import type { Button, Screen } from '../../bot/screen.ts';
import { fitLabel, grid } from '../../bot/screen.ts';
import { pagerRows } from '../../bot/widgets/pager.ts';
import type { BuildingId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import { buildingButton, findButton, streetButton, streetsButton } from '../buttons.ts';

interface ListPage {
  readonly page: number;
  readonly pages: number;
}

export interface StreetsFacts extends ListPage {
  readonly streets: readonly (Named & { readonly id: StreetId; readonly buildings: number })[];
}

export interface StreetFacts extends ListPage {
  readonly street: Named & { readonly id: StreetId };
  readonly total: number;
  readonly buildings: readonly (Named & { readonly id: BuildingId; readonly covered: boolean })[];
}

export function streetsScreen(facts: StreetsFacts, t: Translate): Screen {
  const { streets, page, pages } = facts;
  const typing = [{ label: t.plain('find.another'), press: findButton.press({}) }];
  if (streets.length === 0) return { text: t('around.noStreets'), rows: [typing] };
  const labels = streets.map((street): Button => {
    const named = fitLabel(shortNameIn(street, t), t.language === 'zh' ? 9 : 18);
    return {
      label: t.plain('around.street', { street: named, count: street.buildings }),
      press: streetButton.press({ street: street.id, page: 0 }),
    };
  });
  return {
    text: lines(t('around.streets'), pageLine({ page, pages }, t)),
    // English names are too long for two beside each other.
    rows: [
      ...grid(labels, t.language === 'zh' ? 2 : 1),
      ...pagerRows(facts, (to) => streetsButton.press({ page: to }), t),
      typing,
    ],
  };
}

export function streetScreen(facts: StreetFacts, t: Translate): Screen {
  const { street, buildings, total, page, pages } = facts;
  const named = nameIn(street, t);
  return {
    text:
      total === 0
        ? t('around.empty', { street: named })
        : lines(t('around.buildings', { street: named, count: total }), pageLine({ page, pages }, t)),
    rows: [
      ...buildings.map((building): Button[] => {
        const name = shortNameIn(building, t);
        return [
          {
            label: building.covered
              ? fitLabel(name)
              : t.plain('around.without', { name: fitLabel(name, 16) }),
            press: buildingButton.press({ building: building.id }),
          },
        ];
      }),
      ...pagerRows(facts, (to) => streetButton.press({ street: street.id, page: to }), t),
      [{ label: t.plain('around.toStreets'), press: streetsButton.press({ page: 0 }) }],
    ],
  };
}

function pageLine({ page, pages }: ListPage, t: Translate) {
  return pages > 1 ? t('around.page', { page: page + 1, pages }) : null;
}

/** To all buildings of the street whose name she typed. */
export function allOfStreetRow(street: Named & { readonly id: StreetId }, t: Translate): Button[] {
  return [
    {
      label: fitLabel(t.plain('around.allOfStreet', { street: shortNameIn(street, t) })),
      press: streetButton.press({ street: street.id, page: 0 }),
    },
  ];
}
