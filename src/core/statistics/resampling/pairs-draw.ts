import type { RandomStream } from '../random.ts';
import { logFactorials } from './log-factorial.ts';

/**
 * How many of so many pairs are whole in a sample of `size` of their answers drawn without replacement: j is as likely as
 * C(pairs, j) C(pairs - j, size - 2j) 2^(size - 2j). Inversion that starts at the mean and goes outwards, as in `hypergeometricDraw`.
 */
export function wholePairsDraw(pairs: number, size: number, random: RandomStream): number {
  const lowest = Math.max(0, size - pairs);
  const highest = Math.floor(size / 2);
  if (lowest >= highest) return lowest;
  const mean = Math.round((size * (size - 1)) / (2 * (2 * pairs - 1)));
  const middle = Math.min(highest, Math.max(lowest, mean));
  const atMiddle = chanceOf(pairs, size, middle);
  let left = random.next() - atMiddle;
  let [low, high, below, above] = [middle, middle, atMiddle, atMiddle];
  while (left > 0) {
    if (low === lowest && high === highest) return middle;
    if (high < highest) {
      const single = size - 2 * high;
      above *= (single * (single - 1)) / (4 * (high + 1) * (pairs - size + high + 1));
      high++;
      left -= above;
      if (left <= 0) return high;
    }
    if (low > lowest) {
      const single = size - 2 * low;
      below *= (4 * low * (pairs - size + low)) / ((single + 2) * (single + 1));
      low--;
      left -= below;
      if (left <= 0) return low;
    }
  }
  return middle;
}

function chanceOf(pairs: number, size: number, whole: number): number {
  const f = logFactorials(2 * pairs);
  const single = size - 2 * whole;
  return Math.exp(
    f[pairs]! -
      f[whole]! -
      f[single]! -
      f[pairs - size + whole]! +
      single * Math.LN2 -
      (f[2 * pairs]! - f[size]! - f[2 * pairs - size]!),
  );
}
