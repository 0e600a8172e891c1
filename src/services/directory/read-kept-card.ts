import type { Tx } from '../../db/client.ts';
import { aliasesOf } from '../../db/queries/aliases.ts';
import { coveredCount } from '../../db/queries/cover.ts';
import { type Card, type CardRef, readCard } from '../../db/queries/directory.ts';
import { stationsOf } from '../../db/queries/keeping.ts';
import { openUnitCount } from '../../db/queries/units-kept.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Deed, fieldRule, fieldsOf, keepers, mayDo, mayKeep } from '../../domain/directory.ts';
import { type Form, type Value, valueIn } from '../../domain/directory-values.ts';
import type { Work } from '../../domain/work.ts';

interface KeptField {
  readonly field: string;
  readonly form: Form;
  readonly value: Value;
  /** Hers to change. */
  readonly mine: boolean;
}

export interface KeptCard extends Card {
  readonly fields: readonly KeptField[];
  readonly may: readonly Deed[];
  /** What hangs on it: a union's buildings and stations, a building's units and other names. */
  readonly counts: {
    readonly buildings: number;
    readonly stations: number;
    readonly units: number;
    readonly names: number;
  };
}

type KeptCardRead = { readonly type: 'card'; readonly card: KeptCard } | { readonly type: 'notYours' };

/** A card as those see it who keep it: every field, and which of them are theirs to change. */
export type ReadKeptCard = (work: Work, actor: Actor, ref: CardRef) => Promise<KeptCardRead>;

export const readKeptCard: ReadKeptCard = async (work, actor, ref) => {
  const tx = readOf(work);
  const card = await readCard(tx, ref);
  if (!card || !mayKeep(actor, 'union', card)) return { type: 'notYours' };
  const fields = fieldsOf(card.kind).flatMap((field): KeptField[] => {
    const rule = fieldRule(card.kind, field);
    if (!rule) return [];
    const mine = card.closedOn === null && mayKeep(actor, rule.keeper, card);
    return [{ field, form: rule.form, value: valueIn(card.row, field), mine }];
  });
  const deeds = Object.keys(keepers) as Deed[];
  const may = card.closedOn === null ? deeds.filter((deed) => mayDo(actor, deed, card)) : [];
  return { type: 'card', card: { ...card, fields, may, counts: await countsOf(tx, card) } };
};

async function countsOf(tx: Tx, card: Card): Promise<KeptCard['counts']> {
  const none = { buildings: 0, stations: 0, units: 0, names: 0 };
  if (card.kind === 'union' && card.union !== null) {
    const stations = await stationsOf(tx, card.union);
    return { ...none, buildings: await coveredCount(tx, card.union), stations: stations.length };
  }
  if (card.kind === 'building' && card.building !== null) {
    const names = await aliasesOf(tx, card.building);
    return { ...none, units: await openUnitCount(tx, card.building), names: names.length };
  }
  return none;
}
