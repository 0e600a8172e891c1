import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { BuildingId, PersonId, ProposalId, StreetId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { ProposalStatus } from '../../domain/proposal.ts';
import type { Db, Tx } from '../client.ts';
import { buildings, proposals, staffRoles, streets } from '../schema.ts';
import { districtStaff } from './staff.ts';

export interface NewProposal {
  readonly code: string;
  readonly street: StreetId | null;
  /** Sealed under `proposals.name`, and so on. */
  readonly name: Buffer;
  readonly normalised: Buffer;
  readonly normalisedIndex: Buffer;
  readonly place: Buffer;
  readonly proposedAt: Date;
}

/** @returns undefined when the same building is being told of at this moment */
export async function insertProposal(tx: Tx, row: NewProposal): Promise<ProposalId | undefined> {
  const [inserted] = await tx
    .insert(proposals)
    .values({ ...row, status: 'open' })
    .onConflictDoNothing()
    .returning({ id: proposals.id });
  return inserted?.id;
}

/** Open proposals under a name, with where each is said to be: `place` is sealed. */
export function openProposalsCalled(tx: Tx, indexes: readonly Buffer[]) {
  return tx
    .select({ id: proposals.id, street: proposals.street, place: proposals.place })
    .from(proposals)
    .where(and(eq(proposals.status, 'open'), inArray(proposals.normalisedIndex, [...indexes])))
    .orderBy(asc(proposals.id));
}

/** A proposal as it is stored: what was written is still sealed. */
export async function proposalById(tx: Db | Tx, id: ProposalId) {
  const [row] = await tx
    .select({
      id: proposals.id,
      code: proposals.code,
      street: proposals.street,
      streetNamed: { name: streets.name, nameEn: streets.nameEn },
      name: proposals.name,
      place: proposals.place,
      status: proposals.status,
      building: proposals.building,
      decline: proposals.decline,
      proposedAt: proposals.proposedAt,
    })
    .from(proposals)
    .leftJoin(streets, eq(streets.id, proposals.street))
    .where(eq(proposals.id, id));
  return row;
}

export interface ProposalMove {
  readonly proposal: ProposalId;
  readonly to: Exclude<ProposalStatus, 'open'>;
  readonly building?: BuildingId;
  /** Null when the last one who wished for it took that back. */
  readonly by: PersonId | null;
  readonly at: Date;
  /** Sealed. */
  readonly decline?: Buffer;
}

/** Settles an open proposal. @returns false when somebody else was faster: nothing is changed then */
export async function settleProposal(
  tx: Tx,
  { proposal, to, building, by, at, decline }: ProposalMove,
): Promise<boolean> {
  const moved = await tx
    .update(proposals)
    .set({
      status: to,
      building: building ?? null,
      decidedAt: at,
      decidedBy: by,
      decline: decline ?? null,
    })
    .where(and(eq(proposals.id, proposal), eq(proposals.status, 'open')))
    .returning({ id: proposals.id });
  return moved.length === 1;
}

/** Who looks after what happens in a street: its own staff, or where there is none, the district's. */
export async function staffOfStreet(tx: Tx, street: StreetId | null): Promise<PersonId[]> {
  if (street === null) return districtStaff(tx);
  const near = await tx
    .selectDistinct({ person: staffRoles.person })
    .from(staffRoles)
    .where(and(isNull(staffRoles.revokedAt), eq(staffRoles.scope, 'street'), eq(staffRoles.scopeId, street)));
  return near.length > 0 ? near.map((row) => row.person) : districtStaff(tx);
}

// ── Where it may be ──────────────────────────────────────────────────────────────────────────────────────────────────────

export function allStreetNames(
  tx: Tx,
): Promise<{ readonly id: StreetId; readonly name: string; readonly nameEn: string }[]> {
  return tx
    .select({ id: streets.id, name: streets.name, nameEn: streets.nameEn })
    .from(streets)
    .orderBy(asc(streets.id));
}

// ── What it becomes ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface NewBuilding {
  readonly code: string;
  readonly street: StreetId;
  readonly name: string;
  readonly address: Words;
  readonly latitude: number;
  readonly longitude: number;
}

export async function insertBuilding(tx: Tx, row: NewBuilding): Promise<BuildingId> {
  const [inserted] = await tx
    .insert(buildings)
    .values({ ...row, nameEn: null })
    .returning({ id: buildings.id });
  if (!inserted) throw new Error('a building was not inserted');
  return inserted.id;
}

/** A listed building as far as deciding on it goes; locked, so that nobody closes it meanwhile. */
export async function lockListed(
  tx: Tx,
  building: BuildingId,
): Promise<{ readonly name: string; readonly nameEn: string | null; readonly street: StreetId } | undefined> {
  const [row] = await tx
    .select({ name: buildings.name, nameEn: buildings.nameEn, street: buildings.street })
    .from(buildings)
    .where(and(eq(buildings.id, building), isNull(buildings.closedOn), isNull(buildings.mergedInto)))
    .for('no key update');
  return row;
}
