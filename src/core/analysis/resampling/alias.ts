import type { Random } from '../../random.ts';

/** Draws an index with the chance of its weight. */
export type Draw = (random: Random) => number;

/** Draws from weights that sum to 1, in constant time each (Walker 1977; built as in Vose 1991). */
export function aliasDraw(weights: ArrayLike<number>): Draw {
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
  return (random) => {
    const place = random() * size;
    const index = Math.floor(place);
    return place - index < scaled[index]! ? index : alias[index]!;
  };
}
