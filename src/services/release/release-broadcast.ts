import type { Tx } from '../../db/client.ts';
import { note } from '../../db/queries/audit.ts';
import { type Draft, lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId, PersonId } from '../../domain/ids.ts';
import type { Block } from '../../domain/send-plan.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';
import { startBroadcast } from '../series/start-broadcast.ts';
import { type AssessOptions, assess } from './assess.ts';
import { otherOfficers, stillWrites } from './officers.ts';

type Released =
  /** `begins`: not now, but then. */
  | { readonly type: 'released'; readonly begins: Date | null }
  /** Somebody was faster, perhaps herself. */
  | { readonly type: 'already' }
  /** It isn't what she was shown any more. */
  | { readonly type: 'moved' }
  | { readonly type: 'blocked'; readonly block: Block }
  /** It goes to many: she has to ask somebody, … */
  | { readonly type: 'needsSecond' }
  /** … and isn't that somebody. */
  | { readonly type: 'own' }
  /** Whoever wrote it or asked no longer answers for it: it is a draft again, and its scope's officers know. */
  | { readonly type: 'authorGone' }
  | { readonly type: 'notYours' };

/**
 * Lets a broadcast go: its composer alone up to the district's number, a second officer above. What is released is the
 * version that she was shown, once.
 */
export type ReleaseBroadcast = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly version: number },
) => Promise<Released>;

export function createReleaseBroadcast(options: AssessOptions): ReleaseBroadcast {
  return async (work, actor, { broadcast, version }) => {
    const tx = await txOf(work);
    const draft = await lockDraft(tx, broadcast);
    if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
      return { type: 'notYours' };
    if (draft.status === 'released') return { type: 'already' };
    if (draft.version !== version) return { type: 'moved' };
    const { now } = work;
    const assessed = await assess(tx, draft, now, options);
    if (assessed.type === 'blocked') return assessed;
    const { second, plan } = assessed.facts;
    const waiting = draft.status === 'waiting';
    if (second && !waiting) return { type: 'needsSecond' };
    if (second && asked(draft).includes(actor.person)) return { type: 'own' };

    const answering = await Promise.all(asked(draft).map((person) => stillWrites(tx, person, draft.scope)));
    if (waiting && answering.includes(false)) {
      await hold(tx, draft, actor.person, now);
      return { type: 'authorGone' };
    }
    // What somebody left behind is sent by whoever takes it on, who gets its report.
    const author = answering[0] ? draft.author : actor.person;
    const started = await startBroadcast(
      tx,
      { ...draft, author, releasedBy: actor.person },
      { by: actor.person, now, timeZone: options.timeZone },
    );
    if (started.type === 'past') return { type: 'blocked', block: 'past' };
    await updateDraft(tx, broadcast, {
      status: 'released',
      author,
      releasedBy: actor.person,
      releasedAt: now,
      changedAt: now,
    });
    const subject = { subject: 'broadcast', subjectId: broadcast } as const;
    const details = { version, people: plan.reached, second };
    await note(tx, { at: now, actor: actor.person, action: 'broadcast.released', ...subject, details });
    const to = asked(draft).filter((person) => person !== actor.person);
    const body = { kind: 'releaseSettled', broadcast, outcome: 'released' } as const;
    await tellPeople(tx, { key: `releaseSettled:${broadcast}:${now.toISOString()}`, body, to, now });
    const { begins } = plan.course;
    return { type: 'released', begins: begins > now ? begins : null };
  };
}

async function hold(tx: Tx, { id, scope }: Draft, by: PersonId, now: Date): Promise<void> {
  await updateDraft(tx, id, { status: 'draft', waitingSince: null, waitingBy: null, changedAt: now });
  const subject = { subject: 'broadcast', subjectId: id } as const;
  await note(tx, { at: now, actor: by, action: 'broadcast.held', ...subject });
  const to = await otherOfficers(tx, scope, [by]);
  const body = { kind: 'releaseSettled', broadcast: id, outcome: 'authorGone' } as const;
  await tellPeople(tx, { key: `releaseSettled:${id}:${now.toISOString()}`, body, to, now });
}

/** Whose broadcast it is, and who asked for its release. */
function asked({ author, waitingBy }: Draft): readonly PersonId[] {
  return waitingBy === null || waitingBy === author ? [author] : [author, waitingBy];
}
