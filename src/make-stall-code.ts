import type { Db, Tx } from './db/client.ts';
import { unionCard } from './db/queries/places.ts';
import { stallById, streetOfStall } from './db/queries/stalls.ts';
import type { Vault } from './db/vault.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { fileName } from './files/file-name.ts';
import { type PosterFacts, posterPdf, posterPicture } from './files/poster.ts';
import type { Translate, Translations } from './i18n/index.ts';

/** The sheet beside a stall, or its picture; null when there is no such stall. */
export async function makeStallCode(
  {
    db,
    vault,
    translations,
    username,
  }: {
    readonly db: Db;
    readonly vault: Vault;
    readonly translations: Translations;
    /** The bot's: what the code leads to. */
    readonly username: string;
  },
  order: FileOrder & { readonly kind: 'stallCode' },
  t: Translate,
): Promise<MadeFile | null> {
  // A database reads as a transaction does.
  const tx = db as unknown as Tx;
  const stall = await stallById(tx, order.stall);
  const street = stall && (await streetOfStall(tx, stall.street));
  if (!stall || !street) return null;
  const union = stall.union === null ? undefined : await unionCard(tx, stall.union);
  const facts: PosterFacts = {
    building: stall.buildingNamed ?? stall.unionNamed ?? stall.streetNamed,
    street,
    union: union ? { ...union, station: null } : null,
    stall: { place: vault.open(stall.place, 'stalls.place') },
    link: `https://t.me/${username}?start=t_${stall.code}`,
    demo: stall.demo,
  };
  // The name says what it is, and neither whose nor where: it lies on somebody's disk at work.
  const title = t.plain('poster.stallFileName');
  return order.as === 'pdf'
    ? { name: fileName(title, 'pdf'), data: await posterPdf([facts], translations), as: 'document' }
    : { name: fileName(title, 'png'), data: await posterPicture(facts, translations), as: 'photo' };
}
