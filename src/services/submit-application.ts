import type { Tx } from '../db/client.ts';
import { phoneIndex } from '../db/phone-index.ts';
import { insertApplication } from '../db/queries/applications.ts';
import { giveConsent } from '../db/queries/consents.ts';
import { standingOf } from '../db/queries/memberships.ts';
import { tellPeople } from '../db/queries/outbox.ts';
import { reviewersOf } from '../db/queries/staff.ts';
import { noteApplied } from '../db/queries/stall-visits.ts';
import { unionFor } from '../db/queries/street-unions.ts';
import { unitIn } from '../db/queries/units.ts';
import { liftTombstones } from '../db/tombstones.ts';
import type { Vault } from '../db/vault.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import { purposes } from '../domain/consent.ts';
import type { ApplicationId, BuildingId, PersonId, UnionId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import { answerWithinDays, type JoinRefusal, mayJoin, type UnitGiven } from '../domain/membership.ts';
import type { Confidants } from '../domain/visibility.ts';
import type { Work } from '../domain/work.ts';
import { workingDaysAfter } from '../domain/working-days.ts';
import { flagDuplicates } from './applications/duplicates.ts';

export interface Application {
  readonly building: BuildingId;
  /** The union she was shown, and agreed to be known to. */
  readonly union: UnionId;
  readonly unit: UnitGiven;
  readonly name: string;
  readonly phone: string;
  /** The version of the words she agreed to. */
  readonly consent: number;
  /** Whether she wants to hear of activities, too. */
  readonly announcements: boolean;
  /** Who may know, once she is a member. Unless she says otherwise, nobody but the union. */
  readonly visibleTo?: Confidants;
}

export type Submitted =
  | {
      readonly type: 'submitted';
      readonly application: ApplicationId;
      readonly union: Named;
      readonly dueOn: string;
    }
  | JoinRefusal
  /** The building has no union, or by now another than the one she was shown. */
  | { readonly type: 'notCovered' }
  /** The unit she chose has closed or moved out. */
  | { readonly type: 'unitGone' }
  /** What she agreed to has changed since. */
  | { readonly type: 'consentOutdated' };

/** Hands in an application; those who answer for the union are told. */
export type SubmitApplication = (work: Work, actor: Actor, application: Application) => Promise<Submitted>;

export function createSubmitApplication({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): SubmitApplication {
  return async (
    work,
    { person },
    { building, union, unit, name, phone, consent, announcements, visibleTo = 'union' },
  ) => {
    const tx = await txOf(work);
    const refusal = await refusalOf(tx, person);
    if (refusal) return refusal;
    if (consent !== purposes.membership) return { type: 'consentOutdated' };
    const place = await unionFor(tx, building);
    if (place?.union !== union) return { type: 'notCovered' };
    if (unit.kind === 'listed' && !(await unitIn(tx, building, unit.unit))) return { type: 'unitGone' };

    const dueOn = workingDaysAfter(work.now, answerWithinDays, timeZone);
    const application = await insertApplication(tx, {
      person,
      union,
      building,
      unit: unit.kind === 'listed' ? unit.unit : null,
      unitWritten: unit.kind === 'written' ? vault.seal(unit.name, 'applications.unit_written') : null,
      name: vault.seal(name, 'applications.name'),
      phone: vault.seal(phone, 'applications.phone'),
      phoneIndex: phoneIndex(vault, phone),
      submittedAt: work.now,
      dueOn,
      visibleTo,
    });
    // Two phones at once: the index let one through, which is the one to tell of.
    if (application === undefined)
      return (await refusalOf(tx, person)) ?? { type: 'alreadyWaiting', union: place.named, dueOn };

    const listed = unit.kind === 'listed' ? unit.unit : null;
    await flagDuplicates(tx, vault, { application, person, name, phone, unit: listed });
    await noteApplied(tx, { person, building, application, now: work.now });
    await liftTombstones(tx, vault, { person, phone });
    await giveConsent(tx, person, 'membership', work.now);
    if (announcements) await giveConsent(tx, person, 'announcements', work.now);
    await tellPeople(tx, {
      key: `waiting:${application}`,
      body: { kind: 'applicationWaiting', application, union },
      // Not to herself, if she is one of them: somebody else decides on it.
      to: await reviewersOf(tx, place, { applicant: person, unit: listed, visibleTo }),
      now: work.now,
    });
    return { type: 'submitted', application, union: place.named, dueOn };
  };
}

async function refusalOf(tx: Tx, person: PersonId): Promise<JoinRefusal | undefined> {
  const verdict = mayJoin(await standingOf(tx, person));
  return verdict.ok ? undefined : verdict.refusal;
}
