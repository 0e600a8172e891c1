import type { Tx } from '../db/client.ts';
import { note } from '../db/queries/audit.ts';
import {
  dropDeliveries,
  dropUpdates,
  endMembership,
  endRoles,
  givePlacesBack,
  isLastOfDistrict,
  knownBy,
  wipe,
  withdrawOpenApplication,
} from '../db/queries/erasure.ts';
import { lockPerson } from '../db/queries/memberships.ts';
import { selvesOf } from '../db/queries/pairs.ts';
import { setTombstones } from '../db/tombstones.ts';
import type { Vault } from '../db/vault.ts';
import { readOf, txOf } from '../db/work.ts';
import { type Actor, isStaff } from '../domain/actor.ts';
import type { PersonId } from '../domain/ids.ts';
import { dateIn } from '../domain/schedule.ts';
import type { Work } from '../domain/work.ts';

/** What she should know before she erases herself. */
export interface BeforeErasing {
  readonly staff: boolean;
  /** Nobody else is staff of the district: nobody could invite anybody any more. */
  readonly lastOfDistrict: boolean;
}

export type LookBeforeErasing = (work: Work, actor: Actor) => Promise<BeforeErasing>;

export const lookBeforeErasing: LookBeforeErasing = async (work, actor) => ({
  staff: isStaff(actor),
  lastOfDistrict: await isLastOfDistrict(readOf(work), actor.person),
});

/**
 * Erases whoever asks. What she had going ends as it would end otherwise: her application is taken back, her membership
 * ends, her places and roles are given back. Then everything of hers is deleted, and where figures or the log need a row
 * it stays without her. If she writes again she is somebody new.
 */
export type ErasePerson = (work: Work, actor: Actor) => Promise<void>;

export function createErasePerson({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): ErasePerson {
  return async (work, { person }) => {
    const tx = await txOf(work);
    // Records that were put together with hers go with her.
    for (const self of await selvesOf(tx, person)) await erase(tx, work, self);
  };

  async function erase(tx: Tx, { now }: Work, person: PersonId): Promise<void> {
    await lockPerson(tx, person);
    const known = await knownBy(tx, person);
    await withdrawOpenApplication(tx, person, now);
    await endMembership(tx, person, now, dateIn(now, timeZone));
    for (const role of await endRoles(tx, person, now))
      await note(tx, { at: now, actor: person, action: 'role.revoked', subject: 'role', subjectId: role });
    await givePlacesBack(tx, person, now);
    await dropDeliveries(tx, person, now);
    if (known.telegramId !== null) await dropUpdates(tx, known.telegramId);

    const phones = new Set(known.appliedWith.map((phone) => vault.open(phone, 'applications.phone')));
    if (known.phone) phones.add(vault.open(known.phone, 'people.phone'));
    const { telegramId } = known;
    await setTombstones(tx, vault, { phones: [...phones], telegramId }, dateIn(now, timeZone));
    await wipe(tx, person, now);
    await note(tx, { at: now, actor: person, action: 'person.erased', subject: 'person', subjectId: person });
  }
}
