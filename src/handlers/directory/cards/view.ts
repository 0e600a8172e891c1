import { type Button, fitLabel, grid, type Screen } from '../../../bot/screen.ts';
import { pagerRows } from '../../../bot/widgets/pager.ts';
import { type Value, wordsIn } from '../../../domain/directory-values.ts';
import type { BuildingId, UnionId } from '../../../domain/ids.ts';
import { type Named, wordsFor } from '../../../domain/language.ts';
import { fieldIn, valueInWords } from '../../../i18n/directory-words.ts';
import { type Html, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../../i18n/named.ts';
import type { KeptFound } from '../../../services/directory/find-kept.ts';
import type { KeptCard } from '../../../services/directory/read-kept-card.ts';
import {
  closeCardButton,
  dissolveUnionButton,
  fieldEditButton,
  keepButton,
  keptBuildingsButton,
  keptCardButton,
  keptHistoryButton,
  keptNamesButton,
  keptStationsButton,
  keptStreetsButton,
  keptUnitsButton,
  mergeBuildingButton,
  moveBuildingButton,
  newCardButton,
  posterButton,
  removeNameButton,
  staffButton,
  takeBackChangeButton,
} from '../../buttons.ts';

export interface ListPage {
  readonly listed: readonly (Named & { readonly id: number })[];
  readonly page: number;
  readonly pages: number;
}

/** What a card is called: a station by where it is. */
export function nameOf(card: KeptCard): Named {
  if (card.kind === 'station') {
    const words = wordsIn(card.row.place as Value);
    return { name: wordsFor(words, 'zh'), nameEn: words.en ?? null };
  }
  const { name, name_en: nameEn } = card.row;
  return { name: String(name), nameEn: typeof nameEn === 'string' && nameEn !== '' ? nameEn : null };
}

export function homeScreen(unions: ListPage, hasStreets: boolean, t: Translate): Screen {
  const streets: Button[] = [
    { label: t.plain('directory.streets'), press: keptStreetsButton.press({ page: 0 }) },
  ];
  return {
    text: t(unions.listed.length === 0 && !hasStreets ? 'directory.homeNone' : 'directory.home'),
    rows: [
      ...cardRows('union', unions.listed, t),
      ...pagerRows(unions, (page) => keepButton.press({ page }), t),
      ...(hasStreets ? [streets] : []),
      [{ label: t.plain('staff.toMenu'), press: staffButton.press({}) }],
    ],
  };
}

export function foundScreen({ unions, buildings }: KeptFound, typed: string, t: Translate): Screen {
  const rows = [
    ...unions.map((union) => [
      {
        label: fitLabel(t.plain('directory.unionLine', { name: shortNameIn(union, t) })),
        press: keptCardButton.press({ kind: 'union', id: union.id }),
      },
    ]),
    ...cardRows('building', buildings, t),
  ];
  const short = [...typed].slice(0, 20).join('');
  return {
    text: rows.length > 0 ? t('directory.whichFound') : t('directory.noneFound', { typed: short }),
    rows: [...rows, [toHome(t)]],
  };
}

export function streetsScreen(streets: ListPage, t: Translate): Screen {
  return {
    text: t('directory.whichStreet'),
    rows: [
      ...cardRows('street', streets.listed, t),
      ...pagerRows(streets, (page) => keptStreetsButton.press({ page }), t),
      [toHome(t)],
    ],
  };
}

function cardRows(kind: KeptCard['kind'], listed: ListPage['listed'], t: Translate): Button[][] {
  return listed.map((each) => [
    { label: fitLabel(shortNameIn(each, t)), press: keptCardButton.press({ kind, id: each.id }) },
  ]);
}

/** What was just said about the card, and the change that can be taken back. */
export interface Said {
  readonly note?: Html;
  readonly change?: number;
}

/** A card with everything on it, and a button for whatever may be changed. */
export function cardScreen(card: KeptCard, { note, change }: Said, t: Translate): Screen {
  const fields = card.fields.map(({ field, form, value }) => {
    const said = valueInWords(form, value, t) ?? t.plain('directory.empty');
    return t('directory.field', { field: fieldIn(field, t), value: said });
  });
  const edits = card.fields
    .filter(({ mine }) => mine)
    .map(({ field }) => ({
      label: fitLabel(t.plain('directory.edit', { field: fieldIn(field, t) }), 12),
      press: fieldEditButton.press({ kind: card.kind, id: card.id, field }),
    }));
  const undo: Button[][] =
    change === undefined
      ? []
      : [[{ label: t.plain('directory.takeBack'), press: takeBackChangeButton.press({ change }) }]];
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      card.kind === 'station' ? null : nameIn(nameOf(card), t),
      whereLine(card, t),
      card.closedOn === null
        ? null
        : t('directory.closedOn', { when: new Date(`${card.closedOn}T04:00:00Z`) }),
      '',
      ...fields,
    ),
    rows: [...undo, ...grid(edits, 2), ...partRows(card, t), ...deedRows(card, t), [wayBack(card, t)]],
  };
}

