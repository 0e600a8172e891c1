import { draftById } from '../../db/queries/drafts.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { saysSomething } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from './authority.ts';

type Tried = { readonly type: 'coming' } | { readonly type: 'nothingYet' } | { readonly type: 'notYours' };

/** Sends what was written to its author alone, on the road that everybody's takes. */
export type TryDraft = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly language: Language },
) => Promise<Tried>;

export const tryDraft: TryDraft = async (work, actor, { broadcast, language }) => {
  const tx = await txOf(work);
  const draft = await draftById(tx, broadcast);
  if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
    return { type: 'notYours' };
  if (!saysSomething(draft.revision ?? draft.content)) return { type: 'nothingYet' };
  const { now } = work;
  await tellPeople(tx, {
    // Another version, or the same in the other language, may be tried at once; two taps are one.
    key: `broadcastTest:${broadcast}:${draft.version}:${language}:${actor.person}:${Math.floor(now.getTime() / 10_000)}`,
    body: { kind: 'broadcastTest', broadcast, language },
    to: [actor.person],
    now,
  });
  return { type: 'coming' };
};
