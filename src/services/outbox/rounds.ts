import type { Position } from '../../db/queries/deliveries.ts';
import type { NoticeId, PersonId } from '../../domain/ids.ts';

/**
 * Whose turn it is among the mass notices under way, and how far each has come. They take turns, so that a short
 * announcement needn't wait for the end of a long one.
 */
export class Rounds {
  /** How far each has come; kept while it is under way, so that nothing is walked twice. */
  #reached = new Map<NoticeId, number>();
  #turns: readonly NoticeId[] = [];

  /** Brings in what has been frozen, and looks again at what had nothing left: retries may be due. */
  refresh(underWay: readonly NoticeId[]): void {
    this.#reached = new Map(underWay.map((notice) => [notice, this.#reached.get(notice) ?? 0]));
    this.#turns = underWay;
  }

  get next(): Position | null {
    const [notice] = this.#turns;
    return notice === undefined ? null : { notice, after: this.#reached.get(notice) ?? 0 };
  }

  /**
   * @param taken of the notice whose turn it was; fewer than `wanted`: it has nothing left for now
   */
  took(taken: readonly { readonly person: PersonId; readonly fresh: boolean }[], wanted: number): void {
    const [notice, ...others] = this.#turns;
    if (notice === undefined || wanted <= 0) return;
    const first = taken.flatMap(({ person, fresh }) => (fresh ? [person] : []));
    this.#reached.set(notice, Math.max(this.#reached.get(notice) ?? 0, ...first));
    this.#turns = taken.length < wanted ? others : [...others, notice];
  }

  /** Somebody was passed over: it is walked from the beginning once more. */
  rewind(notice: NoticeId): void {
    if (this.#reached.has(notice)) this.#reached.set(notice, 0);
  }

  /** Under way, but nothing was left of them when they were last looked at. */
  get spent(): readonly NoticeId[] {
    const left = new Set(this.#turns);
    return [...this.#reached.keys()].filter((notice) => !left.has(notice));
  }
}