function whereLine(card: KeptCard, t: Translate): Html | null {
  if (card.kind === 'building')
    return card.unionNamed
      ? t('directory.coveredBy', { union: nameIn(card.unionNamed, t) })
      : t('directory.uncovered');
  if ((card.kind === 'station' || card.kind === 'unit') && card.buildingNamed)
    return t('directory.inBuilding', { building: nameIn(card.buildingNamed, t) });
  return null;
}

/** What hangs on it. */
function partRows(card: KeptCard, t: Translate): Button[][] {
  const { counts, id } = card;
  if (card.kind === 'union') {
    const union = id as UnionId;
    return [
      [
        {
          label: t.plain('directory.stationList', { count: counts.stations }),
          press: keptStationsButton.press({ union }),
        },
        {
          label: t.plain('directory.buildingList', { count: counts.buildings }),
          press: keptBuildingsButton.press({ union, page: 0 }),
        },
      ],
    ];
  }
  if (card.kind !== 'building') return [];
  const building = id as BuildingId;
  return [
    [
      {
        label: t.plain('directory.unitList', { count: counts.units }),
        press: keptUnitsButton.press({ building, page: 0 }),
      },
      {
        label: t.plain('directory.nameList', { count: counts.names }),
        press: keptNamesButton.press({ building }),
      },
    ],
  ];
}

function deedRows(card: KeptCard, t: Translate): Button[][] {
  const { kind, id, may } = card;
  const add = (what: 'station' | 'building' | 'union'): Button => ({
    label: t.plain(`directory.new_${what}`),
    press: newCardButton.press({ what, at: id }),
  });
  const history: Button[][] =
    kind === 'union' || kind === 'building' || kind === 'street'
      ? [[{ label: t.plain('directory.history'), press: keptHistoryButton.press({ kind, id, page: 0 }) }]]
      : [];
  if (kind === 'building')
    history[0]?.push({
      label: t.plain('poster.make'),
      press: posterButton.press({ building: id as BuildingId, as: 'pdf' }),
    });
  const rows: Button[][] = [];
  if (kind === 'street' && may.includes('foundUnion')) rows.push([add('union')]);
  if (kind === 'union' && may.includes('addBuilding')) rows.push([add('building')]);
  if (kind === 'building' && may.includes('addStation')) rows.push([add('station')]);
  if (kind === 'building' && may.includes('moveBuilding'))
    rows.push([
      {
        label: t.plain('directory.move'),
        press: moveBuildingButton.press({ building: id as BuildingId, page: 0 }),
      },
      { label: t.plain('directory.merge'), press: mergeBuildingButton.press({ building: id as BuildingId }) },
    ]);
  const isClosable =
    (kind === 'station' && may.includes('closeStation')) ||
    (kind === 'unit' && may.includes('closeUnit')) ||
    (kind === 'building' && may.includes('closeBuilding'));
  if (isClosable)
    rows.push([{ label: t.plain(`directory.close_${kind}`), press: closeCardButton.press({ kind, id }) }]);
  if (kind === 'union' && may.includes('dissolveUnion'))
    rows.push([
      {
        label: t.plain('directory.dissolve'),
        press: dissolveUnionButton.press({ union: id as UnionId, page: 0 }),
      },
    ]);
  return [...history, ...rows];
}

