import type { Tx } from '../../db/client.ts';
import { aliasesOf, insertAlias } from '../../db/queries/aliases.ts';
import { endCover, lockCover, waitingFor } from '../../db/queries/cover.ts';
import { type Card, writeColumns } from '../../db/queries/directory.ts';
import { type DirectoryChange, recordChanges } from '../../db/queries/directory-changes.ts';
import { rehouseStations } from '../../db/queries/keeping.ts';
import { writeBuildingNames } from '../../db/queries/place-names.ts';
import { lockApplications, redirect, rehouseUnits, replaceUnit, twinUnits } from '../../db/queries/twins.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { followWishes } from '../wishes/follow-wishes.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { changeCover, coverChange, followCover } from './move-building.ts';
import { nameChange } from './write-field.ts';

type BuildingsMerged =
  | { readonly type: 'merged' }
  | { readonly type: 'same' }
  /** They lie in different streets: one of them is written down wrongly, or they aren't the same. */
  | { readonly type: 'otherStreet' }
  /** People in the one that goes wait for the answer of a union that doesn't cover the one that stays. */
  | { readonly type: 'applicationsWaiting'; readonly count: number }
  | KeepRefusal;

/**
 * A building that was listed twice becomes one: the one that stays answers to all names and codes, and has the units,
 * stations, wishes and applications of both. Of two units of one name the one that was there stays, with the members of
 * both.
 */
export type MergeBuildings = (
  work: Work,
  actor: Actor,
  which: { readonly from: BuildingId; readonly into: BuildingId },
) => Promise<BuildingsMerged>;

export function createMergeBuildings(deps: KeepingDeps): MergeBuildings {
  return async (work, actor, { from, into }) => {
    if (from === into) return { type: 'same' };
    const cards = new Map<number, Card>();
    for (const id of [from, into].sort((a, b) => a - b)) {
      const opened = await openCard(work, actor, { kind: 'building', id }, 'mergeBuildings');
      if (opened.type !== 'open') return opened;
      cards.set(id, opened.card);
    }
    const [gone, stays] = [cards.get(from), cards.get(into)];
    if (!gone || !stays) return { type: 'notYours' };
    if (gone.street !== stays.street) return { type: 'otherStreet' };
    const tx = await txOf(work);
    const day = dateIn(work.now, deps.timeZone);
    const [old, kept] = [await lockCover(tx, from), await lockCover(tx, into)];
    await lockApplications(tx, from);
    const union = kept?.union ?? old?.union ?? null;
    const waiting = old && old.union !== union ? await waitingFor(tx, old.union, from) : 0;
    if (waiting > 0) return { type: 'applicationsWaiting', count: waiting };

    const changes: DirectoryChange[] = [];
    if (old) {
      await endCover(tx, from, day);
      changes.push(coverChange(from, old.union, null));
      if (!kept) {
        await changeCover(tx, { building: into, from: null, to: old.union, day, now: work.now });
        changes.push(coverChange(into, null, old.union));
      }
    }
    // Before units are one: until today she was a member of the one union in the one building, and stays so on those days.
    if (old && kept && old.union !== kept.union)
      await followCover(tx, { building: from, from: old.union, to: kept.union, day, now: work.now });
    changes.push(...(await mergeUnits(tx, { from, into, day })), ...(await mergeNames(tx, gone, into)));
    for (const station of await rehouseStations(tx, from, into, union))
      changes.push({
        subject: 'station',
        subjectId: station.id,
        action: 'moved',
        building: into,
        union: station.union,
        before: { building_id: from, union_id: old?.union ?? station.union },
        after: { building_id: into, union_id: station.union },
      });
    await redirect(tx, from, into);
    await followWishes(tx, { kind: 'building', building: from }, into, work.now);
    const after = { closed_on: day, merged_into: into };
    await writeColumns(tx, gone, after);
    const before = { closed_on: null, merged_into: null };
    changes.push({ subject: 'building', subjectId: from, action: 'merged', building: from, before, after });
    await recordChanges(tx, originOf(work, actor, deps), changes);
    await writeBuildingNames(tx, [into]);
    return { type: 'merged' };
  };
}

interface Merge {
  readonly from: BuildingId;
  readonly into: BuildingId;
  readonly day: string;
}

async function mergeUnits(tx: Tx, { from, into, day }: Merge): Promise<DirectoryChange[]> {
  const units = await twinUnits(tx, from, into);
  const changes: DirectoryChange[] = [];
  const alone = units.filter(({ twin }) => twin === null).map(({ id }) => id);
  await rehouseUnits(tx, alone, into);
  for (const id of alone) {
    const columns = { before: { building_id: from }, after: { building_id: into } };
    changes.push({ subject: 'unit', subjectId: id, action: 'moved', building: into, ...columns });
  }
  for (const { id, closedOn, twin } of units) {
    if (!twin) continue;
    await replaceUnit(tx, id, twin.id);
    if (closedOn !== null) continue;
    await writeColumns(tx, { kind: 'unit', id }, { closed_on: day });
    const closing = { before: { closed_on: null }, after: { closed_on: day } };
    changes.push({ subject: 'unit', subjectId: id, action: 'merged', building: from, ...closing });
    if (twin.closedOn === null) continue;
    await writeColumns(tx, { kind: 'unit', id: twin.id }, { closed_on: null });
    const opening = { before: { closed_on: twin.closedOn }, after: { closed_on: null } };
    changes.push({ subject: 'unit', subjectId: twin.id, action: 'reopened', building: into, ...opening });
  }
  return changes;
}

/** Whatever the one that goes was called, the one that stays is called as well. */
async function mergeNames(tx: Tx, gone: Card, into: BuildingId): Promise<DirectoryChange[]> {
  const others = await aliasesOf(tx, gone.id as BuildingId);
  const own = [gone.row.name, gone.row.name_en].filter((name) => typeof name === 'string' && name !== '');
  const names = [
    ...own.map((name) => ({ name: String(name), kind: 'alias' as const })),
    ...others.map(({ name, kind }) => ({ name, kind })),
  ];
  const changes: DirectoryChange[] = [];
  for (const alias of names) {
    const id = await insertAlias(tx, { ...alias, building: into });
    if (id !== undefined) changes.push(nameChange({ id, building: into }, 'added', null, alias));
  }
  return changes;
}
