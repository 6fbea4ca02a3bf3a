import type { Interval } from '../../model/report.ts';
import type { Sample } from '../sample.ts';
import { entropyInterval } from './entropy-interval.ts';

/** The 95% interval of the effective answers, exp of that of the entropy; >= 1, `null` where that is. */
export function effectiveAnswersInterval(sample: Sample): Interval | null {
  const interval = entropyInterval(sample);
  return interval === null ? null : [Math.exp(interval[0]), Math.exp(interval[1])];
}
