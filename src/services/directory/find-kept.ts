import { unionsAnsweredFor } from '../../db/queries/answered-for.ts';
import { readCard } from '../../db/queries/directory.ts';
import type { Listed } from '../../db/queries/keeping.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { mayKeep } from '../../domain/directory.ts';
import type { Match } from '../../domain/search/rank.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import type { Work } from '../../domain/work.ts';
import { findPlaces } from '../find-places.ts';

export interface KeptFound {
  readonly unions: readonly Listed[];
  readonly buildings: readonly Listed[];
}

/** The unions and buildings that somebody who keeps them means by what she typed. */
export type FindKept = (work: Work, actor: Actor, typed: string) => Promise<KeptFound>;

const most = 6;
const surely: readonly Match['how'][] = ['exact', 'alias', 'core', 'prefix'];

export const findKept: FindKept = async (work, actor, typed) => {
  const tx = readOf(work);
  const wanted = normaliseName([...typed].slice(0, 60).join(''));
  const own = wanted === '' ? [] : await unionsAnsweredFor(tx, actor.scopes);
  const unions = own.filter(({ name, nameEn }) =>
    [name, nameEn ?? ''].some((each) => normaliseName(each).includes(wanted)),
  );
  const { matches, names } = await findPlaces(work, typed);
  const buildings: Listed[] = [];
  for (const { building, how } of matches) {
    // She called a union by its name: a building that merely sounds like it isn't meant.
    if (unions.length > 0 && !surely.includes(how)) continue;
    const card = await readCard(tx, { kind: 'building', id: building });
    const named = names.get(building);
    if (card && named && card.closedOn === null && mayKeep(actor, 'union', card))
      buildings.push({ id: building, name: named.name, nameEn: named.nameEn });
  }
  return { unions: unions.slice(0, most), buildings };
};
