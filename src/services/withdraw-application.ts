import { applicationById, moveApplication } from '../db/queries/applications.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import { applicationLifecycle, mayMove } from '../domain/lifecycle.ts';
import type { Work } from '../domain/work.ts';

type Withdrawn =
  | { readonly type: 'withdrawn'; readonly union: Named }
  /** Decided by now, withdrawn before, or not hers. */
  | { readonly type: 'notWaiting' };

/** Takes her own application back while nobody has decided on it. */
export type WithdrawApplication = (
  work: Work,
  actor: Actor,
  application: ApplicationId,
) => Promise<Withdrawn>;

export const withdrawApplication: WithdrawApplication = async (work, { person }, application) => {
  const tx = await txOf(work);
  const found = await applicationById(tx, application);
  if (found?.person !== person || !mayMove(applicationLifecycle, found.status, 'withdrawn'))
    return { type: 'notWaiting' };
  const from = found.status;
  const settled = await moveApplication(tx, { application, from, to: 'withdrawn', by: person, at: work.now });
  return settled ? { type: 'withdrawn', union: found.union } : { type: 'notWaiting' };
};
