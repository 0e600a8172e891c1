import { and, asc, eq } from 'drizzle-orm';
import type { BuildingId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { buildingNames } from '../schema.ts';

/** What a building is called beside its name: `old` is what it was called before. */
export interface Alias {
  readonly id: number;
  readonly building: BuildingId;
  readonly name: string;
  readonly kind: 'alias' | 'old';
}

export function aliasesOf(tx: Tx, building: BuildingId): Promise<Alias[]> {
  return tx
    .select()
    .from(buildingNames)
    .where(eq(buildingNames.building, building))
    .orderBy(asc(buildingNames.id));
}

export async function aliasById(tx: Tx, id: number): Promise<Alias | undefined> {
  const [row] = await tx.select().from(buildingNames).where(eq(buildingNames.id, id));
  return row;
}

/** @returns its id; undefined when the building is called so already */
export async function insertAlias(tx: Tx, alias: Omit<Alias, 'id'>): Promise<number | undefined> {
  const [row] = await tx
    .insert(buildingNames)
    .values(alias)
    .onConflictDoNothing()
    .returning({ id: buildingNames.id });
  return row?.id;
}

/** @returns false when somebody was faster */
export async function deleteAlias(
  tx: Tx,
  { id, building }: Pick<Alias, 'id' | 'building'>,
): Promise<boolean> {
  const gone = await tx
    .delete(buildingNames)
    .where(and(eq(buildingNames.id, id), eq(buildingNames.building, building)))
    .returning({ id: buildingNames.id });
  return gone.length > 0;
}
