import type { Interval } from '../../model/report.ts';
import { agreementOfCalls, effectiveInCalls, type Call } from '../../statistics/intervals/agreement-of-calls.ts';
import { INTERVAL } from '../../statistics/intervals/rare-agreements.ts';
import { ratioInterval, type Estimate } from '../../statistics/intervals/ratio-interval.ts';
import { chiSquareTail } from '../../statistics/significance/chi-square-tail.ts';
import { Z95 } from '../../statistics/intervals/wilson.ts';
import { meanBounds } from '../intervals/agreement-of-models.ts';

/** Fewest calls, or chains of calls, of a model that say how much they agree. */
export const LEAST_CALLS = 4;

/**
 * Effective answers in `runs` calls to a model, from the mean over models of the chance that answers of two calls agree; `null`
 * without models.
 */
export function effectiveAnswers(models: readonly (readonly Call[])[], runs: number): Estimate | null {
  if (models.length === 0) return null;
  const each = models.map((calls) => agreementOfCalls(calls, INTERVAL));
  const bounds = meanBounds(each, INTERVAL);
  if (bounds === null) return null;
  const agreement = each.reduce((sum, { value }) => sum + value, 0) / each.length;
  const effective = (one: number) => effectiveInCalls(one, runs);
  const interval: Interval = [effective(bounds[1]), effective(bounds[0])];
  return { value: effective(agreement), interval };
}

/** What a rewrite multiplies the effective answers with. */
export interface Gain extends Estimate {
  /** Two-sided, of a factor of 1: by which part the 95% interval would have to grow to hold it. */
  readonly p: number;
}

/** `after` over `before`, of independent calls. */
export function gainOf(before: Estimate, after: Estimate): Gain {
  const interval = ratioInterval(before, after);
  const value = after.value / before.value;
  const [log, towards] = [Math.log(value), Math.log(value > 1 ? interval[0] : interval[1])];
  const error = Math.abs(log - towards) / Z95;
  return { value, interval, p: log === 0 ? 1 : chiSquareTail((log / error) ** 2, 1) };
}
