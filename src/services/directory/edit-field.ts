import type { CardRef } from '../../db/queries/directory.ts';
import { lastChangeOf } from '../../db/queries/directory-changes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { fieldRule } from '../../domain/directory.ts';
import { forms, sameValue, type Value, valueIn } from '../../domain/directory-values.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { writeField } from './write-field.ts';

interface FieldEdit extends CardRef {
  readonly field: string;
  /** What stood there when she began: what somebody else has written since is not written over. */
  readonly seen: Value;
  readonly to: Value;
}

type FieldEdited =
  | { readonly type: 'saved'; readonly change: number }
  /** It stands so already. */
  | { readonly type: 'same' }
  /** A colleague was faster: this stands there now. */
  | { readonly type: 'overtaken'; readonly now: Value }
  /** Another unit of the building is called so. */
  | { readonly type: 'nameTaken' }
  | KeepRefusal;

/** Changes one field of a card: of a street, union, station, building or unit. */
export type EditField = (work: Work, actor: Actor, edit: FieldEdit) => Promise<FieldEdited>;

export function createEditField(deps: KeepingDeps): EditField {
  return async (work, actor, { field, seen, to, ...ref }) => {
    const rule = fieldRule(ref.kind, field);
    if (!rule || !forms[rule.form].safeParse(to).success) return { type: 'notYours' };
    const opened = await openCard(work, actor, ref, rule);
    if (opened.type !== 'open') return opened;
    const { card } = opened;
    const tx = await txOf(work);
    const now = valueIn(card.row, field);
    if (sameValue(now, to)) return { type: 'same' };
    if (!sameValue(now, seen)) return { type: 'overtaken', now };
    const written = await writeField(tx, { card, field, to, origin: originOf(work, actor, deps) });
    if (!written) return { type: 'nameTaken' };
    return { type: 'saved', change: await lastChangeOf(tx, ref.kind, ref.id) };
  };
}
