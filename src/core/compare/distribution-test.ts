import { randomStream } from '../statistics/random.ts';
import { relabelling } from '../statistics/resampling/relabel.ts';

/** One model's answers before and after, over the same groups. */
export interface Stratum {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

const SHUFFLES = 1_999;
/** A test ends when so many shuffles have reached what was seen (Besag and Clifford 1991). */
const ENOUGH = 100;
const TIE = 1e-9;

const xLogX = (x: number): number => (x === 0 ? 0 : x * Math.log(x));

/** Log-likelihood ratio of homogeneity (half of G) but for what no shuffle changes. */
function unlikeness(before: ArrayLike<number>, after: ArrayLike<number>): number {
  let sum = 0;
  for (let group = 0; group < before.length; group++) sum += xLogX(before[group]!) + xLogX(after[group]!);
  return sum;
}

/**
 * Whether models answer otherwise after than before: p of the G statistic summed over the models, by shuffling the two labels within
 * each model, with the +1 rule (Davison and Hinkley 1997). `null` where no model answered on both sides, or all said one thing.
 */
export function distributionTest(strata: readonly Stratum[], seed: number): number | null {
  const both = strata.filter(
    ({ before, after }) => before.some((count) => count > 0) && after.some((count) => count > 0),
  );
  const canVary = both.some(
    ({ before, after }) => before.reduce((groups, count, group) => groups + +(count + after[group]! > 0), 0) > 1,
  );
  if (!canVary) return null;
  const observed = both.reduce((sum, { before, after }) => sum + unlikeness(before, after), 0);
  const dealers = both.map(({ before, after }) => relabelling([before, after]));
  const random = randomStream(seed);
  let [round, reached] = [0, 0];
  while (round < SHUFFLES && reached < ENOUGH) {
    round++;
    let dealt = 0;
    for (const dealer of dealers) {
      const [one, other] = dealer.deal(random);
      dealt += unlikeness(one!, other!);
    }
    if (dealt >= observed - TIE) reached++;
  }
  return reached === ENOUGH ? reached / round : (1 + reached) / (round + 1);
}
