import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { deskFilters, handOverMax } from '../../domain/card.ts';
import type { CardId, UnionId } from '../../domain/ids.ts';
import { wordsFor } from '../../domain/language.ts';
import { bold, escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { CardList, DeskUnion, ListedCard, OpenedCard } from '../../services/cards/desk.ts';
import {
  bankListButton,
  deskButton,
  deskCardButton,
  deskListButton,
  homeButton,
  issueButton,
  issueConfirmButton,
  readyAllButton,
  readyPageButton,
  readyPickButton,
  readyPutButton,
  readySendButton,
  readySetButton,
  readyWriteButton,
  staffButton,
} from '../buttons.ts';
import type { DeskState } from './desk-dialogue.ts';

const unionsAtMost = 20;

export function unionsScreen(unions: readonly DeskUnion[], t: Translate): Screen {
  return {
    text: t(unions.length === 0 ? 'desk.noUnions' : 'desk.unions'),
    rows: [
      ...unions.slice(0, unionsAtMost).map(({ union, counts }) => [
        {
          label: fitLabel(
            t.plain('desk.union', {
              union: shortNameIn(union, t),
              requested: t.format.number(counts.requested),
              ready: t.format.number(counts.ready),
            }),
          ),
          press: deskListButton.press({ union: union.id, filter: 'requested', page: 0 }),
        },
      ]),
      [{ label: t.plain('staff.toMenu'), press: staffButton.press({}) }],
    ],
  };
}

/** A union's cards in one state, and what can be done with them together. */
export function listScreen(list: CardList, t: Translate, note?: Html): Screen {
  const { union, filter, counts, cards, page, pages } = list;
  const tabs = deskFilters.map((one) => ({
    label: t.plain(`desk.f_${one}`, { n: t.format.number(counts[one]) }),
    press: deskListButton.press({ union: union.id, filter: one, page: 0 }),
    ...(one === filter ? { style: 'primary' as const } : {}),
  }));
  const pageTo = (to: number) => deskListButton.press({ union: union.id, filter, page: to });
  const together: Button[][] =
    filter === 'requested' && counts.requested > 0
      ? [
          [{ label: t.plain('desk.bankList'), press: bankListButton.press({ union: union.id }) }],
          [{ label: t.plain('desk.markReady'), press: readyPickButton.press({ union: union.id }) }],
        ]
      : [];
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('desk.title', { union: nameIn(union, t) })),
      ...(cards.length === 0 ? ['', t('desk.empty')] : []),
    ),
    rows: [
      ...grid(tabs, 2),
      ...cards.map((each) => [
        { label: fitLabel(lineOf(each, t)), press: deskCardButton.press({ card: each.id }) },
      ]),
      ...pageRow(page, pages, pageTo, t),
      ...together,
      [{ label: t.plain('desk.allUnions'), press: deskButton.press({}) }],
    ],
    personal: true,
  };
}

function lineOf({ maskedName, unit, requestedAt }: ListedCard, t: Translate): string {
  const at = t.format.day(requestedAt);
  return unit === null
    ? t.plain('desk.line', { name: maskedName, at })
    : t.plain('desk.lineUnit', { name: maskedName, unit, at });
}

function pageRow(page: number, pages: number, press: (page: number) => string, t: Translate): Button[][] {
  const row = [
    ...(page > 0 ? [{ label: t.plain('common.previousPage'), press: press(page - 1) }] : []),
    ...(page + 1 < pages ? [{ label: t.plain('common.nextPage'), press: press(page + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
}

export function cardScreen(card: OpenedCard, t: Translate, note?: Html): Screen {
  const { id, union, name, unit, requestedAt, handOver, status } = card;
  const filter = deskFilters.find((one) => one === status) ?? 'requested';
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('desk.card', { name })),
      unit === null ? null : t('desk.unit', { unit }),
      t(`desk.s_${status}`, { at: requestedAt }),
      status === 'ready' && handOver ? escaped(wordsFor(handOver, t.language)) : null,
      t('desk.seen'),
    ),
    rows: [
      ...(status === 'ready'
        ? [
            [
              {
                label: t.plain('desk.issue'),
                press: issueButton.press({ card: id }),
                style: 'success' as const,
              },
            ],
          ]
        : []),
      [toList(union.id, filter, t)],
    ],
    personal: true,
  };
}

/** Whose cards have come: names with a tick. */
export function pickScreen(
  { union, chosen }: Extract<DeskState, { step: 'pick' }>,
  { cards, page, pages, counts }: CardList,
  t: Translate,
  note?: Html,
): Screen {
  const has = new Set<CardId>(chosen);
  return {
    text: note ?? t('desk.pick'),
    rows: [
      ...cards.map((each) => {
        const on = has.has(each.id);
        return [
          {
            label: fitLabel(`${on ? '☑' : '☐'} ${lineOf(each, t)}`),
            press: readySetButton.press({ card: each.id, on: on ? '0' : '1' }),
          },
        ];
      }),
      ...pageRow(page, pages, (to) => readyPageButton.press({ page: to }), t),
      [
        {
          label: t.plain('desk.pickAll', { n: t.format.number(counts.requested) }),
          press: readyAllButton.press({ on: '1' }),
        },
        { label: t.plain('desk.pickNone'), press: readyAllButton.press({ on: '0' }) },
      ],
      [
        {
          label: t.plain('desk.picked', { count: chosen.length }),
          press: readyWriteButton.press({}),
          style: 'primary',
        },
      ],
      [toList(union, 'requested', t)],
    ],
    personal: true,
  };
}

export function wordsScreen(
  state: Extract<DeskState, { step: 'askWords' | 'confirmWords' }>,
  t: Translate,
  hint?: Html,
): Screen {
  const put: Button = { label: t.plain('desk.put'), press: readyPutButton.press({}) };
  if (state.step === 'askWords') return { text: hint ?? t('desk.askWords'), rows: [[put]] };
  return {
    text: lines(hint ?? t('desk.confirmWords', { count: state.chosen.length }), '', escaped(state.words)),
    rows: [
      [{ label: t.plain('desk.send'), press: readySendButton.press({}), style: 'primary' }],
      [{ label: t.plain('desk.rewrite'), press: readyWriteButton.press({}) }, put],
    ],
  };
}

export function tailScreen(
  state: Extract<DeskState, { step: 'askTail' | 'confirmTail' }>,
  name: string,
  t: Translate,
  hint?: Html,
): Screen {
  const back: Button = { label: t.plain('common.back'), press: deskCardButton.press({ card: state.card }) };
  if (state.step === 'askTail') return { text: hint ?? t('desk.askTail'), rows: [[back]] };
  return {
    text: hint ?? t('desk.confirmTail', { tail: state.tail, name }),
    rows: [
      [
        {
          label: t.plain('desk.issueYes'),
          press: issueConfirmButton.press({ card: state.card }),
          style: 'success',
        },
      ],
      [{ label: t.plain('desk.retype'), press: issueButton.press({ card: state.card }) }, back],
    ],
    personal: true,
  };
}

export function wordsUnread(t: Translate): Html {
  return t('desk.wordsUnread', { count: handOverMax });
}

export function notYoursScreen(t: Translate): Screen {
  return {
    text: t('desk.notYours'),
    rows: [
      [{ label: t.plain('desk.allUnions'), press: deskButton.press({}) }],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}

function toList(union: UnionId, filter: (typeof deskFilters)[number], t: Translate): Button {
  return { label: t.plain('desk.toList'), press: deskListButton.press({ union, filter, page: 0 }) };
}
