import type { Scope } from '../domain/actor.ts';
import type { Named } from '../domain/language.ts';
import type { Translate } from '../i18n/index.ts';
import { shortNameIn } from '../i18n/named.ts';

/** A scope with the name of its street or union; null for the district. */
export interface NamedScope {
  readonly scope: Scope;
  readonly named: Named | null;
}

/** What somebody looks after, as a name. */
export function whereIn({ scope, named }: NamedScope, t: Translate): string {
  if (scope.kind === 'district' || !named) return t.plain('staff.district');
  const name = shortNameIn(named, t);
  return scope.kind === 'street' ? t.plain('staff.street', { street: name }) : name;
}