function wayBack(card: KeptCard, t: Translate): Button {
  const label = t.plain('common.back');
  if (card.kind === 'unit' && card.building !== null)
    return { label, press: keptUnitsButton.press({ building: card.building, page: 0 }) };
  if (card.kind === 'station' && card.union !== null)
    return { label, press: keptStationsButton.press({ union: card.union }) };
  if (card.kind === 'building' && card.union !== null)
    return { label, press: keptCardButton.press({ kind: 'union', id: card.union }) };
  return toHome(t);
}

export function toHome(t: Translate): Button {
  return { label: t.plain('directory.toHome'), press: keepButton.press({ page: 0 }) };
}

function backTo(card: KeptCard, t: Translate): Button[] {
  return [{ label: t.plain('common.back'), press: keptCardButton.press({ kind: card.kind, id: card.id }) }];
}

export function stationsScreen(
  card: KeptCard,
  stations: readonly { readonly id: number; readonly place: Value; readonly building: Named }[],
  t: Translate,
): Screen {
  const union = nameIn(nameOf(card), t);
  return {
    text: t(stations.length > 0 ? 'directory.stations' : 'directory.stationsNone', { union }),
    rows: [
      ...stations.slice(0, 40).map(({ id, place, building }) => [
        {
          label: fitLabel(
            t.plain('directory.stationLine', {
              building: shortNameIn(building, t),
              place: wordsFor(wordsIn(place), t.language),
            }),
          ),
          press: keptCardButton.press({ kind: 'station', id }),
        },
      ]),
      backTo(card, t),
    ],
  };
}

export function buildingsScreen(card: KeptCard, buildings: ListPage, t: Translate): Screen {
  const union = nameIn(nameOf(card), t);
  return {
    text: t(buildings.listed.length > 0 ? 'directory.buildings' : 'directory.buildingsNone', { union }),
    rows: [
      ...cardRows('building', buildings.listed, t),
      ...pagerRows(buildings, (page) => keptBuildingsButton.press({ union: card.id as UnionId, page }), t),
      backTo(card, t),
    ],
  };
}

export interface UnitList {
  readonly units: readonly { readonly id: number; readonly name: string; readonly room: string }[];
  readonly page: number;
  readonly pages: number;
}

export function unitsScreen(card: KeptCard, found: UnitList, t: Translate): Screen {
  const building = card.id as BuildingId;
  return {
    text: t(found.units.length > 0 ? 'directory.units' : 'directory.unitsNone', {
      building: nameIn(nameOf(card), t),
    }),
    rows: [
      ...found.units.map(({ id, name, room }) => [
        {
          label: fitLabel(t.plain('directory.unitLine', { name, room })),
          press: keptCardButton.press({ kind: 'unit', id }),
        },
      ]),
      ...pagerRows(found, (page) => keptUnitsButton.press({ building, page }), t),
      ...(card.may.includes('addUnit')
        ? [
            [
              {
                label: t.plain('directory.new_unit'),
                press: newCardButton.press({ what: 'unit', at: card.id }),
              },
            ],
          ]
        : []),
      backTo(card, t),
    ],
  };
}

export function namesScreen(
  card: KeptCard,
  names: readonly { readonly id: number; readonly name: string; readonly kind: 'alias' | 'old' }[],
  t: Translate,
): Screen {
  return {
    text: t(names.length > 0 ? 'directory.names' : 'directory.namesNone', {
      building: nameIn(nameOf(card), t),
    }),
    rows: [
      ...names.slice(0, 40).map(({ id, name, kind }) => [
        {
          label: fitLabel(t.plain(kind === 'old' ? 'directory.oldNameLine' : 'directory.nameLine', { name })),
          press: removeNameButton.press({ id }),
        },
      ]),
      [{ label: t.plain('directory.new_alias'), press: newCardButton.press({ what: 'alias', at: card.id }) }],
      backTo(card, t),
    ],
  };
}
