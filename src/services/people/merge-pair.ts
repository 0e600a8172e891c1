import { note } from '../../db/queries/audit.ts';
import { lockTwo, takeOver } from '../../db/queries/merging.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { unionPlace } from '../../db/queries/staff.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import { type Actor, mayGrant, type Scope } from '../../domain/actor.ts';
import type { MergeId, PersonId } from '../../domain/ids.ts';
import { type MergeRefusal, survivorOf } from '../../domain/merging.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { findPair } from './find-pair.ts';

/** Finds two to be one person. Everything of both is the survivor's from here on; she is told. */
export type MergePair = (
  work: Work,
  actor: Actor,
  ids: readonly [PersonId, PersonId],
) => Promise<{ readonly type: 'merged'; readonly merge: MergeId } | MergeRefusal>;

export function createMergePair({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): MergePair {
  return async (work, actor, ids) => {
    const tx = await txOf(work);
    const before = await findPair(work, actor, ids, 'merge');
    if (before.type !== 'yours') return before;
    await lockTwo(tx, ...ids);
    // A colleague may have decided while we waited, or one of them gone on.
    const found = await findPair(work, actor, ids, 'merge');
    if (found.type !== 'yours') return found;
    const survivor = survivorOf(found.one, found.other);
    const merged = survivor === found.one ? found.other : found.one;
    // Roles come along: nobody hands out in this way what she couldn't hand out otherwise.
    for (const role of merged.roles) {
      if (!mayGrant(actor, role, await placeOf(role))) return { type: 'roles' };
    }
    const merge = await takeOver(tx, vault, {
      survivor: survivor.person,
      merged: merged.person,
      how: 'review',
      by: actor.person,
      at: work.now,
      day: dateIn(work.now, timeZone),
    });
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'person.merged',
      subject: 'person',
      subjectId: survivor.person,
      details: { merge, merged: merged.person },
    });
    await tellPeople(tx, {
      key: `merged:${merge}`,
      body: { kind: 'recordsJoined', merge },
      to: [survivor.person],
      now: work.now,
    });
    return { type: 'merged', merge };

    async function placeOf(role: Scope) {
      return role.kind === 'union' ? ((await unionPlace(tx, role.union)) ?? null) : null;
    }
  };
}
