import { type Draft, draftById, noticesOf } from '../../db/queries/drafts.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId, NoticeId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { type Composed, composedOf } from '../outbox/composed-content.ts';
import { writesFor } from './authority.ts';

/** What there is of something to be said to many, as those who answer for it see it. */
export interface DraftFacts extends Composed, Omit<Draft, 'content' | 'revision' | 'createdAt'> {
  /** Released, and being rewritten: what is told here isn't in its place yet. */
  readonly rewritten: boolean;
  /** What it was sent by, the newest first. */
  readonly notices: readonly NoticeId[];
}

/** Null for anybody else, and for what was dropped. */
export type ReadDraft = (work: Work, actor: Actor, broadcast: BroadcastId) => Promise<DraftFacts | null>;

export const readDraft: ReadDraft = async (work, actor, broadcast) => {
  const tx = readOf(work);
  const draft = await draftById(tx, broadcast);
  if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope))) return null;
  const { content, revision, createdAt: _createdAt, ...facts } = draft;
  const composed = await composedOf(tx, draft, revision ?? content, work.now);
  if (!composed) return null;
  const notices = draft.status === 'released' ? await noticesOf(tx, broadcast) : [];
  return { ...facts, ...composed, rewritten: revision !== null, notices };
};
