import { draftsPage } from '../../db/queries/drafts.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type BroadcastStatus, firstWords } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';

interface DraftEntry {
  readonly id: BroadcastId;
  readonly status: BroadcastStatus;
  /** How it begins; nothing while only a picture is there. */
  readonly title: Words;
  readonly rewritten: boolean;
}

export interface DraftList {
  readonly entries: readonly DraftEntry[];
  readonly page: number;
  readonly pages: number;
}

/** What is written in the names she writes in, a page at a time. */
export type ListDrafts = (work: Work, actor: Actor, page: number) => Promise<DraftList>;

export const listDrafts: ListDrafts = async (work, actor, page) => {
  const { drafts, ...where } = await draftsPage(readOf(work), actor.scopes, page);
  const entries = drafts.map(({ id, status, content, revision }) => ({
    id,
    status,
    title: firstWords(revision ?? content),
    rewritten: revision !== null,
  }));
  return { entries, ...where };
};
