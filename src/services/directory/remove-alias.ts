import { aliasById, deleteAlias } from '../../db/queries/aliases.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { writeBuildingNames } from '../../db/queries/place-names.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';
import { nameChange } from './write-field.ts';

type AliasRemoved = { readonly type: 'removed'; readonly building: BuildingId } | KeepRefusal;

/** A name that people don't find a building by any more. */
export type RemoveAlias = (work: Work, actor: Actor, id: number) => Promise<AliasRemoved>;

export function createRemoveAlias(deps: KeepingDeps): RemoveAlias {
  return async (work, actor, id) => {
    const tx = await txOf(work);
    const alias = await aliasById(tx, id);
    if (!alias) return { type: 'gone' };
    const { building, name, kind } = alias;
    const opened = await openCard(work, actor, { kind: 'building', id: building }, 'removeAlias');
    if (opened.type !== 'open') return opened;
    if (!(await deleteAlias(tx, alias))) return { type: 'gone' };
    const change = nameChange({ id, building }, 'removed', { name, kind }, null);
    await recordChanges(tx, originOf(work, actor, deps), [change]);
    await writeBuildingNames(tx, [building]);
    return { type: 'removed', building };
  };
}
