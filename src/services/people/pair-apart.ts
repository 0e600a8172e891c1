import { note } from '../../db/queries/audit.ts';
import { setApart } from '../../db/queries/pairs.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { MergeRefusal } from '../../domain/merging.ts';
import type { Work } from '../../domain/work.ts';
import { findPair } from './find-pair.ts';

/** Finds two to be two, for good: neither is ever held for the other again. */
export type PairApart = (
  work: Work,
  actor: Actor,
  ids: readonly [PersonId, PersonId],
) => Promise<{ readonly type: 'toldApart' } | MergeRefusal>;

export const pairApart: PairApart = async (work, actor, ids) => {
  const found = await findPair(work, actor, ids, 'apart');
  if (found.type !== 'yours') return found;
  const tx = await txOf(work);
  const [one, other] = ids;
  await setApart(tx, { one, other, by: actor.person, at: work.now });
  await note(tx, {
    at: work.now,
    actor: actor.person,
    action: 'person.apart',
    subject: 'person',
    subjectId: one,
    details: { other },
  });
  return { type: 'toldApart' };
};
