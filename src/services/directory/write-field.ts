import type { Tx } from '../../db/client.ts';
import { aliasesOf, deleteAlias, insertAlias } from '../../db/queries/aliases.ts';
import { type Card, type Columns, writeColumns } from '../../db/queries/directory.ts';
import {
  type ChangeOrigin,
  type DirectoryChange,
  recordChanges,
} from '../../db/queries/directory-changes.ts';
import { writeBuildingNames, writeUnitNames } from '../../db/queries/place-names.ts';
import { unitCalled } from '../../db/queries/units-kept.ts';
import { columnsOf } from '../../domain/directory.ts';
import type { Value } from '../../domain/directory-values.ts';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { shownAt } from './keeping.ts';

interface FieldChange {
  readonly card: Card;
  readonly field: string;
  readonly to: Value;
  readonly origin: ChangeOrigin;
}

/**
 * Writes a field whose change has been allowed, and the log with it. A building that gets another name keeps the old one
 * as a name it is found by.
 *
 * @returns false when another unit of the building has this name
 */
export async function writeField(tx: Tx, { card, field, to, origin }: FieldChange): Promise<boolean> {
  const isName = field === 'name';
  if (card.kind === 'unit' && isName && card.building !== null) {
    const other = await unitCalled(tx, card.building, String(to));
    if (other && other.id !== card.id) return false;
  }
  const after = columnsWith(card, field, to);
  const before = Object.fromEntries(Object.keys(after).map((column) => [column, card.row[column] ?? null]));
  await writeColumns(tx, card, after);
  await recordChanges(tx, origin, [
    { subject: card.kind, subjectId: card.id, action: 'changed', ...shownAt(card), before, after },
  ]);
  if (card.kind === 'unit' && isName) await writeUnitNames(tx, [{ id: card.id as UnitId, name: String(to) }]);
  if (card.kind === 'building' && (isName || field === 'name_en' || field === 'address')) {
    const building = card.id as BuildingId;
    if (isName) await keepOldName(tx, building, { old: String(card.row.name), name: String(to) }, origin);
    await writeBuildingNames(tx, [building]);
  }
  return true;
}

function columnsWith(card: Card, field: string, to: Value): Columns {
  if (field === 'location') return to as unknown as Columns;
  if (card.kind === 'unit' && field === 'name') return { name: to, normalised: normaliseName(String(to)) };
  if (card.kind === 'union' && field === 'name_en') return { name_en: to ?? '' };
  return Object.fromEntries(columnsOf(field).map((column) => [column, to]));
}

async function keepOldName(
  tx: Tx,
  building: BuildingId,
  { old, name }: { readonly old: string; readonly name: string },
  origin: ChangeOrigin,
): Promise<void> {
  const changes: DirectoryChange[] = [];
  const same = (await aliasesOf(tx, building)).find((alias) => alias.name === name);
  if (same && (await deleteAlias(tx, same)))
    changes.push(nameChange(same, 'removed', { name: same.name, kind: same.kind }, null));
  // Taken back, the name was never one that anybody knew.
  const id =
    origin.source === 'undo' ? undefined : await insertAlias(tx, { building, name: old, kind: 'old' });
  if (id !== undefined) changes.push(nameChange({ id, building }, 'added', null, { name: old, kind: 'old' }));
  await recordChanges(tx, origin, changes);
}

export function nameChange(
  { id, building }: { readonly id: number; readonly building: BuildingId },
  action: 'added' | 'removed',
  before: Columns | null,
  after: Columns | null,
): DirectoryChange {
  return { subject: 'name', subjectId: id, action, building, before, after };
}
