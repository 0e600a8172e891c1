import { note } from '../../db/queries/audit.ts';
import type { PairSide } from '../../db/queries/pairs.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { maskName, maskPhone } from '../../domain/membership.ts';
import { type MergeRefusal, survivorOf } from '../../domain/merging.ts';
import type { DuplicateReason } from '../../domain/review.ts';
import type { Work } from '../../domain/work.ts';
import { findPair } from './find-pair.ts';

/** One of two, as far as a colleague needs to know to tell whether they are one. */
export interface ComparedSide {
  readonly person: PersonId;
  readonly maskedName: string;
  readonly maskedPhone: string | null;
  readonly union: Named | null;
  readonly unit: string | null;
  readonly memberSince: string | null;
  readonly appliedAt: Date | null;
  /** She has a service card, or has asked for one. */
  readonly card: boolean;
  readonly telegram: boolean;
}

const comparedFields = ['name', 'phone', 'union', 'unit'] as const;
export type ComparedField = (typeof comparedFields)[number];

export interface Comparison {
  readonly type: 'pair';
  readonly sides: readonly [ComparedSide, ComparedSide];
  readonly why: readonly DuplicateReason[];
  readonly differs: readonly ComparedField[];
  /** Whose account would go on, if they are one. */
  readonly survivor: PersonId;
}

/** Shows two who may be one beside each other, masked; that she looked is noted. */
export type ComparePair = (
  work: Work,
  actor: Actor,
  ids: readonly [PersonId, PersonId],
) => Promise<Comparison | MergeRefusal>;

export function createComparePair({ vault }: { readonly vault: Vault }): ComparePair {
  return async (work, actor, ids) => {
    const found = await findPair(work, actor, ids, 'compare');
    if (found.type !== 'yours') return found;
    const { one, other, why } = found;
    for (const { person } of [one, other])
      await note(await txOf(work), {
        at: work.now,
        actor: actor.person,
        action: 'person.compared',
        subject: 'person',
        subjectId: person,
      });
    const [first, second] = [factsOf(one, vault), factsOf(other, vault)];
    const differs = comparedFields.filter(
      (field) =>
        first.raw[field] !== null && second.raw[field] !== null && first.raw[field] !== second.raw[field],
    );
    return {
      type: 'pair',
      sides: [first.side, second.side],
      why: [...new Set(why)],
      differs,
      survivor: survivorOf(one, other).person,
    };
  };
}

function factsOf(
  { person, telegram, membership, applications, ...self }: PairSide,
  vault: Vault,
): { readonly side: ComparedSide; readonly raw: Readonly<Record<ComparedField, string | null>> } {
  const [application] = applications;
  // What she wrote last: her application, if one is open.
  const name = application?.name
    ? vault.open(application.name, 'applications.name')
    : self.name && vault.open(self.name, 'people.name');
  const phone = application?.phone
    ? vault.open(application.phone, 'applications.phone')
    : self.phone && vault.open(self.phone, 'people.phone');
  const union = membership?.named ?? application?.named ?? null;
  const unit = membership?.unit ?? application?.unit ?? null;
  return {
    side: {
      person,
      maskedName: maskName(name ?? ''),
      maskedPhone: phone && maskPhone(phone),
      union,
      unit,
      memberSince: membership?.since ?? null,
      appliedAt: application?.submittedAt ?? null,
      card: membership?.card !== null && membership?.card !== undefined,
      telegram,
    },
    raw: { name, phone, union: union?.name ?? null, unit },
  };
}
