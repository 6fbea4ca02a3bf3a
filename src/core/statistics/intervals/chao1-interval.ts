import type { Interval } from '../../model/report.ts';
import { figuresOf } from '../sample-figures.ts';
import type { Sample } from '../sample.ts';
import { agreementInterval } from './agreement-interval.ts';
import { Z95 } from './wilson.ts';

/** Variance of the bias-corrected Chao1 (Chao 1987; the forms of Colwell's EstimateS, eq. 6 and 7). */
function variance(sample: Sample, chao1: number): number {
  const { once, twice } = figuresOf(sample);
  const next = twice + 1;
  const common = (once * (once - 1)) / (2 * next) + (once * (2 * once - 1) ** 2) / (4 * next ** 2);
  const last = twice === 0 ? -(once ** 4) / (4 * chao1) : (once ** 2 * twice * (once - 1) ** 2) / (4 * next ** 4);
  return Math.max(0, common + last);
}

/**
 * The log-normal 95% interval of Chao1, `[S + T / C, S + T C]` with T = Chao1 - S and C = exp(1.96 sqrt(ln(1 + var / T^2)))
 * (Chao 1987), the lower end rounded down to a whole answer: as it stands it is above S even where S is all there is, and was
 * above the truth in up to a third of samples of few answers. Chao1 is a lower bound, so only the lower end says how many
 * answers there are: "at least". Where none was seen twice it rests on nothing, and the lower end is the number that would agree
 * as seldom as these may (1 / upper end of the collision, a lower bound of any population).
 * `null` when nothing points to unseen answers (T = 0), and for n = 0.
 */
export function chao1Interval(sample: Sample, chao1: number): Interval | null {
  const seen = sample.counts.length;
  const unseen = chao1 - seen;
  if (sample.n === 0 || unseen <= 0) return null;
  const factor = Math.exp(Z95 * Math.sqrt(Math.log(1 + variance(sample, chao1) / unseen ** 2)));
  const lower = figuresOf(sample).twice > 0 ? seen + unseen / factor : 1 / agreementInterval(sample.counts)![1];
  return [Math.max(seen, Math.floor(lower)), seen + unseen * factor];
}
