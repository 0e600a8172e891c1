import { and, asc, count, inArray, isNull } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { streets, unions } from '../schema.ts';

/** A scope as `staff_roles` and `staff_invitations` keep it. */
export interface ScopeColumns {
  readonly scope: Scope['kind'];
  readonly scopeId: number;
}

export function scopeColumns(scope: Scope): ScopeColumns {
  switch (scope.kind) {
    case 'district':
      return { scope: 'district', scopeId: 0 };
    case 'street':
      return { scope: 'street', scopeId: scope.street };
    case 'union':
      return { scope: 'union', scopeId: scope.union };
  }
}

export function scopeFrom({ scope, scopeId }: ScopeColumns): Scope {
  if (scope === 'district') return { kind: 'district' };
  if (scope === 'street') return { kind: 'street', street: scopeId as StreetId };
  return { kind: 'union', union: scopeId as UnionId };
}

export interface NamedScope {
  readonly scope: Scope;
  /** Null for the district. */
  readonly named: Named | null;
}

/** Scopes with the names of their streets and unions; those that don't exist are left out. */
export async function scopeNames(tx: Tx, scopes: readonly Scope[]): Promise<NamedScope[]> {
  const streetIds = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const unionIds = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  const [streetRows, unionRows] = await Promise.all([
    streetIds.length === 0 ? [] : tx.select().from(streets).where(inArray(streets.id, streetIds)),
    unionIds.length === 0
      ? []
      : tx
          .select({ id: unions.id, name: unions.name, nameEn: unions.nameEn })
          .from(unions)
          .where(inArray(unions.id, unionIds)),
  ]);
  const names = new Map<string, Named>([
    ...streetRows.map((row) => [`street:${row.id}`, row] as const),
    ...unionRows.map((row) => [`union:${row.id}`, row] as const),
  ]);
  return scopes.flatMap((scope): NamedScope[] => {
    if (scope.kind === 'district') return [{ scope, named: null }];
    const { scopeId } = scopeColumns(scope);
    const found = names.get(`${scope.kind}:${scopeId}`);
    return found ? [{ scope, named: { name: found.name, nameEn: found.nameEn } }] : [];
  });
}

export interface ScopePage {
  readonly scopes: readonly NamedScope[];
  readonly page: number;
  readonly pages: number;
}

const pageSize = 8;

/** The streets, or the unions, that lie within these scopes, a page at a time. */
export async function scopesWithin(
  tx: Tx,
  scopes: readonly Scope[],
  kind: 'street' | 'union',
  page: number,
): Promise<ScopePage> {
  const all = scopes.some((scope) => scope.kind === 'district');
  const own = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const table = kind === 'street' ? streets : unions;
  const which = and(
    kind === 'union' ? isNull(unions.dissolvedOn) : undefined,
    all ? undefined : inArray(kind === 'street' ? streets.id : unions.street, own),
  );
  const [counted] = await tx.select({ total: count() }).from(table).where(which);
  const pages = Math.max(1, Math.ceil((counted?.total ?? 0) / pageSize));
  const shown = Math.min(page, pages - 1);
  const rows = await tx
    .select({ scopeId: table.id, name: table.name, nameEn: table.nameEn })
    .from(table)
    .where(which)
    .orderBy(asc(table.id))
    .limit(pageSize)
    .offset(shown * pageSize);
  return {
    scopes: rows.map(({ scopeId, ...named }) => ({ scope: scopeFrom({ scope: kind, scopeId }), named })),
    page: shown,
    pages,
  };
}
