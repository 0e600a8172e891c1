import { readCard } from '../../db/queries/directory.ts';
import { type HistoryOf, historyPage } from '../../db/queries/history.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { mayKeep } from '../../domain/directory.ts';
import { type History, signedFor } from '../../domain/history.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';

export type HistoryRead =
  | { readonly type: 'history'; readonly of: Named; readonly history: History }
  | { readonly type: 'notYours' };

/** Who changed what on a card, when, and from what. For those who may change it themselves. */
export type ReadHistory = (work: Work, actor: Actor, of: HistoryOf, page: number) => Promise<HistoryRead>;

export function createReadHistory({ vault }: { readonly vault: Vault }): ReadHistory {
  return async (work, actor, of, page) => {
    const tx = readOf(work);
    const card = await readCard(tx, of);
    if (!card || !mayKeep(actor, 'union', card)) return { type: 'notYours' };
    const { acts, ...where } = await historyPage(tx, of, page);
    return {
      type: 'history',
      of: { name: String(card.row.name), nameEn: (card.row.name_en as string | null) || null },
      history: {
        ...where,
        acts: acts.map(({ actor: person, name, scopes, ...act }) => ({
          ...act,
          who: signedFor(actor, {
            person,
            scopes,
            name: () => name && vault.open(name, 'people.name'),
          }),
        })),
      },
    };
  };
}
