import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { BuildingId, StallId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { benchmarkMinutes, type StallFigures, type Times } from '../../domain/stall.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { ListedStall } from '../../services/stalls/list-stalls.ts';
import type { AtDesk, StallFacts } from '../../services/stalls/read-stall.ts';
import {
  findButton,
  homeButton,
  joinButton,
  openStallButton,
  staffButton,
  stallApproveButton,
  stallAskButton,
  stallButton,
  stallCardButton,
  stallCloseAskButton,
  stallCloseButton,
  stallCodeButton,
  stallLookButton,
  stallQueueButton,
  stallsButton,
} from '../buttons.ts';

export function stallsScreen(stalls: readonly ListedStall[], t: Translate): Screen {
  return {
    text: lines(t('stall.list'), stalls.length === 0 ? t('stall.none') : null),
    rows: [
      [{ label: t.plain('stall.openNew'), press: openStallButton.press({}), style: 'primary' }],
      ...stalls.map(({ stall, of, place, open, openedAt }): Button[] => {
        const said = { of: shortNameIn(of, t), place };
        const label = open
          ? t.plain('stall.lineOpen', said)
          : t.plain('stall.lineOver', { ...said, day: openedAt });
        return [{ label: fitLabel(label, 30), press: stallButton.press({ stall }) }];
      }),
      [{ label: t.plain('staff.toMenu'), press: staffButton.press({}) }],
    ],
  };
}

/** @param note what has just happened */
export function stallScreen(facts: StallFacts, t: Translate, note?: Html): Screen {
  const { stall, closedAt } = facts;
  if (closedAt !== null) return resultScreen(facts, t, note);
  return {
    text: lines(note ?? null, note ? '' : null, headOf(facts, t), '', funnelLine(facts.figures, t)),
    rows: [
      [{ label: t.plain('stall.queue'), press: stallQueueButton.press({ stall }), style: 'primary' }],
      [
        { label: t.plain('stall.photo'), press: stallCodeButton.press({ stall, as: 'photo' }) },
        { label: t.plain('stall.pdf'), press: stallCodeButton.press({ stall, as: 'pdf' }) },
      ],
      [{ label: t.plain('stall.close'), press: stallCloseAskButton.press({ stall }) }],
      [{ label: t.plain('stall.menu'), press: stallsButton.press({}) }],
    ],
  };
}

function headOf({ of, place, unitName, openedAt, closedAt, until }: StallFacts, t: Translate): Html {
  return lines(
    t('stall.card', { of: nameIn(of, t), place, from: openedAt, until: closedAt ?? until }),
    unitName === null ? null : t('stall.forUnit', { unit: unitName }),
  );
}

function funnelLine({ counts }: StallFigures, t: Translate): Html {
  const { scanned, began, applied, approved, cards } = counts;
  return t('stall.funnel', {
    scanned: String(scanned),
    began: String(began),
    applied: String(applied),
    approved: String(approved),
    cards: String(cards),
  });
}

/** Who stands at the desk, on the officer's phone; kept up to date without her doing anything. */
export function liveScreen(facts: StallFacts, t: Translate): Screen {
  const { stall, place, until, desk, figures } = facts;
  if (facts.closedAt !== null) return resultScreen(facts, t);
  return {
    text: lines(
      t('stall.live', { place, until }),
      funnelLine(figures, t),
      '',
      ...(desk.length === 0 ? [t('stall.nobody')] : desk.map((one, nth) => deskLine(one, nth + 1, t))),
    ),
    rows: [
      ...desk.map((one) => deskRow(stall, one, t)),
      [{ label: t.plain('stall.toStall'), press: stallButton.press({ stall }) }],
    ],
  };
}

function deskLine({ maskedName: name, tail, unit, minutes, state }: AtDesk, nth: number, t: Translate): Html {
  const who = { n: String(nth), name, tail };
  switch (state) {
    case 'asked':
      return t('stall.asked', who);
    case 'flagged':
      return t('stall.flagged', who);
    case 'approved':
      return t('stall.cardLine', who);
    case 'waiting':
      return unit === null
        ? t('stall.waiting', { ...who, minutes: String(minutes) })
        : t('stall.waitingOf', { ...who, unit, minutes: String(minutes) });
  }
}

function deskRow(
  stall: StallId,
  { application, maskedName: name, tail, state }: AtDesk,
  t: Translate,
): Button[] {
  const who = { name, tail };
  switch (state) {
    case 'approved':
      return [
        { label: t.plain('stall.requestCard', who), press: stallCardButton.press({ stall, application }) },
      ];
    case 'asked':
    case 'flagged':
      return [{ label: t.plain('stall.look', who), press: stallLookButton.press({ application }) }];
    case 'waiting':
      return [
        {
          label: t.plain('stall.approve', who),
          press: stallApproveButton.press({ stall, application }),
          style: 'success',
        },
        { label: t.plain('stall.ask'), press: stallAskButton.press({ application }) },
      ];
  }
}

export function closeScreen(stall: StallId, t: Translate): Screen {
  return {
    text: t('stall.closeAsk'),
    rows: [
      [{ label: t.plain('stall.keepOpen'), press: stallButton.press({ stall }) }],
      [{ label: t.plain('stall.closeNow'), press: stallCloseButton.press({ stall }), style: 'danger' }],
    ],
  };
}

/** How it went. Small numbers too: who reads this stood there and saw the people. */
function resultScreen(facts: StallFacts, t: Translate, note?: Html): Screen {
  const { of, place, figures } = facts;
  const { counts, minutes, inTime } = figures;
  const timesLine = (what: string, times: Times | null, people: number): Html[] => {
    if (times === null) return [];
    const median = t.format.number(times.median);
    // Of one alone there is no half.
    if (people === 1) return [t('stall.timeOne', { what, median })];
    return [t('stall.time', { what, median, p90: t.format.number(times.p90) })];
  };
  const said = { approved: String(counts.approved), benchmark: String(benchmarkMinutes) };
  return {
    text: lines(
      note ?? null,
      t('stall.resultHead', { of: nameIn(of, t), place }),
      '',
      funnelLine(figures, t),
      ...timesLine(t.plain('stall.toApplied'), minutes.applied, counts.applied),
      ...timesLine(t.plain('stall.toApproved'), minutes.approved, counts.approved),
      ...timesLine(t.plain('stall.toCard'), minutes.cards, counts.cards),
      counts.approved === 0
        ? null
        : inTime === counts.approved
          ? t('stall.allInTime', said)
          : t('stall.inTime', { ...said, inTime: String(inTime) }),
      '',
      t('stall.onlyHere'),
    ),
    rows: [
      [{ label: t.plain('stall.menu'), press: stallsButton.press({}) }],
      [{ label: t.plain('staff.toMenu'), press: staffButton.press({}) }],
    ],
  };
}

export function goneScreen(t: Translate): Screen {
  return {
    text: t('stall.gone'),
    rows: [[{ label: t.plain('stall.menu'), press: stallsButton.press({}) }]],
  };
}

export function codeCaption(t: Translate): Screen {
  return { text: t('stall.codeReady') };
}

// ── For those who come by ────────────────────────────────────────────────────────────────────────────────────────────

export function chooseScreen(
  of: Named,
  buildings: readonly (Named & { readonly id: BuildingId })[],
  t: Translate,
): Screen {
  return {
    text: t(buildings.length === 0 ? 'stall.chooseTyped' : 'stall.choose', { of: nameIn(of, t) }),
    rows: buildings.map(({ id, ...named }) => [
      { label: fitLabel(shortNameIn(named, t)), press: joinButton.press({ building: id }) },
    ]),
  };
}

export function lateScreen(building: (Named & { readonly id: BuildingId }) | null, t: Translate): Screen {
  const join: Button[][] = building
    ? [
        [
          {
            label: fitLabel(t.plain('stall.joinLate', { building: shortNameIn(building, t) })),
            press: joinButton.press({ building: building.id }),
            style: 'primary',
          },
        ],
      ]
    : [];
  return {
    text: t('stall.late'),
    rows: [
      ...join,
      [{ label: t.plain('join.findBuilding'), press: findButton.press({}) }],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}

export function unknownScreen(t: Translate): Screen {
  return {
    text: t('stall.unknown'),
    rows: [[{ label: t.plain('join.findBuilding'), press: findButton.press({}) }]],
  };
}

/** A line on the screen as people typed it. */
export const asTyped = (typed: string): string => [...typed].slice(0, 20).join('');
