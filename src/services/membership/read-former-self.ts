import { sealedSelf } from '../../db/queries/me.ts';
import { lastUnitIn } from '../../db/queries/memberships.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { BuildingId, PersonId } from '../../domain/ids.ts';
import type { UnitGiven } from '../../domain/membership.ts';
import type { Work } from '../../domain/work.ts';

interface FormerSelf {
  readonly name: string;
  readonly phone: string;
  /** Where she worked, if it was in that building. */
  readonly unit: UnitGiven;
}

/** What somebody who was a member before needn't give again when she joins in a building; null for who wasn't. */
export type ReadFormerSelf = (
  work: Work,
  person: PersonId,
  building: BuildingId,
) => Promise<FormerSelf | null>;

export function createReadFormerSelf({ vault }: { readonly vault: Vault }): ReadFormerSelf {
  return async (work, person, building) => {
    const tx = readOf(work);
    const last = await lastUnitIn(tx, person, building);
    const self = last && (await sealedSelf(tx, person));
    if (!self?.name || !self.phone) return null;
    return {
      name: vault.open(self.name, 'people.name'),
      phone: vault.open(self.phone, 'people.phone'),
      unit: last?.unit ? { kind: 'listed', unit: last.unit, name: last.name ?? '' } : { kind: 'unsaid' },
    };
  };
}
