import { readCard } from '../../db/queries/directory.ts';
import { type HistoryOf, historyPage } from '../../db/queries/history.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { mayKeep } from '../../domain/directory.ts';
import { type History, signedFor } from '../../domain/history.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';

type HistoryRead =
  | { readonly type: 'history'; readonly of: Named; readonly history: History }
  | { readonly type: 'notYours' };

/**
 * Who changed what on a card, when, and from what. For those who may change it themselves, and for the command line, which
 * reads nobody's name.
 */
export type ReadHistory = (
  work: Work,
  by: Actor | 'system',
  of: HistoryOf,
  page: number,
) => Promise<HistoryRead>;

export function createReadHistory({ vault }: { readonly vault: Vault | null }): ReadHistory {
  return async (work, by, of, page) => {
    const tx = readOf(work);
    const card = await readCard(tx, of);
    if (!card || (by !== 'system' && !mayKeep(by, 'union', card))) return { type: 'notYours' };
    const { acts, ...where } = await historyPage(tx, of, page);
    return {
      type: 'history',
      of: { name: String(card.row.name), nameEn: (card.row.name_en as string | null) || null },
      history: {
        ...where,
        acts: acts.map(({ actor: person, name, scopes, ...act }) => ({
          ...act,
          who: signedFor(by === 'system' ? null : by, {
            person,
            scopes,
            name: () => name && (vault?.open(name, 'people.name') ?? null),
          }),
        })),
      },
    };
  };
}
