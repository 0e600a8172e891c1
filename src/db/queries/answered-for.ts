import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Scope, UnionPlace } from '../../domain/actor.ts';
import type { UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { unions } from '../schema.ts';

export type NamedUnion = Named & { readonly id: UnionId };

/** The unions that somebody with these scopes answers for. */
export async function unionsAnsweredFor(tx: Tx, scopes: readonly Scope[]): Promise<NamedUnion[]> {
  if (scopes.length === 0) return [];
  const ids = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  const streetIds = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const everywhere = scopes.some((scope) => scope.kind === 'district');
  return tx
    .select({ id: unions.id, name: unions.name, nameEn: unions.nameEn })
    .from(unions)
    .where(
      and(
        isNull(unions.dissolvedOn),
        everywhere ? undefined : or(inArray(unions.id, ids), inArray(unions.street, streetIds)),
      ),
    )
    .orderBy(asc(unions.street), asc(unions.id));
}

export async function unionNamed(tx: Tx, union: UnionId): Promise<NamedUnion | undefined> {
  const [row] = await tx
    .select({ id: unions.id, name: unions.name, nameEn: unions.nameEn })
    .from(unions)
    .where(eq(unions.id, union));
  return row;
}

/** The same with its street: for whoever has to know whose it is. */
export async function unionPlaceOf(
  tx: Tx,
  union: UnionId,
): Promise<(UnionPlace & { readonly named: Named }) | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street, named: { name: unions.name, nameEn: unions.nameEn } })
    .from(unions)
    .where(eq(unions.id, union));
  return row;
}
