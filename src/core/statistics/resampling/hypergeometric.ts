import type { RandomStream } from '../random.ts';
import { logFactorials } from './log-factorial.ts';

/**
 * How many of `marked` among `population` are in a sample of `size` drawn without replacement. Inversion that starts at
 * the mode and goes outwards (Kachitvichyanukul and Schmeiser 1985), so that it takes about as many steps as the
 * distribution is wide.
 */
export function hypergeometricDraw(population: number, marked: number, size: number, random: RandomStream): number {
  const lowest = Math.max(0, size - (population - marked));
  const highest = Math.min(marked, size);
  if (lowest === highest) return lowest;
  const mode = Math.floor(((size + 1) * (marked + 1)) / (population + 2));
  const atMode = chanceOf(population, marked, size, mode);
  const others = population - marked - size;
  let left = random.next() - atMode;
  let [low, high, below, above] = [mode, mode, atMode, atMode];
  while (left > 0) {
    if (low === lowest && high === highest) return mode;
    if (high < highest) {
      above *= ((marked - high) * (size - high)) / ((high + 1) * (others + high + 1));
      high++;
      left -= above;
      if (left <= 0) return high;
    }
    if (low > lowest) {
      below *= (low * (others + low)) / ((marked - low + 1) * (size - low + 1));
      low--;
      left -= below;
      if (left <= 0) return low;
    }
  }
  return mode;
}

function chanceOf(population: number, marked: number, size: number, hits: number): number {
  const f = logFactorials(population);
  const others = population - marked;
  return Math.exp(
    f[marked]! -
      f[hits]! -
      f[marked - hits]! +
      (f[others]! - f[size - hits]! - f[others - size + hits]!) -
      (f[population]! - f[size]! - f[population - size]!),
  );
}
