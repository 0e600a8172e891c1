import { changeById } from '../../db/queries/directory-changes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type CardKind, cardKinds, fieldRule, takeBackMinutes } from '../../domain/directory.ts';
import { sameValue, type Value, valueIn } from '../../domain/directory-values.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { writeField } from './write-field.ts';

type TakenBack =
  | { readonly type: 'takenBack'; readonly kind: CardKind; readonly id: number }
  /** Too long ago, or it has been changed again since. */
  | { readonly type: 'tooLate' }
  | KeepRefusal;

/** Puts a field back to what stood there before a change of her own, a few minutes ago. */
export type TakeBackChange = (work: Work, actor: Actor, change: number) => Promise<TakenBack>;

export function createTakeBackChange(deps: KeepingDeps): TakeBackChange {
  return async (work, actor, id) => {
    const tx = await txOf(work);
    const change = await changeById(tx, id);
    const kind = cardKinds.find((each) => each === change?.subject);
    if (!change || !kind || change.actor !== actor.person || change.source !== 'chat')
      return { type: 'notYours' };
    if (change.action !== 'changed' || !change.before || !change.after) return { type: 'notYours' };
    const field = 'latitude' in change.before ? 'location' : Object.keys(change.before)[0];
    const rule = field === undefined ? undefined : fieldRule(kind, field);
    if (field === undefined || !rule) return { type: 'notYours' };
    const ref = { kind, id: change.subjectId };
    const opened = await openCard(work, actor, ref, rule);
    if (opened.type !== 'open') return opened;
    const isLate = work.now.getTime() - change.at.getTime() > takeBackMinutes * 60_000;
    const isChanged = !sameValue(valueIn(opened.card.row, field), valueIn(change.after, field));
    if (isLate || isChanged) return { type: 'tooLate' };
    const to: Value = valueIn(change.before, field);
    const origin = originOf(work, actor, deps, 'undo');
    if (!(await writeField(tx, { card: opened.card, field, to, origin }))) return { type: 'tooLate' };
    return { type: 'takenBack', ...ref };
  };
}
