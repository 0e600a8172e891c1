import { note } from '../../db/queries/audit.ts';
import { ownUnit } from '../../db/queries/memberships.ts';
import { lockMerge, lockTwo } from '../../db/queries/merging.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { pairSides } from '../../db/queries/pairs.ts';
import { giveBack } from '../../db/queries/unmerging.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { MergeId } from '../../domain/ids.ts';
import { answerWithinDays } from '../../domain/membership.ts';
import { mayUnmerge } from '../../domain/merging.ts';
import type { Work } from '../../domain/work.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { areHers } from './find-pair.ts';

/** Takes a merging back: they are two again, each with what was hers. What came since stays with the survivor. */
export type UndoMerge = (
  work: Work,
  actor: Actor,
  id: MergeId,
) => Promise<
  | { readonly type: 'parted' }
  /** There is none such, or it is not hers; taken back before; too long ago. */
  | { readonly type: 'notYours' | 'already' | 'tooLate' }
  /** The survivor has been merged into somebody else since: that has to be taken back first. */
  | { readonly type: 'goneOn' }
>;

export function createUndoMerge({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): UndoMerge {
  return async (work, actor, id) => {
    const tx = await txOf(work);
    const merge = await lockMerge(tx, id);
    const [survivor] = merge ? await pairSides(tx, [merge.survivor]) : [];
    const hers = survivor !== undefined && areHers(actor, await ownUnit(tx, actor.person), [survivor]);
    if (!merge || !survivor || !hers || actor.person === merge.survivor) {
      await note(tx, {
        at: work.now,
        actor: actor.person,
        action: 'person.refused',
        subject: 'person',
        subjectId: merge?.survivor ?? 0,
        details: { wanted: 'undo' },
      });
      return { type: 'notYours' };
    }
    if (merge.undoneAt !== null) return { type: 'already' };
    if (!mayUnmerge(merge.at, work.now)) return { type: 'tooLate' };
    if (survivor.mergedInto !== null) return { type: 'goneOn' };
    await lockTwo(tx, merge.survivor, merge.merged);
    await giveBack(tx, vault, merge, {
      by: actor.person,
      at: work.now,
      dueOn: workingDaysAfter(work.now, answerWithinDays, timeZone),
    });
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'person.parted',
      subject: 'person',
      subjectId: merge.survivor,
      details: { merge: id, merged: merge.merged },
    });
    await tellPeople(tx, {
      key: `parted:${id}`,
      body: { kind: 'recordsParted', merge: id },
      to: [merge.survivor, merge.merged],
      now: work.now,
    });
    return { type: 'parted' };
  };
}
