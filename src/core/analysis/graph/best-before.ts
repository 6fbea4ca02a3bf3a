/** The best of what was added at smaller places (a Fenwick tree of maxima). Of equal scores the first added counts. */
export class BestBefore<Entry> {
  readonly #scores: Float64Array;
  readonly #entries: (Entry | null)[];

  constructor(places: number) {
    this.#scores = new Float64Array(places + 1).fill(-Infinity);
    this.#entries = new Array<Entry | null>(places + 1).fill(null);
  }

  add(place: number, score: number, entry: Entry): void {
    for (let index = place + 1; index < this.#scores.length; index += index & -index) {
      if (score <= this.#scores[index]!) continue;
      this.#scores[index] = score;
      this.#entries[index] = entry;
    }
  }

  /** `null` where nothing was. */
  before(place: number): Entry | null {
    let score = -Infinity;
    let found: Entry | null = null;
    for (let index = place; index > 0; index -= index & -index) {
      if (this.#scores[index]! <= score) continue;
      score = this.#scores[index]!;
      found = this.#entries[index]!;
    }
    return found;
  }
}
