import type { Button, Screen } from '../../bot/screen.ts';
import { fitLabel, grid } from '../../bot/screen.ts';
import type { BuildingId, UnionId } from '../../domain/ids.ts';
import { type Named, type Words, wordsFor } from '../../domain/language.ts';
import type { OpenState } from '../../domain/opening-hours.ts';
import type { Match } from '../../domain/search/rank.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import {
  buildingButton,
  findButton,
  homeButton,
  joinButton,
  unionActivitiesButton,
  unionMoreButton,
  wishButton,
} from '../buttons.ts';
import { openLine, reachLine } from '../open-view.ts';
import { placeFields, proposePress } from '../wish-place.ts';

import { otherWays } from './nearest-view.ts';

export interface PlaceFacts {
  readonly building: Named & {
    readonly id: BuildingId;
    readonly address: Words;
    readonly closedOn?: string | null;
  };
  /** What it was asked by, when that was listed twice and is part of this one now. */
  readonly formerly?: Named | null;
  readonly street: Named & {
    readonly stationPlace: Words;
    readonly stationHours: Words;
    readonly phone: string;
  };
  readonly union: UnionFacts | null;
}

export interface UnionFacts extends Named {
  readonly id: UnionId;
  readonly foundedOn: string;
  readonly dissolvedOn?: string | null;
  readonly office: Words;
  readonly officeHours: Words;
  readonly phone: string;
  readonly introduction: Words;
  readonly buildings: readonly (Named & { readonly id: BuildingId })[];
  readonly stations: readonly {
    readonly building: BuildingId;
    readonly place: Words;
    readonly hours: Words;
    readonly services: Words;
    /** Null where its hours can't be read. */
    readonly open?: OpenState | null;
  }[];
}

/** Of a union's buildings; typing finds the others. */
const mostNamed = 8;

export function askScreen(t: Translate): Screen {
  return { text: t('find.ask'), rows: otherWays(t) };
}

/** A sentence that asks for a building, and the way back. */
export function hintScreen(text: Html, t: Translate): Screen {
  return { text, rows: [[{ label: t.plain('common.home'), press: homeButton.press({}) }]] };
}

export function matchesScreen(
  matches: readonly Match[],
  names: ReadonlyMap<BuildingId, Named>,
  t: Translate,
): Screen {
  const onlyNear = matches.every(({ how }) => how === 'alike' || how === 'near');
  return {
    text:
      matches.length === 1
        ? t(onlyNear ? 'find.nearOne' : 'find.isIt')
        : t(onlyNear ? 'find.near' : 'find.which'),
    rows: matches.flatMap((match): Button[][] => {
      const named = names.get(match.building);
      if (!named) return [];
      return [
        [
          {
            label: labelOf(shortNameIn(named, t), match, t),
            press: buildingButton.press({ building: match.building }),
          },
        ],
      ];
    }),
  };
}

/** When none of these is hers: the street may not know of it yet. */
export function noneOfTheseRow(typed: string, t: Translate): Button[] {
  return [{ label: t.plain('wish.noneTell'), press: proposePress(typed) }];
}

/** A building's name and, if it isn't by this that it was found, why it is shown. */
function labelOf(name: string, { by }: Match, t: Translate): string {
  if (by.kind === 'name' || by.kind === 'street') return fitLabel(name);
  return fitLabel(t.plain(`find.${by.kind}Reason`, { name, reason: by.text }));
}

export function nothingFoundScreen(typed: string, t: Translate): Screen {
  const short = [...typed].slice(0, 20).join('');
  return {
    text: t('find.none', { typed: short }),
    rows: [[{ label: t.plain('wish.propose'), press: proposePress(typed) }], ...otherWays(t)],
  };
}

