import { phoneIndex } from '../../db/phone-index.ts';
import { insertApplication } from '../../db/queries/applications.ts';
import { sealedSelf } from '../../db/queries/me.ts';
import { lockPerson, membershipOf, openApplicationOf } from '../../db/queries/memberships.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { reviewersOf } from '../../db/queries/staff.ts';
import { unionFor } from '../../db/queries/street-unions.ts';
import { unitIn } from '../../db/queries/units.ts';
import { closeChecks } from '../../db/queries/workplace-checks.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, BuildingId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { answerWithinDays, type UnitGiven } from '../../domain/membership.ts';
import { changeTo } from '../../domain/membership-change.ts';
import type { Work } from '../../domain/work.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { flagDuplicates } from '../applications/duplicates.ts';
import { transferMembership } from './transfer-membership.ts';

interface Transfer {
  readonly building: BuildingId;
  /** The union she was shown. */
  readonly union: UnionId;
  readonly unit: UnitGiven;
}

export type TransferRequested =
  /** Her union covers the new place, too: it is done. */
  | { readonly type: 'changed'; readonly union: Named }
  | {
      readonly type: 'submitted';
      readonly application: ApplicationId;
      readonly union: Named;
      readonly dueOn: string;
    }
  | { readonly type: 'alreadyWaiting'; readonly union: Named; readonly dueOn: string }
  | { readonly type: 'notMember' }
  | { readonly type: 'same' }
  /** The building has another union by now than the one she was shown, or none. */
  | { readonly type: 'notCovered' }
  /** The unit she chose has closed or moved out. */
  | { readonly type: 'unitGone' }
  /** There is no name or number to hand on: she gives them to somebody at the union first. */
  | { readonly type: 'nameless' };

/**
 * A member has changed her work. Within her union that is done at once; another union's officers look at it first, as at an
 * application that says whose member she is, and until they have, she stays where she is.
 */
export type RequestTransfer = (work: Work, actor: Actor, transfer: Transfer) => Promise<TransferRequested>;

export function createRequestTransfer({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): RequestTransfer {
  return async (work, { person }, { building, union, unit }) => {
    const tx = await txOf(work);
    await lockPerson(tx, person);
    const [held, open] = [await membershipOf(tx, person), await openApplicationOf(tx, person)];
    const listed = unit.kind === 'listed' ? unit.unit : null;
    const change = changeTo(held ?? null, open !== undefined, { union, unit: listed });
    if (!held || change === 'notMember') return { type: 'notMember' };
    if (open) return { type: 'alreadyWaiting', union: open.union, dueOn: open.dueOn };
    if (change === 'same' || change === 'alreadyWaiting') return { type: 'same' };
    const place = await unionFor(tx, building);
    if (place?.union !== union) return { type: 'notCovered' };
    if (listed !== null && !(await unitIn(tx, building, listed))) return { type: 'unitGone' };
    if (change === 'within') {
      await transferMembership(tx, {
        person,
        from: held,
        union,
        unit: listed,
        by: person,
        now: work.now,
        timeZone,
      });
      return { type: 'changed', union: held.named };
    }

    const self = await sealedSelf(tx, person);
    if (!self?.name || !self.phone) return { type: 'nameless' };
    const name = vault.open(self.name, 'people.name');
    const phone = vault.open(self.phone, 'people.phone');
    const dueOn = workingDaysAfter(work.now, answerWithinDays, timeZone);
    const application = await insertApplication(tx, {
      person,
      union,
      building,
      unit: listed,
      transferFrom: held.id,
      visibleTo: 'union',
      unitWritten: unit.kind === 'written' ? vault.seal(unit.name, 'applications.unit_written') : null,
      name: vault.seal(name, 'applications.name'),
      phone: vault.seal(phone, 'applications.phone'),
      phoneIndex: phoneIndex(vault, phone),
      submittedAt: work.now,
      dueOn,
    });
    if (application === undefined) return { type: 'alreadyWaiting', union: place.named, dueOn };
    await flagDuplicates(tx, vault, { application, person, name, phone, unit: listed });
    await closeChecks(tx, person, 'changed', work.now);
    await tellPeople(tx, {
      key: `waiting:${application}`,
      body: { kind: 'applicationWaiting', application, union },
      to: await reviewersOf(tx, place, { applicant: person, unit: listed, visibleTo: 'union' }),
      now: work.now,
    });
    return { type: 'submitted', application, union: place.named, dueOn };
  };
}
