import { wordsFor } from '../domain/language.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import { shortNameIn } from '../i18n/named.ts';
import type { NoticeContent } from '../services/outbox/content.ts';

type Report = Extract<NoticeContent, { kind: 'announcementReport' }>;

const others = [
  ['noConsent', 'notice.reportNoConsent'],
  ['stopped', 'notice.reportStopped'],
  ['heardEnough', 'notice.reportHeardEnough'],
  ['unreachable', 'notice.reportUnreachable'],
  ['outdated', 'notice.reportOutdated'],
  ['gone', 'notice.reportGone'],
  ['failed', 'notice.reportFailed'],
  ['unknown', 'notice.reportUnknown'],
] as const;
type Other = (typeof others)[number][0];

/** How an announcement went: everybody of its audience is counted once. */
export function reportLines({ union, about, tally }: Report, t: Translate): Html {
  const name = shortNameIn(union, t);
  const counted = new Map<Other | 'sent', number>();
  for (const row of tally) {
    const group = groupOf(row);
    counted.set(group, (counted.get(group) ?? 0) + row.people);
  }
  const audience = tally.reduce((sum, row) => sum + row.people, 0);
  return lines(
    'month' in about
      ? t('notice.reportMonth', { union: name, month: about.month })
      : t('notice.reportActivity', { union: name, title: wordsFor(about.activity.title, t.language) }),
    t('notice.reportSent', { count: audience, sent: counted.get('sent') ?? 0 }),
    ...others.map(([group, key]) => {
      const count = counted.get(group);
      return count === undefined ? null : t(key, { count });
    }),
  );
}

function groupOf({ status, reason }: Report['tally'][number]): Other | 'sent' {
  switch (status) {
    case 'sent':
    case 'unreachable':
    case 'failed':
    case 'unknown':
      return status;
    case 'skipped':
      if (reason === 'noConsent' || reason === 'stopped' || reason === 'heardEnough' || reason === 'gone')
        return reason;
      return 'outdated';
    // Nothing is left of these when a report is made.
    case 'queued':
    case 'sending':
    case 'retry':
      return 'failed';
  }
}
