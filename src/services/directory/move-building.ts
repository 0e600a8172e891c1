import type { Tx } from '../../db/client.ts';
import { endCover, lockCover, moveMembers, startCover, waitingFor } from '../../db/queries/cover.ts';
import { type DirectoryChange, recordChanges } from '../../db/queries/directory-changes.ts';
import { giveStations } from '../../db/queries/keeping.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { overdueMoves } from '../../db/queries/street-unions.ts';
import { tellWishers } from '../../db/queries/wishes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId, UnionId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import { shownCount } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';

interface BuildingMove {
  readonly building: BuildingId;
  /** Who covered it when she decided; null: nobody. */
  readonly seen: UnionId | null;
  /** Null: nobody from now on. */
  readonly to: UnionId | null;
}

type BuildingMoved =
  | { readonly type: 'moved'; readonly members: number; readonly told: number }
  | { readonly type: 'same' }
  /** A colleague was faster: this union covers it now. */
  | { readonly type: 'overtaken' }
  /** People there wait for the old union's answer: to it, and no other, they gave their names. */
  | { readonly type: 'applicationsWaiting'; readonly count: number }
  | KeepRefusal;

/**
 * Gives a building to another union, from today on. Membership goes with the place of work: members whose unit is in the
 * building go on in the new union, and hear of it; those who stay on no record as working there stay where they are.
 */
export type MoveBuilding = (work: Work, actor: Actor, move: BuildingMove) => Promise<BuildingMoved>;

export function createMoveBuilding(deps: KeepingDeps): MoveBuilding {
  return async (work, actor, { building, seen, to }) => {
    const tx = await txOf(work);
    // Unions before buildings, in the order of their ids, wherever several are held.
    for (const id of [seen, to].filter((union) => union !== null).sort((a, b) => a - b)) {
      const union = await openCard(work, actor, { kind: 'union', id }, 'moveBuilding');
      if (union.type === 'notYours' || (union.type === 'gone' && id === to)) return union;
    }
    const opened = await openCard(work, actor, { kind: 'building', id: building }, 'moveBuilding');
    if (opened.type !== 'open') return opened;
    const cover = await lockCover(tx, building);
    const from = cover?.union ?? null;
    if (from === to) return { type: 'same' };
    if (from !== seen) return { type: 'overtaken' };
    const waiting = from === null ? 0 : await waitingFor(tx, from, building);
    if (waiting > 0) return { type: 'applicationsWaiting', count: waiting };
    const day = dateIn(work.now, deps.timeZone);
    const { changes, ...moved } = await changeCover(tx, { building, from, to, day, now: work.now });
    await recordChanges(tx, originOf(work, actor, deps), [coverChange(building, from, to), ...changes]);
    return { type: 'moved', ...moved };
  };
}

/** One change, which both unions' histories show. */
export function coverChange(building: BuildingId, from: UnionId | null, to: UnionId | null): DirectoryChange {
  return {
    subject: 'cover',
    subjectId: building,
    action: from === null ? 'added' : to === null ? 'removed' : 'moved',
    building,
    union: to ?? from,
    before: from === null ? null : { union_id: from },
    after: to === null ? null : { union_id: to },
  };
}

/** Ends one cover and begins another, with the stations and members that go along and the wishers who hear of it. */
export async function changeCover(
  tx: Tx,
  {
    building,
    from,
    to,
    day,
    now,
  }: {
    readonly building: BuildingId;
    readonly from: UnionId | null;
    readonly to: UnionId | null;
    readonly day: string;
    readonly now: Date;
  },
): Promise<{
  readonly members: number;
  /** Those who had wished for a union there; 0 below five of them. */
  readonly told: number;
  /** For the log, beside that of the cover itself. */
  readonly changes: readonly DirectoryChange[];
}> {
  if (from !== null) await endCover(tx, building, day);
  if (to === null) return { members: 0, told: 0, changes: [] };
  await startCover(tx, building, to, day);
  // Fewer than five could be guessed: nobody is told how many they were.
  const told = shownCount(await tellWishers(tx, building, to, now)) ?? 0;
  // Those whom the street took in meanwhile.
  if (from === null) return { members: await takeOver(tx, building, { day, now }), told, changes: [] };
  const members = await followCover(tx, { building, from, to, day, now });
  const stations = await giveStations(tx, building, from, to);
  const changes = stations.map(
    (id): DirectoryChange => ({
      subject: 'station',
      subjectId: id,
      action: 'moved',
      building,
      union: to,
      before: { union_id: from },
      after: { union_id: to },
    }),
  );
  return { members, told, changes };
}

/** Members of a street's federation go on in the union that covers their building, now that there is one. */
export async function takeOver(
  tx: Tx,
  building: BuildingId | null,
  when: { readonly day: string; readonly now: Date },
): Promise<number> {
  let members = 0;
  for (const move of await overdueMoves(tx, building)) members += await followCover(tx, { ...move, ...when });
  return members;
}

/** Members who work in a building go on in the union that covers it now. */
export async function followCover(
  tx: Tx,
  {
    now,
    ...follow
  }: {
    readonly building: BuildingId | null;
    readonly from: UnionId;
    readonly to: UnionId;
    readonly day: string;
    readonly now: Date;
  },
): Promise<number> {
  const { members, reachable } = await moveMembers(tx, { ...follow, now });
  await tellPeople(tx, {
    key: `membershipMoved:${follow.from}:${follow.to}:${follow.building ?? 0}:${now.getTime()}`,
    body: { kind: 'membershipMoved', union: follow.to, ...(follow.building === null && { dissolved: true }) },
    to: reachable,
    now,
  });
  return members;
}
