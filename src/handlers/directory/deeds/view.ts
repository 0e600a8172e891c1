import { type Button, fitLabel, type Screen } from '../../../bot/screen.ts';
import { pagerRows } from '../../../bot/widgets/pager.ts';
import type { BuildingId, UnionId } from '../../../domain/ids.ts';
import type { Named } from '../../../domain/language.ts';
import type { Html, Translate } from '../../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../../i18n/named.ts';
import type { KeptCard } from '../../../services/directory/read-kept-card.ts';
import {
  applicationsButton,
  dissolveUnionButton,
  keptCardButton,
  mergeIntoButton,
  moveBuildingButton,
  moveBuildingToButton,
  reallyCloseCardButton,
  reallyDissolveButton,
  reallyMergeButton,
  reallyMoveBuildingButton,
} from '../../buttons.ts';
import { type ListPage, nameOf } from '../cards/view.ts';

/** A question about a card, with the way back to it. */
function askAbout(card: KeptCard, text: Html, yes: readonly Button[][], t: Translate): Screen {
  const no: Button = {
    label: t.plain('directory.closeNo'),
    press: keptCardButton.press({ kind: card.kind, id: card.id }),
  };
  return { text, rows: [[no], ...yes] };
}

export function closeAskScreen(card: KeptCard, kind: 'station' | 'building' | 'unit', t: Translate): Screen {
  const yes: Button = {
    label: t.plain('directory.closeYes'),
    press: reallyCloseCardButton.press({ kind, id: card.id }),
    style: 'danger',
  };
  return askAbout(card, t(`directory.closeAsk_${kind}`, { what: nameIn(nameOf(card), t) }), [[yes]], t);
}

export function movePickScreen(card: KeptCard, unions: ListPage, t: Translate): Screen {
  const building = card.id as BuildingId;
  const from = card.union ?? 0;
  const name = nameIn(nameOf(card), t);
  const to = unions.listed.map((union): Button[] => [
    {
      label: fitLabel(shortNameIn(union, t)),
      press: moveBuildingToButton.press({ building, from, to: union.id }),
    },
  ]);
  const nobody: Button[][] =
    from === 0
      ? []
      : [
          [
            {
              label: t.plain('directory.moveNobody'),
              press: moveBuildingToButton.press({ building, from, to: 0 }),
            },
          ],
        ];
  const text = card.unionNamed
    ? t('directory.movePick', { building: name, union: nameIn(card.unionNamed, t) })
    : t('directory.movePickNone', { building: name });
  const turn = (page: number) => moveBuildingButton.press({ building, page });
  return askAbout(card, text, [...to, ...pagerRows(unions, turn, t), ...nobody], t);
}

export function moveAskScreen(
  card: KeptCard,
  { from, to, named }: { readonly from: number; readonly to: number; readonly named: Named | null },
  t: Translate,
): Screen {
  const building = nameIn(nameOf(card), t);
  const text = named
    ? t('directory.moveAsk', { building, to: nameIn(named, t) })
    : t('directory.moveAskNobody', { building });
  const yes: Button = {
    label: t.plain('directory.moveYes'),
    press: reallyMoveBuildingButton.press({ building: card.id as BuildingId, from, to }),
    style: 'primary',
  };
  return askAbout(card, text, [[yes]], t);
}

export function twinScreen(title: Named, building: number, t: Translate, note: Html | null = null): Screen {
  const back: Button = {
    label: t.plain('directory.closeNo'),
    press: keptCardButton.press({ kind: 'building', id: building }),
  };
  return { text: note ?? t('directory.mergeWhich', { building: nameIn(title, t) }), rows: [[back]] };
}

export function twinsScreen(
  from: number,
  found: readonly (Named & { readonly id: number })[],
  t: Translate,
): Screen {
  return {
    text: t('directory.mergePick'),
    rows: [
      ...found.map((building): Button[] => [
        {
          label: fitLabel(shortNameIn(building, t)),
          press: mergeIntoButton.press({ from: from as BuildingId, into: building.id as BuildingId }),
        },
      ]),
      [
        {
          label: t.plain('directory.closeNo'),
          press: keptCardButton.press({ kind: 'building', id: from }),
        },
      ],
    ],
  };
}

export function mergeAskScreen(gone: KeptCard, stays: KeptCard, t: Translate): Screen {
  const yes: Button = {
    label: t.plain('directory.mergeYes'),
    press: reallyMergeButton.press({ from: gone.id as BuildingId, into: stays.id as BuildingId }),
    style: 'danger',
  };
  const names = { from: nameIn(nameOf(gone), t), into: nameIn(nameOf(stays), t) };
  return askAbout(gone, t('directory.mergeAsk', names), [[yes]], t);
}

export function dissolveAskScreen(card: KeptCard, t: Translate): Screen {
  const yes: Button = {
    label: t.plain('directory.dissolveYes'),
    press: reallyDissolveButton.press({ union: card.id as UnionId, into: 0 }),
    style: 'danger',
  };
  return askAbout(card, t('directory.dissolveAsk', { union: nameIn(nameOf(card), t) }), [[yes]], t);
}

/** It has members still: each of these takes them in. */
export function dissolveWhereScreen(card: KeptCard, members: number, unions: ListPage, t: Translate): Screen {
  const union = card.id as UnionId;
  const into = unions.listed.map((each): Button[] => [
    {
      label: fitLabel(shortNameIn(each, t)),
      press: reallyDissolveButton.press({ union, into: each.id }),
    },
  ]);
  const turn = (page: number) => dissolveUnionButton.press({ union, page });
  const text = t('directory.dissolveWhere', { union: nameIn(nameOf(card), t), count: members });
  return askAbout(card, text, [...into, ...pagerRows(unions, turn, t)], t);
}

/** Applications wait for an answer of the union whose they are. */
export function waitingScreen(
  { kind, id }: { readonly kind: 'building' | 'union'; readonly id: number },
  count: number,
  t: Translate,
): Screen {
  return {
    text: t('directory.waiting', { count }),
    rows: [
      [{ label: t.plain('directory.toApplications'), press: applicationsButton.press({ page: 0 }) }],
      [{ label: t.plain('common.back'), press: keptCardButton.press({ kind, id }) }],
    ],
  };
}