/** What a worker wants to know at once: which union, where to rest, what next. */
export function placeScreen(facts: PlaceFacts, mayJoin: boolean, t: Translate): Screen {
  const { building, street, union, formerly } = facts;
  const elsewhere: Button = { label: t.plain('find.notThis'), press: findButton.press({}) };
  if (building.closedOn) return hintScreen(t('directory.buildingGone', { building: nameIn(building, t) }), t);
  if (!union) {
    return {
      text: t('find.placeWithoutUnion', {
        building: nameIn(building, t),
        street: nameIn(street, t),
        place: wordsFor(street.stationPlace, t.language),
        hours: wordsFor(street.stationHours, t.language),
        phone: street.phone,
      }),
      rows: [[wishHere(building.id, t)], ...(mayJoin ? [[joinStreet(building.id, t)]] : []), [elsewhere]],
    };
  }
  return {
    text: lines(
      formerly ? t('directory.nowPartOf', { formerly: nameIn(formerly, t) }) : null,
      t('find.place', {
        building: nameIn(building, t),
        street: nameIn(street, t),
        union: nameIn(union, t),
        count: union.buildings.length,
      }),
      ...stationLines(union, building.id, t),
      reachLine(union, t),
    ),
    rows: [
      ...(mayJoin ? [[joinHere(building.id, t)]] : []),
      [activitiesOf(union, t)],
      [
        {
          label: t.plain('common.more'),
          press: unionMoreButton.press({ union: union.id, building: building.id }),
        },
        elsewhere,
      ],
    ],
  };
}

/** The street's own federation takes in whom no building union covers. */
function joinStreet(building: BuildingId, t: Translate): Button {
  return { label: t.plain('find.joinStreet'), press: joinButton.press({ building }) };
}

function wishHere(building: BuildingId, t: Translate): Button {
  const press = wishButton.press(placeFields({ kind: 'building', building }));
  return { label: t.plain('wish.leave'), press, style: 'primary' };
}

function joinHere(building: BuildingId, t: Translate): Button {
  return { label: t.plain('find.join'), press: joinButton.press({ building }), style: 'primary' };
}

function stationLines(union: UnionFacts, building: BuildingId, t: Translate): readonly (Html | null)[] {
  const nearest = union.stations.find((station) => station.building === building) ?? union.stations[0];
  if (!nearest) return [];
  const place = wordsFor(nearest.place, t.language);
  const hours = wordsFor(nearest.hours, t.language);
  const line =
    union.stations.length === 1
      ? t('find.station', { place, hours })
      : t('find.stations', { count: union.stations.length, place, hours });
  return [line, openLine(nearest.open ?? null, t)];
}

/**
 * The union itself: everything about it that would crowd the first screen.
 *
 * @param at the building she came from; null when she came to the union first, and has to say where she works
 */
export function unionScreen(
  union: UnionFacts,
  at: BuildingId | null,
  mayJoin: boolean,
  t: Translate,
): Screen {
  const another: Button = { label: t.plain('find.another'), press: findButton.press({}) };
  if (union.dissolvedOn)
    return { text: t('directory.unionGone', { union: nameIn(union, t) }), rows: [[another]] };
  const shown = union.buildings.slice(0, mostNamed).map((building) => shortNameIn(building, t));
  const covers = { count: union.buildings.length, buildings: t.format.list(shown) };
  return {
    text: lines(
      `🏢 ${nameIn(union, t)}`,
      wordsFor(union.introduction, t.language),
      '',
      union.buildings.length > shown.length
        ? t('find.unionCoversMore', covers)
        : t('find.unionCovers', covers),
      t('find.founded', { when: new Date(`${union.foundedOn}T04:00:00Z`) }),
      '',
      reachLine(union, t),
      union.phone === '' ? null : t('find.phone', { phone: union.phone }),
      ...union.stations.slice(0, 4).map((station) =>
        t('find.services', {
          place: wordsFor(station.place, t.language),
          hours: wordsFor(station.hours, t.language),
          services: wordsFor(station.services, t.language),
        }),
      ),
      ...(at === null && mayJoin ? ['', t('find.whichOfThese')] : []),
    ),
    rows: [...(at === null ? fromUnion(union, mayJoin, t) : here(at, mayJoin, t)), [another]],
  };
}

function here(building: BuildingId, mayJoin: boolean, t: Translate): Button[][] {
  return [
    ...(mayJoin ? [[joinHere(building, t)]] : []),
    [{ label: t.plain('find.less'), press: buildingButton.press({ building }) }],
  ];
}

/** Joining takes a building; who can't join any more needs none. */
function fromUnion(union: UnionFacts, mayJoin: boolean, t: Translate): Button[][] {
  if (!mayJoin) return [[activitiesOf(union, t)]];
  const buildings = union.buildings.slice(0, mostNamed).map((building) => ({
    label: fitLabel(shortNameIn(building, t), 13),
    press: buildingButton.press({ building: building.id }),
  }));
  return grid(buildings, 2);
}

function activitiesOf(union: UnionFacts, t: Translate): Button {
  return {
    label: t.plain('find.activities'),
    press: unionActivitiesButton.press({ union: union.id, page: 0 }),
  };
}
