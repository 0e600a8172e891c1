import { insertAlias } from '../../db/queries/aliases.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { writeBuildingNames } from '../../db/queries/place-names.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { forms } from '../../domain/directory-values.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { nameChange } from './write-field.ts';

interface NewAlias {
  readonly building: BuildingId;
  readonly name: string;
  readonly kind: 'alias' | 'old';
}

type AliasAdded =
  | { readonly type: 'added' }
  /** It is called so already. */
  | { readonly type: 'same' }
  | KeepRefusal;

/** One more name that people find a building by. */
export type AddAlias = (work: Work, actor: Actor, alias: NewAlias) => Promise<AliasAdded>;

export function createAddAlias(deps: KeepingDeps): AddAlias {
  return async (work, actor, { building, name, kind }) => {
    if (!forms.name.safeParse(name).success) return { type: 'notYours' };
    const opened = await openCard(work, actor, { kind: 'building', id: building }, 'addAlias');
    if (opened.type !== 'open') return opened;
    const { row } = opened.card;
    const tx = await txOf(work);
    if (name === row.name || name === row.name_en) return { type: 'same' };
    const id = await insertAlias(tx, { building, name, kind });
    if (id === undefined) return { type: 'same' };
    const change = nameChange({ id, building }, 'added', null, { name, kind });
    await recordChanges(tx, originOf(work, actor, deps), [change]);
    await writeBuildingNames(tx, [building]);
    return { type: 'added' };
  };
}
