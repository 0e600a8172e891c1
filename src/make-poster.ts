import type { Db, Tx } from './db/client.ts';
import { buildingsOfUnion, posterCard, unionPlace } from './db/queries/posters.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import type { BuildingId } from './domain/ids.ts';
import { fileName } from './files/file-name.ts';
import { type PosterFacts, posterPdf, posterPicture } from './files/poster.ts';
import type { Translate, Translations } from './i18n/index.ts';
import { shortNameIn } from './i18n/named.ts';

type PosterOrder = FileOrder & { readonly kind: 'poster' | 'posters' };

export interface PosterTools {
  readonly db: Db;
  readonly translations: Translations;
  /** The bot's: what the code leads to. */
  readonly username: string;
}

/** More pages than anybody hangs up in a week. */
const mostPages = 100;

/** A building's poster, or a document with those of a union; null when nothing of it is left. */
export async function makePoster(
  { db, translations, username }: PosterTools,
  order: PosterOrder,
  t: Translate,
): Promise<MadeFile | null> {
  // A database reads as a transaction does.
  const tx = db as unknown as Tx;
  if (order.kind === 'posters') {
    const union = await unionPlace(tx, order.union);
    const buildings = union ? await buildingsOfUnion(tx, order.union, mostPages) : [];
    const pages: PosterFacts[] = [];
    for (const building of buildings) {
      const facts = await posterFacts(tx, building, username);
      if (facts) pages.push(facts);
    }
    if (!union || pages.length === 0) return null;
    const title = t.plain('poster.filesName', { union: shortNameIn(union, t) });
    return { name: fileName(title, 'pdf'), data: await posterPdf(pages, translations), as: 'document' };
  }
  const facts = await posterFacts(tx, order.building, username);
  if (!facts) return null;
  const title = t.plain('poster.fileName', { building: shortNameIn(facts.building, t) });
  const [data, ending] =
    order.as === 'pdf'
      ? [await posterPdf([facts], translations), 'pdf']
      : [await posterPicture(facts, translations), 'png'];
  return { name: fileName(title, ending), data, as: order.as === 'photo' ? 'photo' : 'document' };
}

async function posterFacts(tx: Tx, building: BuildingId, username: string): Promise<PosterFacts | undefined> {
  const card = await posterCard(tx, building);
  if (!card) return undefined;
  const { union, street, demo } = card;
  const stations = union?.stations ?? [];
  return {
    building: card.building,
    street,
    union: union && {
      ...union,
      station: stations.find((station) => station.building === building) ?? stations[0] ?? null,
    },
    link: `https://t.me/${username}?start=b_${card.code}`,
    demo,
  };
}
