/** Complete linkage: every two members of a cluster are alike, so that near neighbours carry no distant ones along. */

/**
 * Clusters of 0 ... `size` - 1 in which any two members have a similarity of at least `least`, each sorted, by first
 * member. By nearest-neighbour chains (Murtagh 1983), which is quadratic and for complete linkage gives what joining the
 * best pair again and again gives. `similarity` is asked once a pair, with a < b; not a number means apart.
 */
export function completeLinkage(
  size: number,
  similarity: (a: number, b: number) => number,
  least: number,
): readonly (readonly number[])[] {
  const state = new Linkage(size, similarity);
  const done: (readonly number[])[] = [];
  let chain: number[] = [];
  for (let next = 0; next < size;) {
    const top = chain.at(-1) ?? next;
    if (!state.isOpen(top)) {
      next++;
      continue;
    }
    if (chain.length === 0) chain = [top];
    const before = chain.at(-2);
    const best = state.nearest(top, before);
    if (best === null || state.at(top, best) < least) {
      // Joining others makes nothing more alike: it stays as it is. What led here would have been less alike still.
      done.push(state.close(top));
      chain = [];
    } else if (best === before) {
      state.join(Math.min(top, best), Math.max(top, best));
      chain = chain.slice(0, -2);
    } else chain.push(best);
  }
  return done.sort((a, b) => a[0]! - b[0]!);
}

class Linkage {
  readonly #size: number;
  /** Least similarity of the members of two clusters; a cluster goes by its first member. */
  readonly #matrix: Float64Array;
  readonly #members: (readonly number[] | null)[];

  constructor(size: number, similarity: (a: number, b: number) => number) {
    this.#size = size;
    this.#matrix = new Float64Array(size * size);
    this.#members = Array.from({ length: size }, (_, index) => [index]);
    for (let a = 0; a < size; a++) {
      for (let b = a + 1; b < size; b++) {
        const found = similarity(a, b);
        this.#set(a, b, Number.isNaN(found) ? -Infinity : found);
      }
    }
  }

  isOpen(cluster: number): boolean {
    return this.#members[cluster] !== null;
  }

  at(a: number, b: number): number {
    return this.#matrix[a * this.#size + b]!;
  }

  /** The open cluster most like this one; among equals `preferred`, then the first. `null` when there is no other. */
  nearest(cluster: number, preferred: number | undefined): number | null {
    let best = preferred ?? null;
    for (let other = 0; other < this.#size; other++) {
      if (other === cluster || this.#members[other] === null) continue;
      if (best === null || this.at(cluster, other) > this.at(cluster, best)) best = other;
    }
    return best;
  }

  join(into: number, from: number): void {
    this.#members[into] = [...this.#members[into]!, ...this.#members[from]!].sort((a, b) => a - b);
    this.#members[from] = null;
    for (let other = 0; other < this.#size; other++) {
      if (other !== into) this.#set(into, other, Math.min(this.at(into, other), this.at(from, other)));
    }
  }

  close(cluster: number): readonly number[] {
    const members = this.#members[cluster]!;
    this.#members[cluster] = null;
    return members;
  }

  #set(a: number, b: number, value: number): void {
    this.#matrix[a * this.#size + b] = value;
    this.#matrix[b * this.#size + a] = value;
  }
}
