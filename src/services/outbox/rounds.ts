import type { Position } from '../../db/queries/deliveries.ts';
import type { NoticeId, PersonId } from '../../domain/ids.ts';

/**
 * Whose turn it is among the mass notices under way, and how far each has come. They take turns, so that a short
 * announcement needn't wait for the end of a long one.
 */
export class Rounds {
  #turns: Position[] = [];
  #under: readonly NoticeId[] = [];

  /** Brings in what has been frozen, and looks again at what had nothing left: retries may be due. */
  refresh(underWay: readonly NoticeId[]): void {
    const known = new Map(this.#turns.map((position) => [position.notice, position]));
    this.#under = underWay;
    this.#turns = underWay.map((notice) => known.get(notice) ?? { notice, after: 0 });
  }

  get next(): Position | null {
    return this.#turns[0] ?? null;
  }

  /** @param taken of the notice whose turn it was; fewer than `wanted`: it has nothing left for now */
  took(taken: readonly PersonId[], wanted: number): void {
    const [position, ...others] = this.#turns;
    if (!position || wanted <= 0) return;
    const after = Math.max(position.after, ...taken);
    this.#turns = taken.length < wanted ? others : [...others, { notice: position.notice, after }];
  }

  /** Under way, but nothing was left of them when they were last looked at. */
  get spent(): readonly NoticeId[] {
    const left = new Set(this.#turns.map((position) => position.notice));
    return this.#under.filter((notice) => !left.has(notice));
  }
}
