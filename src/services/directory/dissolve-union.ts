import { coveredCount, memberCount, waitingFor } from '../../db/queries/cover.ts';
import { writeColumns } from '../../db/queries/directory.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { closeStationsOf, stopSchedule } from '../../db/queries/keeping.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { UnionId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { followCover } from './move-building.ts';

type UnionDissolved =
  | { readonly type: 'dissolved'; readonly members: number }
  /** Its buildings are given to others first: their members go with them. */
  | { readonly type: 'stillCovers'; readonly count: number }
  | { readonly type: 'applicationsWaiting'; readonly count: number }
  /** Nobody loses her membership by a button: somebody has to say where these go. */
  | { readonly type: 'hasMembers'; readonly count: number }
  | KeepRefusal;

/** A union that is no more. @param into the union where its last members go on; null when it has none */
export type DissolveUnion = (
  work: Work,
  actor: Actor,
  which: { readonly union: UnionId; readonly into: UnionId | null },
) => Promise<UnionDissolved>;

export function createDissolveUnion(deps: KeepingDeps): DissolveUnion {
  return async (work, actor, { union, into }) => {
    const tx = await txOf(work);
    for (const id of [union, into].filter((each) => each !== null).sort((a, b) => a - b)) {
      const opened = await openCard(work, actor, { kind: 'union', id }, 'dissolveUnion');
      if (opened.type !== 'open') return opened;
    }
    const covers = await coveredCount(tx, union);
    if (covers > 0) return { type: 'stillCovers', count: covers };
    const waiting = await waitingFor(tx, union);
    if (waiting > 0) return { type: 'applicationsWaiting', count: waiting };
    const left = await memberCount(tx, union);
    if (left > 0 && (into === null || into === union)) return { type: 'hasMembers', count: left };
    const day = dateIn(work.now, deps.timeZone);
    const members =
      into === null
        ? 0
        : await followCover(tx, { building: null, from: union, to: into, day, now: work.now });
    await writeColumns(tx, { kind: 'union', id: union }, { dissolved_on: day });
    await stopSchedule(tx, union);
    const stations = await closeStationsOf(tx, union, day);
    await recordChanges(tx, originOf(work, actor, deps), [
      {
        subject: 'union',
        subjectId: union,
        action: 'closed',
        union,
        before: { dissolved_on: null },
        after: { dissolved_on: day },
      },
      ...stations.map(({ id, building }) => ({
        subject: 'station' as const,
        subjectId: id,
        action: 'closed' as const,
        building,
        union,
        before: { closed_on: null },
        after: { closed_on: day },
      })),
    ]);
    return { type: 'dissolved', members };
  };
}
