import type { Favourite, Group, PossibleAnswers } from '../model/report.ts';
import { binomialUpperTail } from '../statistics/intervals/binomial.ts';

/**
 * The most frequent answer of a fair pick among K, with the exact one-sided binomial chance that a fair draw gives any one of
 * the K so often (Bonferroni over all K); `null` where no fair pick among known answers was asked for, or none came twice.
 */
export function favouriteOf(groups: readonly Group[], { size, isFairPick }: PossibleAnswers): Favourite | null {
  const [first] = groups;
  if (!isFairPick || size === null || size < 2 || groups.length > size || first === undefined || first.count < 2)
    return null;
  const n = groups.reduce((sum, { count }) => sum + count, 0);
  const pHolm = Math.min(1, size * binomialUpperTail(first.count, n, 1 / size));
  return { answer: first.answer, count: first.count, n, expected: 1 / size, pHolm };
}
