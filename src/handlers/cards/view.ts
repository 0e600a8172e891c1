import type { Button, Screen } from '../../bot/screen.ts';
import type { HolderMove } from '../../domain/card.ts';
import { wordsFor } from '../../domain/language.ts';
import { escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import type { MyCard } from '../../services/cards/holder.ts';
import { cardAskButton, cardMoveButton, findButton, homeButton, meButton, myCardButton } from '../buttons.ts';

/** Her card, and what comes next. @param note said above it: what has just been done */
export function myCardScreen(mine: MyCard | null, t: Translate, note?: Html): Screen {
  const above = note ? [note, ''] : [];
  if (!mine) {
    return {
      text: lines(...above, t('card.notMember')),
      rows: [[{ label: t.plain('card.join'), press: findButton.press({}) }], [home(t)]],
    };
  }
  return {
    text: lines(...above, ...body(mine, t)),
    rows: [...ways(mine, t), [{ label: t.plain('membership.toMe'), press: meButton.press({}) }]],
    personal: true,
  };
}

function body({ status, requestedAt, handOver, tail }: MyCard, t: Translate): readonly (Html | '')[] {
  switch (status) {
    case null:
      return [t('card.none')];
    case 'requested':
      return [requestedAt ? t('card.requested', { at: requestedAt }) : t('card.none')];
    case 'ready':
      return [t('card.ready'), ...(handOver ? [escaped(wordsFor(handOver, t.language))] : [])];
    case 'issued':
      return [tail === null ? t('card.issuedNoTail') : t('card.issued', { tail })];
    case 'lost':
      return [t('card.lost')];
    case 'cancelled':
      return [t('card.cancelled'), '', t('card.none')];
  }
}

function ways({ status }: MyCard, t: Translate): Button[][] {
  const ask = (move: HolderMove) => cardAskButton.press({ move });
  const request = (label: 'card.request' | 'card.again'): Button[] => [
    { label: t.plain(label), press: cardMoveButton.press({ move: 'request' }), style: 'primary' },
  ];
  switch (status) {
    case null:
    case 'cancelled':
      return [request('card.request')];
    case 'requested':
    case 'ready':
      return [[{ label: t.plain('card.takeBack'), press: ask('takeBack') }]];
    case 'issued':
      return [[{ label: t.plain('card.reportLost'), press: ask('lost') }]];
    case 'lost':
      return [request('card.again')];
  }
}

/** Asked before what can't be taken back. */
export function cardAskScreen(move: 'lost' | 'takeBack', t: Translate): Screen {
  const yes = { label: t.plain(`card.${move}Yes`), press: cardMoveButton.press({ move }) } as const;
  const no = { label: t.plain(`card.${move}No`), press: myCardButton.press({}) };
  return {
    text: t(`card.${move}Ask`),
    rows: [[no], [{ ...yes, style: 'danger' }]],
  };
}

function home(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}
