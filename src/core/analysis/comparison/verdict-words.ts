import type { PairReport } from '../../model/report.ts';

const METHODS: Readonly<Record<NonNullable<PairReport['method']>, string>> = {
  exact: 'exact test',
  permutation: 'permutation test',
  sequential: 'sequential permutation test',
  asymptotic: 'chi-square test',
};

/** How the p of a pair was found, in words. */
export function methodWords(method: PairReport['method']): string {
  return method === null ? 'not tested' : METHODS[method];
}

/** What the test of a pair allows to say: "differ", "alike", "undecided"; "not tested" where one has no answer. */
export function verdictWords({ verdict }: Pick<PairReport, 'verdict'>): string {
  return verdict ?? 'not tested';
}
