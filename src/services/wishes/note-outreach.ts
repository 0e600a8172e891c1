import { moveTask, taskById } from '../../db/queries/outreach.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { OutreachId } from '../../domain/ids.ts';
import {
  daysBefore,
  mayNote,
  type OutreachResult,
  type OutreachStatus,
  outreachDaysBack,
} from '../../domain/outreach.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { findDemand, type NotYours } from './find-demand.ts';

interface OutreachNote {
  readonly task: OutreachId;
  /** Where she saw it stand: a colleague may have noted something meanwhile. */
  readonly from: OutreachStatus;
  readonly to: OutreachResult;
  /** `2026-12-05` */
  readonly on: string;
  readonly words: string | null;
}

type NotedOutreach =
  | { readonly type: 'noted' }
  /** It stands elsewhere by now, or this can't follow. */
  | { readonly type: 'moved'; readonly status: OutreachStatus }
  /** In the future, or too long ago to be remembered. */
  | { readonly type: 'oddDay' }
  | NotYours;

/** Notes what came of a visit. Anybody of the street may: colleagues stand in for each other. */
export type NoteOutreach = (work: Work, actor: Actor, note: OutreachNote) => Promise<NotedOutreach>;

export function createNoteOutreach({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): NoteOutreach {
  return async (work, actor, { task: id, from, to, on, words }) => {
    const tx = await txOf(work);
    const task = await taskById(tx, id);
    if (!task) return { type: 'notYours' };
    const outcome = await findDemand(work, actor, { kind: 'building', building: task.building }, 'note');
    if (outcome.type !== 'yours') return outcome;
    const today = dateIn(work.now, timeZone);
    if (on > today || on < daysBefore(today, outreachDaysBack)) return { type: 'oddDay' };
    if (task.status !== from || !mayNote(from, to)) return { type: 'moved', status: task.status };
    const sealed = words === null ? null : vault.seal(words, 'outreach_moves.words');
    const move = { task: id, from, to, on, words: sealed, by: actor.person, at: work.now };
    if (await moveTask(tx, move)) return { type: 'noted' };
    return { type: 'moved', status: (await taskById(tx, id))?.status ?? task.status };
  };
}
