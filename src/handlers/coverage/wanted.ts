import type { Scope } from '../../domain/actor.ts';
import type { Coverage } from '../../domain/coverage.ts';
import { StreetId, UnionId } from '../../domain/ids.ts';
import { instantAt } from '../../domain/schedule.ts';
import type { Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';

/** Whose figures, of which day: as the buttons carry it. */
export interface Wanted {
  readonly kind: Scope['kind'];
  readonly id: number;
  /** A calendar day, `2020-09-30`. */
  readonly day: string;
}

export function wantedOf(of: Scope, day: string): Wanted {
  const id = of.kind === 'street' ? of.street : of.kind === 'union' ? of.union : 0;
  return { kind: of.kind, id, day };
}

/** Null for a street or union that can't be: a forged button. */
export function scopeWanted({ kind, id }: Pick<Wanted, 'kind' | 'id'>): Scope | null {
  if (kind === 'district') return { kind };
  if (kind === 'street') {
    const street = StreetId.safeParse(id);
    return street.success ? { kind, street: street.data } : null;
  }
  const union = UnionId.safeParse(id);
  return union.success ? { kind, union: union.data } : null;
}

export function whereOf({ street, union }: Coverage, t: Translate): string {
  const named = union ?? street;
  return named ? shortNameIn(named, t) : t.plain('coverage.district');
}

/** Noon of a calendar day: a moment to write its date by. */
export function noonOf(day: string, timeZone: string): Date {
  return instantAt(day, '12:00', timeZone);
}
