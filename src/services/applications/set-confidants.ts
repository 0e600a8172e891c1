import { applicationById, setVisibleTo } from '../../db/queries/applications.ts';
import { note } from '../../db/queries/audit.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import type { Confidants } from '../../domain/visibility.ts';
import type { Work } from '../../domain/work.ts';

/** She says anew who may know: of this application of hers, and of her membership, if it led to one. At once. */
export type SetConfidants = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  visibleTo: Confidants,
) => Promise<{ readonly type: 'set' | 'notHers' }>;

export const setConfidants: SetConfidants = async (work, { person }, id, visibleTo) => {
  const tx = await txOf(work);
  const found = await applicationById(tx, id);
  if (found?.person !== person) return { type: 'notHers' };
  await setVisibleTo(tx, { application: id, person, visibleTo });
  await note(tx, {
    at: work.now,
    actor: person,
    action: 'application.edited',
    subject: 'application',
    subjectId: id,
    details: { field: 'visibleTo' },
  });
  return { type: 'set' };
};
