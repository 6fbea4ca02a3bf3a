import type { PairReport, ToldApartReport } from '../../model/report.ts';

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

/** Above it, outputs are not put to their models better than by guessing. */
const LEVEL = 0.05;

/** How many outputs were put to their model, "22 of 30", and what that says. */
export function toldApartWords(apart: ToldApartReport): { readonly figure: string; readonly reading: string } {
  const { right, outputs, chance, band, p } = apart;
  const [low, high] = band.map((end) => end.toFixed(0));
  const guessing = `guessing would get ${chance.toFixed(0)}${low === high ? '' : ` (${low} to ${high})`}`;
  return {
    figure: `${right.toFixed(0)} of ${outputs}`,
    reading: `outputs put to the right model by their answer and words; ${guessing}${p < LEVEL ? '' : ', so no better than guessing'}.`,
  };
}
