import type { Db, Tx } from './db/client.ts';
import { unionPlaceOf } from './db/queries/answered-for.ts';
import { cardsIn } from './db/queries/cards.ts';
import { chatOf } from './db/queries/people.ts';
import { scopesOf } from './db/queries/roles.ts';
import type { Vault } from './db/vault.ts';
import { answersFor } from './domain/actor.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { fileName } from './files/file-name.ts';
import { type SpreadsheetColumn, writeSpreadsheet } from './files/spreadsheet.ts';
import type { Translate } from './i18n/index.ts';
import { shortNameIn } from './i18n/named.ts';

/** A bank's visit is an afternoon. */
const mostRows = 2_000;

/**
 * Who asks for a service card, with what the bank needs and no more; for the officer who ordered it, in her own chat, while
 * she answers for that union. Its file name says what it is, not of whom.
 */
export async function makeBankList(
  {
    db,
    vault,
    now,
    chat,
  }: { readonly db: Db; readonly vault: Vault; readonly now: Date; readonly chat: number },
  { union, reader }: FileOrder & { readonly kind: 'bankList' },
  t: Translate,
): Promise<MadeFile | null> {
  // A database reads as a transaction does.
  const tx = db as unknown as Tx;
  const place = await unionPlaceOf(tx, union);
  // Her scopes of this moment: a role may have been taken away since she asked.
  const scopes = await scopesOf(tx, reader);
  if (!place || !answersFor({ person: reader, scopes }, place) || (await chatOf(db, reader)) !== chat)
    return null;
  const rows = await cardsIn(db, { union, reader }, 'requested', { limit: mostRows, offset: 0 });
  if (rows.length === 0) return null;
  const columns: SpreadsheetColumn[] = [
    { header: t.plain('desk.c_number'), format: 'whole' },
    { header: t.plain('desk.c_name'), format: 'text', width: 14 },
    { header: t.plain('desk.c_phone'), format: 'text', width: 18 },
    { header: t.plain('desk.c_unit'), format: 'text', width: 32 },
    { header: t.plain('desk.c_sign'), format: 'text', width: 18 },
  ];
  const title = t.plain('desk.sheet');
  const data = await writeSpreadsheet([
    {
      name: title,
      above: [
        t.plain('desk.title', { union: shortNameIn(place.named, t) }),
        t.plain('desk.sheetNote', { people: t.format.number(rows.length), at: now }),
      ],
      columns,
      printed: true,
      rows: rows.map(({ name, phone, unit }, index) => [
        index + 1,
        name && vault.open(name, 'people.name'),
        phone && vault.open(phone, 'people.phone'),
        unit,
        null,
      ]),
    },
  ]);
  return { name: fileName(title, 'xlsx'), data, as: 'document' };
}
