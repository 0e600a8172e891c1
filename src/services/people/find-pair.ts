import type { Tx } from '../../db/client.ts';
import { note } from '../../db/queries/audit.ts';
import { ownUnit } from '../../db/queries/memberships.ts';
import { type PairSide, pairSides, wereToldApart, whyAlike } from '../../db/queries/pairs.ts';
import { txOf } from '../../db/work.ts';
import { type Actor, answersFor } from '../../domain/actor.ts';
import type { PersonId, UnitId } from '../../domain/ids.ts';
import type { MergeRefusal } from '../../domain/merging.ts';
import type { DuplicateReason } from '../../domain/review.ts';
import { isKeptFrom } from '../../domain/visibility.ts';
import type { Work } from '../../domain/work.ts';

export interface FoundPair {
  readonly type: 'yours';
  readonly one: PairSide;
  readonly other: PairSide;
  readonly why: readonly DuplicateReason[];
}

/**
 * Two who were found to resemble one another, both within her scope: what every look at a pair begins with. Reaching for
 * others is noted as an attempt, and who is in here can't be found out by trying.
 */
export async function findPair(
  work: Work,
  actor: Actor,
  ids: readonly [PersonId, PersonId],
  wanted: 'compare' | 'merge' | 'apart',
): Promise<FoundPair | MergeRefusal> {
  const tx = await txOf(work);
  const [first, second] = ids;
  const [one, other] = first === second ? [] : await pairSides(tx, ids);
  if (!one || !other) return refuse(tx, work, actor, first, wanted);
  const works = await ownUnit(tx, actor.person);
  const mergedOnes = one.mergedInto === second || other.mergedInto === first;
  const why = await whyAlike(tx, first, second);
  if (why.length === 0) {
    if (mergedOnes && bothAreHers(actor, works, one, other)) return { type: 'already' };
    if (bothAreHers(actor, works, one, other) && (await wereToldApart(tx, first, second)))
      return { type: 'apart' };
    return refuse(tx, work, actor, first, wanted);
  }
  if (actor.person === first || actor.person === second) return { type: 'own' };
  if (one.erased || other.erased) return { type: 'gone' };
  if (one.mergedInto !== null || other.mergedInto !== null) return { type: 'already' };
  if (!bothAreHers(actor, works, one, other)) return refuse(tx, work, actor, first, wanted);
  return { type: 'yours', one, other, why };
}

function bothAreHers(actor: Actor, works: UnitId | null, one: PairSide, other: PairSide): boolean {
  return areHers(actor, works, [one, other]);
}

/**
 * Wherever they are members or apply. Of somebody who does neither, the other's places decide; of nobody, the district.
 *
 * @param works the actor's own unit: who wants nobody there to know of her, isn't the actor's
 */
export function areHers(actor: Actor, works: UnitId | null, sides: readonly PairSide[]): boolean {
  const secrets = sides.flatMap(({ membership, applications }) =>
    [...(membership ? [membership] : []), ...applications].map(({ secret }) => secret),
  );
  if (secrets.some((secret) => isKeptFrom(works, secret))) return false;
  const places = sides.flatMap(({ membership, applications }) => [
    ...(membership ? [{ union: membership.union, street: membership.street }] : []),
    ...applications.map(({ place }) => place),
  ]);
  if (places.length === 0) return actor.scopes.some(({ kind }) => kind === 'district');
  return places.every((place) => answersFor(actor, place));
}

async function refuse(
  tx: Tx,
  { now }: Work,
  actor: Actor,
  person: PersonId,
  wanted: string,
): Promise<MergeRefusal> {
  await note(tx, {
    at: now,
    actor: actor.person,
    action: 'person.refused',
    subject: 'person',
    subjectId: person,
    details: { wanted },
  });
  return { type: 'notYours' };
}
