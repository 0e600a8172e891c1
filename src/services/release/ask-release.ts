import { note } from '../../db/queries/audit.ts';
import { lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Block } from '../../domain/send-plan.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';
import { type AssessOptions, assess } from './assess.ts';
import { otherOfficers, stillWrites } from './officers.ts';

type Asked =
  | { readonly type: 'asked'; readonly officers: number }
  | { readonly type: 'blocked'; readonly block: Block }
  /** It goes to so few that she sends it herself. */
  | { readonly type: 'notNeeded' }
  /** Nobody else holds a role that would do. */
  | { readonly type: 'nobodyElse' }
  /** It was changed since she was shown it, waits already, or is released. */
  | { readonly type: 'moved' }
  | { readonly type: 'notYours' };

/** Asks a second officer to release what goes to many. From here on any change takes the question back. */
export type AskRelease = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly version: number },
) => Promise<Asked>;

export function createAskRelease(options: AssessOptions): AskRelease {
  return async (work, actor, { broadcast, version }) => {
    const tx = await txOf(work);
    const draft = await lockDraft(tx, broadcast);
    if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
      return { type: 'notYours' };
    if (draft.status !== 'draft' || draft.version !== version) return { type: 'moved' };
    const { now } = work;
    const assessed = await assess(tx, draft, now, options);
    if (assessed.type === 'blocked') return assessed;
    if (!assessed.facts.second) return { type: 'notNeeded' };
    // Whoever asks for what somebody left behind stands in for her.
    const author = (await stillWrites(tx, draft.author, draft.scope)) ? draft.author : actor.person;
    const officers = await otherOfficers(tx, draft.scope, [author, actor.person]);
    if (officers.length === 0) return { type: 'nobodyElse' };
    await updateDraft(tx, broadcast, {
      status: 'waiting',
      author,
      waitingSince: now,
      waitingBy: actor.person,
      changedAt: now,
    });
    const body = { kind: 'releaseAsked', broadcast, version } as const;
    await tellPeople(tx, { key: `releaseAsked:${broadcast}:${now.toISOString()}`, body, to: officers, now });
    const subject = { subject: 'broadcast', subjectId: broadcast } as const;
    await note(tx, {
      at: now,
      actor: actor.person,
      action: 'broadcast.releaseAsked',
      ...subject,
      details: { version },
    });
    return { type: 'asked', officers: officers.length };
  };
}
