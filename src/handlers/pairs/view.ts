import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { MergeId } from '../../domain/ids.ts';
import type { MergeRefusal } from '../../domain/merging.ts';
import { escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { ComparedField, ComparedSide, Comparison } from '../../services/people/compare-pair.ts';
import type { PairsPage, RecentMerge } from '../../services/people/list-pairs.ts';
import {
  pairApartButton,
  pairButton,
  pairMergeButton,
  pairsButton,
  partAskButton,
  partButton,
  recentMergesButton,
  staffButton,
} from '../buttons.ts';

/** Members who may be one person, pair by pair. */
export function pairsScreen({ pairs, total, page, pages }: PairsPage, t: Translate): Screen {
  const turn = [
    ...(page > 0
      ? [{ label: t.plain('common.previousPage'), press: pairsButton.press({ page: page - 1 }) }]
      : []),
    ...(page + 1 < pages
      ? [{ label: t.plain('common.nextPage'), press: pairsButton.press({ page: page + 1 }) }]
      : []),
  ];
  return {
    text: total === 0 ? t('people.listEmpty') : t('people.list', { count: total }),
    rows: [
      ...pairs.map(({ first, second, maskedName, union, why }): Button[] => [
        {
          label: fitLabel(
            t.plain('people.pairLine', {
              name: maskedName,
              union: shortNameIn(union, t),
              why: t.plain(`people.why_${why}`),
            }),
          ),
          press: pairButton.press({ one: first, other: second }),
        },
      ]),
      ...(turn.length > 0 ? [turn] : []),
      [{ label: t.plain('people.recent'), press: recentMergesButton.press({}) }],
      [toStaff(t)],
    ],
  };
}

/** What can still be taken back. */
export function recentScreen(merges: readonly RecentMerge[], t: Translate): Screen {
  return {
    text: merges.length === 0 ? t('people.recentEmpty') : t('people.recentList', { count: merges.length }),
    rows: [
      ...merges.map(({ id, maskedName: name, at }): Button[] => [
        {
          label: fitLabel(t.plain('people.recentLine', { name, at })),
          press: partAskButton.press({ merge: id }),
        },
      ]),
      [toPairs(t)],
      [toStaff(t)],
    ],
  };
}

/** Both beside each other, with what differs marked: enough to tell, and no more. */
export function compareScreen(
  { sides, why, differs, survivor }: Comparison,
  dayOf: (date: string) => Date,
  t: Translate,
): Screen {
  const [one, other] = sides;
  const pair = { one: one.person, other: other.person };
  const number = (side: ComparedSide) => (side === one ? '①' : '②');
  const stays = one.person === survivor ? one : other;
  return {
    text: lines(
      t('people.head', { why: t.format.list(why.map((each) => t.plain(`people.why_${each}`))) }),
      '',
      ...sideLines(one, number(one), [], dayOf, t),
      '',
      ...sideLines(other, number(other), differs, dayOf, t),
      '',
      t('people.note', { n: number(stays) }),
    ),
    rows: [
      [{ label: t.plain('people.same'), press: pairMergeButton.press(pair), style: 'primary' }],
      [{ label: t.plain('people.apart'), press: pairApartButton.press(pair) }],
      [toPairs(t)],
    ],
    personal: true,
  };
}

function sideLines(
  side: ComparedSide,
  n: string,
  differs: readonly ComparedField[],
  dayOf: (date: string) => Date,
  t: Translate,
): (Html | null)[] {
  const marked = (field: ComparedField, line: string): Html =>
    differs.includes(field) ? t('people.differs', { line }) : escaped(line);
  const { maskedName: name, maskedPhone: phone, union, unit } = side;
  return [
    marked('name', t.plain('people.sideHead', { n, name })),
    phone === null ? t('people.sideNoPhone') : marked('phone', t.plain('people.sidePhone', { phone })),
    union && marked('union', t.plain('people.sideUnion', { union: nameIn(union, t) })),
    unit === null ? null : marked('unit', t.plain('people.sideUnit', { unit })),
    side.memberSince === null ? null : t('people.sideSince', { since: dayOf(side.memberSince) }),
    side.appliedAt && t('people.sideApplied', { at: side.appliedAt }),
    side.card ? t('people.sideCard') : null,
    t(side.telegram ? 'people.sideTelegram' : 'people.sideRoll'),
  ];
}

export function mergedScreen(merge: MergeId, t: Translate): Screen {
  return {
    text: t('people.merged'),
    rows: [
      [{ label: t.plain('people.part'), press: partAskButton.press({ merge }) }],
      [toPairs(t)],
      [toStaff(t)],
    ],
  };
}

export function partAskScreen(merge: MergeId, t: Translate): Screen {
  return {
    text: t('people.partAsk'),
    rows: [
      [{ label: t.plain('people.partYes'), press: partButton.press({ merge }), style: 'danger' }],
      [{ label: t.plain('people.partNo'), press: pairsButton.press({ page: 0 }) }],
    ],
  };
}

/** One line, and the ways on. */
export function doneScreen(text: Html, t: Translate): Screen {
  return { text, rows: [[toPairs(t)], [toStaff(t)]] };
}

export function refusalText({ type }: MergeRefusal, t: Translate): Html {
  return t(`people.r_${type}`);
}

function toPairs(t: Translate): Button {
  return { label: t.plain('people.toList'), press: pairsButton.press({ page: 0 }) };
}

function toStaff(t: Translate): Button {
  return { label: t.plain('staff.toMenu'), press: staffButton.press({}) };
}
