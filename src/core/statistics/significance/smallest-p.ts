/**
 * The smallest two-sided p that any outcome of an exact test of two samples can have: one of C(n + m, n) arrangements, or two where
 * n = m. 1 when a side is empty.
 */
export function smallestP(n: number, m: number): number {
  if (n === 0 || m === 0) return 1;
  let arrangements = 1;
  for (let k = 1; k <= n && arrangements < 1e9; k++) arrangements = (arrangements * (m + k)) / k;
  return (n === m ? 2 : 1) / arrangements;
}
