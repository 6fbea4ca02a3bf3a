import type { Interval } from '../../model/report.ts';
import { wilsonInterval } from './wilson.ts';

/**
 * The 95% interval of the difference of two independent shares, a/n - b/m, from their Wilson intervals (Newcombe 1998,
 * method 10). Within -1 ... 1; `null` when n or m is 0.
 */
export function newcombeInterval(a: number, n: number, b: number, m: number): Interval | null {
  const first = wilsonInterval(a, n);
  const second = wilsonInterval(b, m);
  if (first === null || second === null) return null;
  const [p, q] = [a / n, b / m];
  const lower = p - q - Math.hypot(p - first[0], second[1] - q);
  const upper = p - q + Math.hypot(first[1] - p, q - second[0]);
  return [Math.max(-1, lower), Math.min(1, upper)];
}
