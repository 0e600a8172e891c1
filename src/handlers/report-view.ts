import type { Button, Screen } from '../bot/screen.ts';
import { stepBelow } from '../domain/audience-picks.ts';
import { type TallyRow, tallyOf } from '../domain/broadcast.ts';
import { wordsFor } from '../domain/language.ts';
import { fewest } from '../domain/results.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import type { Announced, BroadcastContent } from '../services/outbox/broadcast-content.ts';
import {
  broadcastButton,
  broadcastChangeAskButton,
  broadcastListButton,
  broadcastMoveButton,
  composePageButton,
  staffButton,
} from './buttons.ts';
import { whereIn } from './scope-view.ts';

type Content<K extends BroadcastContent['kind']> = Extract<BroadcastContent, { kind: K }>;

const others = [
  ['noConsent', 'notice.reportNoConsent'],
  ['stopped', 'notice.reportStopped'],
  ['heardEnough', 'notice.reportHeardEnough'],
  ['notAsked', 'notice.reportNotAsked'],
  ['unreachable', 'notice.reportUnreachable'],
  ['outdated', 'notice.reportOutdated'],
  ['cancelled', 'broadcast.reportCancelled'],
  ['noMessage', 'broadcast.reportNoMessage'],
  ['tooOld', 'broadcast.reportTooOld'],
  ['gone', 'notice.reportGone'],
  ['failed', 'notice.reportFailed'],
  ['unknown', 'notice.reportUnknown'],
] as const;
type Other = (typeof others)[number][0];

/** What those who answer for an announcement are told of it. */
export function broadcastNoticeScreen(content: BroadcastContent, t: Translate): Screen {
  return content.kind === 'announcementReport' ? reportScreen(content, t) : heldScreen(content, t);
}

function reportScreen(content: Content<'announcementReport'>, t: Translate): Screen {
  const { notice, change, tally } = content;
  const reached = tally.some(({ status }) => status === 'sent');
  const ask = (change: 'correction' | 'withdrawal', label: string): Button => ({
    label,
    press: broadcastChangeAskButton.press({ notice, change }),
  });
  return {
    text: lines(t('notice.reportHead'), '', reportLines(content, t)),
    rows: [
      [{ label: t.plain('broadcast.list'), press: broadcastListButton.press({ notice }) }],
      ...(reached && change === null
        ? [
            [
              // What officers wrote is rewritten first; the rest says what its activities say now.
              'broadcast' in content.about && content.about.broadcast !== undefined
                ? {
                    label: t.plain('compose.rewrite'),
                    press: composePageButton.press({ broadcast: content.about.broadcast }),
                  }
                : ask('correction', t.plain('broadcast.correct')),
              ask('withdrawal', t.plain('broadcast.withdraw')),
            ],
          ]
        : []),
      [{ label: t.plain('staff.open'), press: staffButton.press({}) }],
    ],
  };
}

function heldScreen({ notice, tally, ...announced }: Content<'broadcastHeld'>, t: Translate): Screen {
  const failed = tally.failed + tally.unknown;
  return {
    text: lines(
      t('broadcast.heldHead'),
      '',
      subjectOf(announced, t),
      t('broadcast.pausedByFailures', { count: failed }),
    ),
    rows: [
      [{ label: t.plain('broadcast.refresh'), press: broadcastButton.press({ notice }), style: 'primary' }],
      [{ label: t.plain('broadcast.resume'), press: broadcastMoveButton.press({ notice, move: 'resume' }) }],
    ],
  };
}

/** What an announcement is called in a line. */
export function subjectOf({ from, about, change }: Announced, t: Translate): string {
  const name = whereIn(from, t);
  const subject =
    'month' in about
      ? t.plain('notice.reportMonth', { union: name, month: about.month })
      : t.plain('notice.reportActivity', {
          union: name,
          title: wordsFor('activity' in about ? about.activity.title : about.written, t.language),
        });
  if (change === null) return subject;
  return change === 'correction'
    ? t.plain('broadcast.correctionOf', { subject })
    : t.plain('broadcast.withdrawalOf', { subject });
}

/**
 * How an announcement went: everybody of its audience is counted once. Of people picked by what they said in confidence
 * nothing is told that the send plan didn't tell.
 */
function reportLines(content: Content<'announcementReport'>, t: Translate): Html {
  const counted = new Map<Other | 'sent', number>();
  for (const row of content.tally) {
    const group = groupOf(row);
    counted.set(group, (counted.get(group) ?? 0) + row.people);
  }
  const { audience, sent } = tallyOf(content.tally);
  return lines(
    subjectOf(content, t),
    content.rough
      ? t('notice.reportSentRough', { count: stepBelow(sent) })
      : t('notice.reportSent', { count: audience, sent }),
    ...others.map(([group, key]) => {
      const count = counted.get(group);
      if (count === undefined || (content.rough && count < fewest)) return null;
      return t(key, { count: content.rough ? stepBelow(count) : count });
    }),
  );
}

function groupOf({ status, reason }: TallyRow): Other | 'sent' {
  switch (status) {
    case 'sent':
    case 'unreachable':
    case 'failed':
    case 'unknown':
      return status;
    case 'skipped':
      return others.map(([group]) => group).find((group) => group === reason) ?? 'outdated';
    // Nothing is left of these when a report is made.
    case 'queued':
    case 'sending':
    case 'retry':
      return 'failed';
  }
}
