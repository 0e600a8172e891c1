import { note } from '../../db/queries/audit.ts';
import { lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId, PersonId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';

type Returned =
  /** `own`: she took back her own question. */
  | { readonly type: 'returned'; readonly own: boolean }
  /** It doesn't wait any more, or isn't what she was shown. */
  | { readonly type: 'moved' }
  | { readonly type: 'notYours' };

/** Gives back what waits for its release: to be changed, by whoever asked or at another officer's wish. */
export type ReturnDraft = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly version: number },
) => Promise<Returned>;

export const returnDraft: ReturnDraft = async (work, actor, { broadcast, version }) => {
  const tx = await txOf(work);
  const draft = await lockDraft(tx, broadcast);
  if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
    return { type: 'notYours' };
  if (draft.status !== 'waiting' || draft.version !== version) return { type: 'moved' };
  const { now } = work;
  await updateDraft(tx, broadcast, { status: 'draft', waitingSince: null, waitingBy: null, changedAt: now });
  const subject = { subject: 'broadcast', subjectId: broadcast } as const;
  await note(tx, {
    at: now,
    actor: actor.person,
    action: 'broadcast.returned',
    ...subject,
    details: { version },
  });
  const asked: PersonId[] = [draft.author, ...(draft.waitingBy === null ? [] : [draft.waitingBy])];
  const own = asked.includes(actor.person);
  if (!own) {
    const body = { kind: 'releaseSettled', broadcast, outcome: 'returned' } as const;
    await tellPeople(tx, { key: `releaseSettled:${broadcast}:${now.toISOString()}`, body, to: asked, now });
  }
  return { type: 'returned', own };
};
