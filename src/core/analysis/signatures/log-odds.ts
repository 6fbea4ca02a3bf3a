/** How many documents of a target and of the others hold a term. */
export interface TermCounts {
  readonly documents: number;
  readonly otherDocuments: number;
}

/** How many documents there are. */
export interface Totals {
  readonly documents: number;
  readonly otherDocuments: number;
}

/** alpha_0: what the prior is worth, in documents. Documents in all are what it is informed by. */
export const PRIOR_DOCUMENTS = 10;

/**
 * z of a term's log-odds ratio between a target and the others, with an informative Dirichlet prior (Monroe, Colaresi and Quinn
 * 2008, equations 15, 19 and 22), counted by documents: with y of n documents and alpha = alpha_0 times the share of all
 * documents that hold the term, the odds are (y + alpha) / (n + alpha_0 - y - alpha), the same prior on both sides and once on
 * each. The variance keeps the terms for documents without it, which may be left out only of rare words.
 */
export function logOddsZ(counts: TermCounts, totals: Totals): number {
  const share = (counts.documents + counts.otherDocuments) / (totals.documents + totals.otherDocuments);
  const alpha = PRIOR_DOCUMENTS * share;
  const side = (y: number, n: number) => ({ has: y + alpha, lacks: n + PRIOR_DOCUMENTS - y - alpha });
  const own = side(counts.documents, totals.documents);
  const others = side(counts.otherDocuments, totals.otherDocuments);
  // Every document holds the term: there is nothing to tell apart.
  if (own.lacks <= 1e-9 || others.lacks <= 1e-9) return 0;
  const ratio = Math.log(own.has / own.lacks) - Math.log(others.has / others.lacks);
  return ratio / Math.sqrt(1 / own.has + 1 / own.lacks + 1 / others.has + 1 / others.lacks);
}
