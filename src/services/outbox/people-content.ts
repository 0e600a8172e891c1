import type { Db } from '../../db/client.ts';
import { unionNamed } from '../../db/queries/notices.ts';
import { unionAfterMerge } from '../../db/queries/pairs.ts';
import { MergeId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';

/** What notices about two records of one person are about. */
export type PeopleContent =
  | { readonly kind: 'recordsJoined'; readonly union: Named | null }
  | { readonly kind: 'recordsParted' }
  | { readonly kind: 'membersAlike'; readonly union: Named };

type PeopleBody = Extract<NoticeBody, { readonly kind: PeopleContent['kind'] }>;

const kinds: readonly string[] = [
  'recordsJoined',
  'recordsParted',
  'membersAlike',
] satisfies readonly PeopleContent['kind'][];

export function isAboutPeople(body: NoticeBody): body is PeopleBody {
  return kinds.includes(body.kind);
}

/** @returns null when it isn't so any more */
export async function loadPeopleContent(db: Db, body: PeopleBody): Promise<PeopleContent | null> {
  switch (body.kind) {
    case 'recordsParted':
      return { kind: body.kind };
    case 'recordsJoined': {
      const merge = await unionAfterMerge(db, MergeId.parse(body.merge));
      return merge ? { kind: body.kind, union: merge.union } : null;
    }
    case 'membersAlike': {
      const union = await unionNamed(db, UnionId.parse(body.union));
      return union ? { kind: body.kind, union } : null;
    }
  }
}
