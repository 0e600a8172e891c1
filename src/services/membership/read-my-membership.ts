import { membershipOf, openApplicationOf, unitOf } from '../../db/queries/memberships.ts';
import { readOf } from '../../db/work.ts';
import type { ApplicationId, PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';

export interface MyMembership {
  readonly union: Named;
  readonly unit: string | null;
  /** Out of work or retired. */
  readonly resting: boolean;
  /** A change of union under way. */
  readonly transfer: {
    readonly application: ApplicationId;
    readonly union: Named;
    readonly dueOn: string;
  } | null;
}

/** Her membership, and what she is doing about it; null for who is no member. */
export type ReadMyMembership = (work: Work, person: PersonId) => Promise<MyMembership | null>;

export const readMyMembership: ReadMyMembership = async (work, person) => {
  const tx = readOf(work);
  const [held, open] = await Promise.all([membershipOf(tx, person), openApplicationOf(tx, person)]);
  if (!held) return null;
  return {
    union: held.named,
    unit: await unitOf(tx, held.unit),
    resting: held.status === 'retained',
    transfer: open ? { application: open.id, union: open.union, dueOn: open.dueOn } : null,
  };
};
