/*
 * Somebody who keeps every figure she was ever shown, and knows some algebra. People are told apart as finely as the
 * figures could tell them: by building, by the day they answered, by all they said. Each figure shown is a sum of such
 * atoms, and whatever sums and differences of figures make is in their span. Numbers are residues of a prime, small enough
 * that products are exact, in which what follows exactly is found exactly.
 */

const prime = 67_108_859;

/** The places of its atoms. */
export type Group = readonly number[];

export class Attacker {
  readonly #atoms: number;
  /** Reduced, each with its first place. */
  readonly #rows: { readonly pivot: number; readonly row: Float64Array }[] = [];

  constructor(atoms: number) {
    this.#atoms = atoms;
  }

  /** She was shown how many are in this group. */
  sees(group: Group, count: number): void {
    const row = this.#reduce(this.#rowOf(group, count));
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot === -1) return;
    if (pivot === this.#atoms) throw new Error('what is shown contradicts itself');
    const scale = inverse(row[pivot] ?? 1);
    this.#rows.push({ pivot, row: row.map((value) => (value * scale) % prime) });
  }

  /** How many are in a group, if it follows from what she saw. */
  countOf(group: Group): number | null {
    const row = this.#reduce(this.#rowOf(group, 0));
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot !== -1 && pivot < this.#atoms) return null;
    return (prime - (row[this.#atoms] ?? 0)) % prime;
  }

  #rowOf(group: Group, count: number): Float64Array {
    const row = new Float64Array(this.#atoms + 1);
    for (const place of group) row[place] = 1;
    row[this.#atoms] = count;
    return row;
  }

  #reduce(row: Float64Array): Float64Array {
    for (const { pivot, row: known } of this.#rows) {
      const factor = row[pivot] ?? 0;
      if (factor === 0) continue;
      for (let place = pivot; place < row.length; place += 1)
        row[place] = ((row[place] ?? 0) + (prime - factor) * (known[place] ?? 0)) % prime;
    }
    return row;
  }
}

function inverse(value: number): number {
  let [base, power, result] = [value, prime - 2, 1];
  for (; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}
