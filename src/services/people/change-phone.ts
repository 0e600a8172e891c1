import { phoneIndex, phoneIndexes } from '../../db/phone-index.ts';
import { note } from '../../db/queries/audit.ts';
import { memberAt, membersWithPhone, setPhone } from '../../db/queries/on-roll.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { noteAlike } from '../../db/queries/pairs.ts';
import { staffOf, unionPlace } from '../../db/queries/staff.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Work } from '../../domain/work.ts';

type PhoneChanged =
  | { readonly type: 'changed' }
  /** She is no member: nobody needs her number, or it is in her application. */
  | { readonly type: 'notMember' };

/**
 * Changes a member's number. One that others have too is looked at by staff; she is told nothing of that, or anybody could
 * find out who is in here.
 *
 * @param verified Telegram says that it is hers
 */
export type ChangePhone = (
  work: Work,
  actor: Actor,
  input: { readonly phone: string; readonly verified: boolean },
) => Promise<PhoneChanged>;

export function createChangePhone({ vault }: { readonly vault: Vault }): ChangePhone {
  return async (work, { person }, { phone, verified }) => {
    const tx = await txOf(work);
    const member = await memberAt(tx, person);
    if (!member) return { type: 'notMember' };
    await setPhone(tx, person, {
      phone: vault.seal(phone, 'people.phone'),
      phoneIndex: phoneIndex(vault, phone),
      verifiedAt: verified ? work.now : null,
    });
    await note(tx, {
      at: work.now,
      actor: person,
      action: 'person.phoneChanged',
      subject: 'person',
      subjectId: person,
      details: { verified },
    });
    const others = await membersWithPhone(tx, phoneIndexes(vault, phone), person);
    await noteAlike(
      tx,
      person,
      others.map((other) => ({ person: other, why: 'phone' })),
      work.now,
    );
    const place = others.length > 0 ? await unionPlace(tx, member.union) : undefined;
    if (place)
      await tellPeople(tx, {
        key: `alike:${person}:${work.now.toISOString().slice(0, 10)}`,
        body: { kind: 'membersAlike', union: member.union },
        to: (await staffOf(tx, place)).filter((one) => one !== person),
        now: work.now,
      });
    return { type: 'changed' };
  };
}
