import { note } from '../../db/queries/audit.ts';
import { type Card, type CardRef, lockCard } from '../../db/queries/directory.ts';
import type { ChangeOrigin } from '../../db/queries/directory-changes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Deed, type Keeper, keepers, mayKeep } from '../../domain/directory.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';

/* What every change of the directory begins with: the card, held; the actor's authority; and who is put into the log. */

export interface KeepingDeps {
  /** A change takes effect on the day it is made, by this clock. */
  readonly timeZone: string;
}

export type KeepRefusal =
  /** There is none such, or it isn't hers to change: which of the two is not said. */
  | { readonly type: 'notYours' }
  /** Closed, merged or dissolved meanwhile. */
  | { readonly type: 'gone' };

type Opened = { readonly type: 'open'; readonly card: Card } | KeepRefusal;

/** The card, held until the transaction ends, if it is there and hers to change. */
export async function openCard(
  work: Work,
  actor: Actor,
  ref: CardRef,
  deed: Deed | { readonly keeper: Keeper },
): Promise<Opened> {
  const tx = await txOf(work);
  const card = await lockCard(tx, ref);
  // The street's own federation is as its street is: nobody founds, moves or dissolves it.
  const fixed = card?.kind === 'union' && card.row.kind === 'street';
  const keeper = typeof deed === 'string' ? keepers[deed] : deed.keeper;
  if (!card || fixed || !mayKeep(actor, keeper, card)) {
    await noteRefused(work, actor, ref);
    return { type: 'notYours' };
  }
  return card.closedOn === null ? { type: 'open', card } : { type: 'gone' };
}

/** Reaching for another's card is noted as an attempt. */
async function noteRefused(work: Work, actor: Actor, { kind, id }: CardRef): Promise<void> {
  await note(await txOf(work), {
    at: work.now,
    actor: actor.person,
    action: 'directory.refused',
    subject: 'directory',
    subjectId: id,
    details: { kind },
  });
}

export function originOf(
  work: Work,
  actor: Actor,
  { timeZone }: KeepingDeps,
  source: ChangeOrigin['source'] = 'chat',
): ChangeOrigin {
  return { at: work.now, effectiveOn: dateIn(work.now, timeZone), actor: actor.person, source };
}

/** Whose history shows a change of this card. A union's history is about itself, not about each firm it covers. */
export function shownAt(card: Card): Pick<Card, 'building' | 'union'> {
  const ofUnion = card.kind === 'union' || card.kind === 'station';
  return { building: card.building, union: ofUnion ? card.union : null };
}
