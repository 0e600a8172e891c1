import { type Button, fitLabel, grid, type Screen } from '../../../bot/screen.ts';
import { type QueueFilter, queueFilters } from '../../../domain/review.ts';
import { escaped, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { shortNameIn } from '../../../i18n/named.ts';
import type { BatchPreview } from '../../../services/applications/order-batch.ts';
import type { WaitingPage } from '../../../services/list-applications.ts';
import { applicationButton, batchApproveButton, batchButton, queueButton } from '../../buttons.ts';
import { pageRow, toMenu } from '../menu-view.ts';

/** Fewer than these are quicker looked at than read about. */
const batchAtLeast = 2;

/** @param dayOf the instant of a date, for writing it out */
export function queueScreen(queue: WaitingPage, dayOf: (date: string) => Date, t: Translate): Screen {
  const { filter, counts } = queue;
  const others = queueFilters.filter((other) => other !== filter && counts[other] > 0);
  const narrower = grid(
    others.map(
      (other): Button => ({
        label: t.plain(`staff.only_${other}`, { n: String(counts[other]) }),
        press: queueButton.press({ filter: other, page: 0 }),
      }),
    ),
    2,
  );
  const batch: Button[][] =
    filter === 'waiting' && counts.unremarkable >= batchAtLeast
      ? [
          [
            {
              label: t.plain('staff.batch', { n: String(counts.unremarkable) }),
              press: batchButton.press({}),
            },
          ],
        ]
      : [];
  return {
    text: queue.total === 0 ? t('staff.queueEmpty') : head(filter, queue.total, t),
    rows: [
      ...queue.waiting.map((row): Button[] => [
        {
          label: fitLabel(lineOf(row, dayOf, t), 30),
          press: applicationButton.press({ application: row.id }),
        },
      ]),
      ...pageRow(queue, (page) => queueButton.press({ filter, page }), t),
      ...batch,
      ...narrower,
      [toMenu(t)],
    ],
  };
}

function head(filter: QueueFilter, count: number, t: Translate): Html {
  switch (filter) {
    case 'waiting':
      return t('staff.queue', { count });
    case 'needsInfo':
      return t('staff.queueNeedsInfo', { count });
    case 'appealed':
      return t('staff.queueAppealed', { count });
    case 'overdue':
      return t('staff.queueOverdue', { count });
    case 'flagged':
      return t('staff.queueFlagged', { count });
    case 'mine':
      return t('staff.queueMine', { count });
  }
}

/** Of all that could be said of one, what matters most to who chooses. */
function lineOf(row: WaitingPage['waiting'][number], dayOf: (date: string) => Date, t: Translate): string {
  const line = { name: row.maskedName, building: shortNameIn(row.building, t) };
  if (row.desk === 'colleague') return t.plain('staff.lineTaken', line);
  if (row.overdue) return t.plain('staff.queueLineLate', line);
  if (row.desk === 'mine') return t.plain('staff.lineMine', line);
  if (row.status === 'needs_info') return t.plain('staff.lineNeedsInfo', line);
  if (row.status === 'appealed') return t.plain('staff.lineAppealed', line);
  if (row.flagged) return t.plain('staff.lineFlagged', line);
  return t.plain('staff.queueLine', { ...line, due: dayOf(row.dueOn) });
}

/** What would be approved with one tap: a sample, and a button that names the number. */
export function batchScreen({ count, sample, last }: BatchPreview, t: Translate): Screen {
  const one: Button = {
    label: t.plain('staff.batchNo'),
    press: queueButton.press({ filter: 'waiting', page: 0 }),
  };
  if (last === null) return { text: t('staff.batchNone'), rows: [[one]] };
  return {
    text: lines(
      t('staff.batchPreview', { count }),
      ...sample.map(({ maskedName, unit }) =>
        escaped(t.plain('staff.batchLine', { name: maskedName, unit: fitLabel(unit, 20) })),
      ),
    ),
    rows: [
      [
        {
          label: t.plain('staff.batchYes', { n: String(count) }),
          press: batchApproveButton.press({ count, last }),
          style: 'success',
        },
      ],
      [one],
    ],
  };
}
