import type { Button, Screen } from '../../bot/screen.ts';
import { mayMove } from '../../domain/broadcast.ts';
import type { NoticeId } from '../../domain/ids.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import type { BroadcastFacts } from '../../services/outbox/progress.ts';
import {
  broadcastButton,
  broadcastCancelAskButton,
  broadcastChangeButton,
  broadcastMoveButton,
  staffButton,
} from '../buttons.ts';
import { subjectOf } from '../report-view.ts';

const barLength = 10;

/** How far a broadcast is: sent once, then edited as it goes, and shown when asked for. */
export function progressScreen(facts: BroadcastFacts, t: Translate): Screen {
  const { notice, state, tally } = facts;
  const finished = tally.audience - tally.waiting;
  const share = tally.audience === 0 ? 1 : finished / tally.audience;
  const full = Math.floor(share * barLength);
  const bar = `${'▰'.repeat(full)}${'▱'.repeat(barLength - full)}`;
  const move = (to: 'pause' | 'resume'): Button => ({
    label: t.plain(`broadcast.${to}`),
    press: broadcastMoveButton.press({ notice, move: to }),
  });
  const rows: Button[][] = [
    ...(mayMove(state, 'pause') ? [[move('pause')]] : []),
    ...(mayMove(state, 'resume') ? [[move('resume')]] : []),
    ...(mayMove(state, 'cancel')
      ? [[{ label: t.plain('broadcast.cancel'), press: broadcastCancelAskButton.press({ notice }) }]]
      : []),
    [{ label: t.plain('staff.open'), press: staffButton.press({}) }],
  ];
  return {
    text: lines(
      t(`broadcast.${state}`),
      bold(subjectOf(facts, t)),
      '',
      tally.audience === 0
        ? t('broadcast.nobody')
        : lines(
            t('broadcast.bar', { bar, share: wholePercent(share) }),
            facts.rough
              ? null
              : t('broadcast.count', { count: tally.audience, finished: t.format.number(finished) }),
          ),
      remark(facts, t),
    ),
    rows,
  };
}

function remark(
  { state, pausedBy, tally, perSecond, secondsLeft, quietUntil }: BroadcastFacts,
  t: Translate,
) {
  switch (state) {
    case 'planned':
      return null;
    case 'sending':
      if (quietUntil) return t('broadcast.quiet', { until: quietUntil });
      if (perSecond === null || secondsLeft === null) return null;
      return t('broadcast.rate', { rate: oneDecimal(perSecond), left: inWords(secondsLeft, t) });
    case 'paused':
      return pausedBy === 'failures'
        ? t('broadcast.pausedByFailures', { count: tally.failed + tally.unknown })
        : t('broadcast.pausedByStaff');
    case 'cancelled':
      return t('broadcast.cancelledNote');
    case 'done':
      return t('broadcast.doneNote');
  }
}

function inWords(seconds: number, t: Translate): string {
  if (seconds < 100) return t.plain('broadcast.seconds', { count: seconds });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return t.plain('broadcast.minutes', { count: minutes });
  return t.plain('broadcast.hours', { count: Math.ceil(minutes / 60) });
}

/** Rounded down: it is done when it is done. */
const wholePercent = (share: number) => Math.floor(share * 100) / 100;
const oneDecimal = (value: number) => Math.round(value * 10) / 10;

export function cancelAskScreen({ notice, tally, ...facts }: BroadcastFacts, t: Translate): Screen {
  return {
    text: lines(bold(subjectOf(facts, t)), t('broadcast.cancelAsk', { count: tally.waiting })),
    rows: [
      [
        {
          label: t.plain('broadcast.cancelYes'),
          press: broadcastMoveButton.press({ notice, move: 'cancel' }),
          style: 'danger',
        },
      ],
      [keep(notice, t)],
    ],
  };
}

export function changeAskScreen(
  { notice, tally, ...facts }: BroadcastFacts,
  change: 'correction' | 'withdrawal',
  t: Translate,
): Screen {
  const question: Html =
    change === 'correction'
      ? t('broadcast.correctAsk', { count: tally.sent })
      : t('broadcast.withdrawAsk', { count: tally.sent });
  const yes = change === 'correction' ? t.plain('broadcast.correctYes') : t.plain('broadcast.withdrawYes');
  return {
    text: lines(bold(subjectOf(facts, t)), question),
    rows: [
      [
        {
          label: yes,
          press: broadcastChangeButton.press({ notice, change }),
          style: change === 'correction' ? 'primary' : 'danger',
        },
      ],
      [keep(notice, t)],
    ],
  };
}

function keep(notice: NoticeId, t: Translate): Button {
  return { label: t.plain('broadcast.keep'), press: broadcastButton.press({ notice }) };
}

export function notYoursScreen(t: Translate): Screen {
  return {
    text: t('broadcast.notYours'),
    rows: [[{ label: t.plain('staff.open'), press: staffButton.press({}) }]],
  };
}
