import type { Db, Tx } from './db/client.ts';
import { broadcastById } from './db/queries/broadcasts.ts';
import { deliveryList, type ListedDelivery } from './db/queries/delivery-list.ts';
import { scopesOf } from './db/queries/roles.ts';
import type { Vault } from './db/vault.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { maskName } from './domain/membership.ts';
import { fileName } from './files/file-name.ts';
import { type SpreadsheetColumn, writeSpreadsheet } from './files/spreadsheet.ts';
import { subjectOf } from './handlers/report-view.ts';
import type { Translate } from './i18n/index.ts';
import { loadAnnounced } from './services/outbox/broadcast-content.ts';

/** No spreadsheet program likes more, and Telegram takes no larger files. Those whom it didn't reach come first. */
const mostRows = 50_000;

/** Who got a broadcast and who not; null when it is gone. Names are of the reader's own members, by their first letter. */
export async function makeDeliveryList(
  {
    db,
    vault,
    timeZone,
    now,
  }: { readonly db: Db; readonly vault: Vault; readonly timeZone: string; readonly now: Date },
  { notice, reader }: FileOrder & { readonly kind: 'deliveries' },
  t: Translate,
): Promise<MadeFile | null> {
  const [broadcast, announced] = await Promise.all([
    broadcastById(db, notice),
    loadAnnounced(db, notice, timeZone),
  ]);
  if (!broadcast?.tally || !announced) return null;
  // Her scopes of this moment: a role may have been taken away since she asked. A database reads as a transaction does.
  const scopes = await scopesOf(db as unknown as Tx, reader);
  const rows = await deliveryList(db, { notice, scopes, limit: mostRows });
  const subject = subjectOf(announced, t);
  const columns: SpreadsheetColumn[] = [
    { header: t.plain('broadcast.columnPerson'), format: 'whole' },
    { header: t.plain('broadcast.columnName'), format: 'text' },
    { header: t.plain('broadcast.columnResult'), format: 'text' },
    { header: t.plain('broadcast.columnReason'), format: 'text' },
    { header: t.plain('broadcast.columnAt'), format: 'text' },
    { header: t.plain('broadcast.columnTries'), format: 'whole' },
  ];
  const note = t.plain('broadcast.listNote', { people: t.format.number(broadcast.tally.audience), at: now });
  const data = await writeSpreadsheet([
    {
      name: subject,
      above: [subject, note],
      columns,
      rows: rows.map((row) => [
        row.person,
        row.name ? maskName(vault.open(row.name, 'people.name')) : null,
        resultOf(row, t),
        reasonOf(row, t),
        row.settledAt && t.format.moment(row.settledAt),
        row.attempts,
      ]),
    },
  ]);
  return { name: fileName(subject, 'xlsx'), data, as: 'document' };
}

function resultOf({ status }: ListedDelivery, t: Translate): string {
  switch (status) {
    case 'sent':
    case 'unreachable':
    case 'skipped':
    case 'failed':
    case 'unknown':
      return t.plain(`broadcast.result_${status}`);
    case 'queued':
    case 'sending':
    case 'retry':
      return t.plain('broadcast.result_waiting');
  }
}

const worded = [
  'noConsent',
  'stopped',
  'heardEnough',
  'notAsked',
  'outdated',
  'cancelled',
  'gone',
  'noMessage',
  'tooOld',
  'blocked',
  'deactivated',
  'chat_not_found',
  'crash',
  'no_answer',
] as const;

function reasonOf({ reason, status }: ListedDelivery, t: Translate): string | null {
  if (reason === null || status === 'sent') return null;
  const known = worded.find((one) => one === reason);
  if (known) return t.plain(`broadcast.reason_${known}`);
  return status === 'failed' ? t.plain('broadcast.reason_refused') : null;
}
