import type { Actor, Scope } from './actor.ts';
import type { PersonId } from './ids.ts';
import type { Named, Words } from './language.ts';

/*
 * What became of a card, as its history tells it: acts, each with the changes that one person made in one go. An import
 * is one act, however many rows it changed.
 */

export interface HistoryChange {
  readonly subject: 'street' | 'union' | 'building' | 'unit' | 'station' | 'name' | 'cover';
  readonly action: 'added' | 'changed' | 'closed' | 'reopened' | 'moved' | 'merged' | 'removed';
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** What it is about, as it is called now: a unit, a building, a station's place. */
  readonly about: Named | Words | null;
  /** Of a cover: the unions; of a merge: the building that stayed. */
  readonly from: Named | null;
  readonly to: Named | null;
}

export type Source = 'chat' | 'import' | 'undo' | 'proposal' | 'command';

/** Whose name stands there: a colleague's of the same office, or only which office it was. */
export type Who =
  | { readonly kind: 'you' }
  | { readonly kind: 'colleague'; readonly name: string }
  | { readonly kind: 'office'; readonly scope: Scope['kind'] }
  /** From the command line, or nobody's any more. */
  | { readonly kind: 'deployment' };

export interface HistoryAct {
  readonly at: Date;
  readonly source: Source;
  readonly who: Who;
  /** The first few of them, what matters most first. */
  readonly changes: readonly HistoryChange[];
  readonly count: number;
}

export interface History {
  readonly acts: readonly HistoryAct[];
  readonly page: number;
  readonly pages: number;
}

const widest: readonly Scope['kind'][] = ['district', 'street', 'union'];

/**
 * How somebody's act is signed for a reader. Names are for those who sit at the same desk: the same union, the same
 * street's office, the district's.
 *
 * @param reader null: whoever reads it at the command line
 */
export function signedFor(
  reader: Actor | null,
  by: {
    readonly person: PersonId | null;
    /** The roles she has, or had. */
    readonly scopes: readonly Scope[];
    readonly name: () => string | null;
  },
): Who {
  if (by.person === null) return { kind: 'deployment' };
  if (by.person === reader?.person) return { kind: 'you' };
  const shared = by.scopes.some((scope) => (reader?.scopes ?? []).some((own) => isSame(own, scope)));
  const name = shared ? by.name() : null;
  if (name !== null) return { kind: 'colleague', name };
  const scope = widest.find((kind) => by.scopes.some((held) => held.kind === kind));
  return scope === undefined ? { kind: 'deployment' } : { kind: 'office', scope };
}

function isSame(one: Scope, other: Scope): boolean {
  if (one.kind === 'street' && other.kind === 'street') return one.street === other.street;
  if (one.kind === 'union' && other.kind === 'union') return one.union === other.union;
  return one.kind === 'district' && other.kind === 'district';
}
