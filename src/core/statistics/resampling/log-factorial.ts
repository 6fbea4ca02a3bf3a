let table = new Float64Array(2);

/** ln 0! ... ln n! (at least), exact to rounding; grown on demand and kept. */
export function logFactorials(n: number): Float64Array {
  if (table.length <= n) {
    const grown = new Float64Array(Math.max(n + 1, 2 * table.length));
    grown.set(table);
    for (let k = table.length; k < grown.length; k++) grown[k] = grown[k - 1]! + Math.log(k);
    table = grown;
  }
  return table;
}

/** ln of the number of ways to choose k of n, 0 <= k <= n. */
export function logChoose(n: number, k: number): number {
  const factorials = logFactorials(n);
  return factorials[n]! - factorials[k]! - factorials[n - k]!;
}
