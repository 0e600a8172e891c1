import type { Db } from './db/client.ts';
import { chatOf } from './db/queries/people.ts';
import type { Vault } from './db/vault.ts';
import { readingWork } from './db/work.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { ownDataJson } from './domain/own-data.ts';
import { fileName } from './files/file-name.ts';
import type { Translate } from './i18n/index.ts';
import { createReadOwnData } from './services/read-own-data.ts';

/** Everything that is kept of a person, for a program to read; null for any chat but her own, or when she is erased. */
export async function makeOwnData(
  {
    db,
    vault,
    now,
    chat,
  }: { readonly db: Db; readonly vault: Vault; readonly now: Date; readonly chat: number },
  { person }: FileOrder & { readonly kind: 'myData' },
  t: Translate,
): Promise<MadeFile | null> {
  const work = readingWork(db, now);
  if ((await chatOf(db, person)) !== chat) return null;
  const data = await createReadOwnData({ vault })(work, person);
  return {
    name: fileName(t.plain('mine.fileName'), 'json'),
    data: new TextEncoder().encode(ownDataJson(data, now)),
    as: 'document',
  };
}
