import type { Tx } from '../../db/client.ts';
import { endCover, lockCover, waitingFor } from '../../db/queries/cover.ts';
import { type Card, writeColumns } from '../../db/queries/directory.ts';
import { type DirectoryChange, recordChanges } from '../../db/queries/directory-changes.ts';
import { closeStationsIn } from '../../db/queries/keeping.ts';
import { openUnits } from '../../db/queries/units-kept.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf, shownAt } from './keeping.ts';
import { coverChange } from './move-building.ts';

type ClosableKind = 'station' | 'building' | 'unit';

type CardClosed =
  | { readonly type: 'closed'; readonly card: Card }
  /** Somebody who works there waits for an answer to her application. */
  | { readonly type: 'applicationsWaiting'; readonly count: number }
  | KeepRefusal;

/**
 * A station or unit that is no longer there; a building that was torn down, with all that was in it. Nothing is deleted:
 * on the days before, it stands as it stood. Members of a unit that closes stay members.
 */
export type CloseCard = (
  work: Work,
  actor: Actor,
  card: { readonly kind: ClosableKind; readonly id: number },
) => Promise<CardClosed>;

const deeds = { station: 'closeStation', building: 'closeBuilding', unit: 'closeUnit' } as const;

export function createCloseCard(deps: KeepingDeps): CloseCard {
  return async (work, actor, ref) => {
    const opened = await openCard(work, actor, ref, deeds[ref.kind]);
    if (opened.type !== 'open') return opened;
    const { card } = opened;
    const tx = await txOf(work);
    const day = dateIn(work.now, deps.timeZone);
    const changes: DirectoryChange[] = [closing(card, day)];
    if (card.kind === 'building') {
      const building = card.id as BuildingId;
      // Nobody hands in an application here any more.
      await lockCover(tx, building);
      const waiting = card.union === null ? 0 : await waitingFor(tx, card.union, building);
      if (waiting > 0) return { type: 'applicationsWaiting', count: waiting };
      changes.push(...(await emptyBuilding(tx, building, day)));
    }
    await writeColumns(tx, ref, { closed_on: day });
    await recordChanges(tx, originOf(work, actor, deps), changes);
    return { type: 'closed', card };
  };
}

function closing(card: Card, day: string): DirectoryChange {
  return {
    subject: card.kind,
    subjectId: card.id,
    action: 'closed',
    ...shownAt(card),
    before: { closed_on: null },
    after: { closed_on: day },
  };
}

/** Its units and stations close, and nobody covers it any more. */
async function emptyBuilding(tx: Tx, building: BuildingId, day: string): Promise<DirectoryChange[]> {
  const changes: DirectoryChange[] = [];
  for (const id of await openUnits(tx, building)) {
    await writeColumns(tx, { kind: 'unit', id }, { closed_on: day });
    const columns = { before: { closed_on: null }, after: { closed_on: day } };
    changes.push({ subject: 'unit', subjectId: id, action: 'closed', building, ...columns });
  }
  for (const { id, union } of await closeStationsIn(tx, building, day)) {
    const columns = { before: { closed_on: null }, after: { closed_on: day } };
    changes.push({ subject: 'station', subjectId: id, action: 'closed', building, union, ...columns });
  }
  const cover = await lockCover(tx, building);
  if (cover) {
    await endCover(tx, building, day);
    changes.push(coverChange(building, cover.union, null));
  }
  return changes;
}
