import type { Tx } from '../../db/client.ts';
import { phoneIndexes } from '../../db/phone-index.ts';
import { note } from '../../db/queries/audit.ts';
import {
  distinctFrom,
  type Flag,
  flaggedFor,
  namesInUnit,
  setDistinct,
  setFlags,
  withPhone,
} from '../../db/queries/duplicates.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, PersonId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { maskName } from '../../domain/membership.ts';
import type { DuplicateReason } from '../../domain/review.ts';
import type { Work } from '../../domain/work.ts';
import { findReviewable, type ReviewRefusal } from '../find-reviewable.ts';

/** Somebody an applicant may be, too. */
export interface Lookalike {
  readonly person: PersonId;
  readonly why: readonly DuplicateReason[];
  readonly maskedName: string;
  readonly union: Named | null;
  readonly unit: string | null;
  /** A member since that day, or else an applicant since that moment. */
  readonly memberSince: string | null;
  readonly appliedAt: Date | null;
}

/** Flags an application for everybody its applicant may be, too: the same phone, or the same name in the same unit. */
export async function flagDuplicates(
  tx: Tx,
  vault: Vault,
  given: {
    readonly application: ApplicationId;
    readonly person: PersonId;
    readonly name: string;
    readonly phone: string;
    readonly unit: UnitId | null;
  },
): Promise<void> {
  const { application, person, name, phone, unit } = given;
  const flags: Flag[] = (await withPhone(tx, phoneIndexes(vault, phone), person)).map((other) => ({
    person: other,
    why: 'phone',
  }));
  if (unit !== null) {
    const { members, applicants } = await namesInUnit(tx, unit, person);
    const named = [
      ...members.map((row) => ({ ...row, column: 'people.name' })),
      ...applicants.map((row) => ({ ...row, column: 'applications.name' })),
    ].filter((row) => row.name && vault.open(row.name, row.column) === name);
    for (const other of new Set(named.map((row) => row.person)))
      flags.push({ person: other, why: 'unitName' });
  }
  const known = flags.length > 0 ? await distinctFrom(tx, person) : new Set();
  await setFlags(
    tx,
    application,
    flags.filter((flag) => !known.has(flag.person)),
  );
}

/** Whom an application was flagged for, as far as its reader may know of them, with names masked. */
export async function readLookalikes(
  tx: Tx,
  vault: Vault,
  application: ApplicationId,
  reader: PersonId,
): Promise<readonly Lookalike[]> {
  const rows = await flaggedFor(tx, application, reader);
  return [...new Set(rows.map(({ person }) => person))].flatMap((person) => {
    const hers = rows.filter((row) => row.person === person);
    const [row] = hers;
    if (!row) return [];
    const name = row.applicantName
      ? vault.open(row.applicantName, 'applications.name')
      : row.memberName
        ? vault.open(row.memberName, 'people.name')
        : '';
    return [
      {
        person,
        why: [...new Set(hers.map(({ why }) => why))],
        maskedName: maskName(name),
        union: row.union,
        unit: row.unit,
        memberSince: row.memberSince,
        appliedAt: row.appliedAt,
      },
    ];
  });
}

/** Finds an applicant and one she resembles to be two people, for good. */
export type TellApart = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  other: PersonId,
) => Promise<{ readonly type: 'apart' } | ReviewRefusal>;

export const tellApart: TellApart = async (work, actor, id, other) => {
  const outcome = await findReviewable(work, actor, id, 'distinct');
  if (outcome.type !== 'yours') return outcome;
  const tx = await txOf(work);
  const { person } = outcome.found;
  // Only whom it was flagged for: nobody finds out by trying who is in here.
  if (await setDistinct(tx, { applicant: person, other, by: actor.person, at: work.now }))
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'application.distinct',
      subject: 'application',
      subjectId: id,
      details: { other },
    });
  return { type: 'apart' };
};
