import type { TermCounts, Totals } from './log-odds.ts';

/** ln k! for k = 0 ... n, summed up. */
export function logFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  for (let k = 2; k <= n; k++) table[k] = table[k - 1]! + Math.log(k);
  return table;
}

/**
 * One-sided p of Fisher's exact test: the chance that at least `counts.documents` of the documents with the term are the
 * target's, were they dealt out at random. `table`: `logFactorials` of all documents.
 * Above `enough` it is not summed up to the end: what is returned is then above it, too.
 */
export function fisherGreater(counts: TermCounts, totals: Totals, table: Float64Array, enough = 1): number {
  const holding = counts.documents + counts.otherDocuments;
  const all = totals.documents + totals.otherDocuments;
  const most = Math.min(holding, totals.documents);
  const choose = (n: number, k: number) => table[n]! - table[k]! - table[n - k]!;
  const fixed = choose(all, totals.documents);
  let sum = 0;
  for (let own = counts.documents; own <= most; own++) {
    const term = Math.exp(choose(holding, own) + choose(all - holding, totals.documents - own) - fixed);
    sum += term;
    // Behind the mean the terms only fall.
    if (term < sum * 1e-17 || sum > enough) break;
  }
  return Math.min(1, sum);
}
