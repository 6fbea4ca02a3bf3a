import type { RandomStream } from '../random.ts';

/** Draws indexes with the chance of their weights, in constant time each (Walker 1977; built as in Vose 1991). */
export class AliasTable {
  readonly #kept: Float64Array;
  readonly #alias: Int32Array;

  /** Of weights that sum to 1. */
  constructor(weights: ArrayLike<number>) {
    const size = weights.length;
    const scaled = Float64Array.from(weights, (weight) => weight * size);
    const alias = new Int32Array(size);
    const small: number[] = [];
    const large: number[] = [];
    scaled.forEach((weight, index) => (weight < 1 ? small : large).push(index));
    while (small.length > 0 && large.length > 0) {
      const less = small.pop()!;
      const more = large.at(-1)!;
      alias[less] = more;
      scaled[more]! -= 1 - scaled[less]!;
      if (scaled[more]! < 1) small.push(large.pop()!);
    }
    // What is left over is 1 but for rounding.
    for (const index of [...small, ...large]) scaled[index] = 1;
    this.#kept = scaled;
    this.#alias = alias;
  }

  draw(random: RandomStream): number {
    const kept = this.#kept;
    const place = random.next() * kept.length;
    const index = Math.floor(place);
    return place - index < kept[index]! ? index : this.#alias[index]!;
  }
}
