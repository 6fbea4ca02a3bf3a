import { effectiveAnswersInterval } from '../intervals/effective-answers-interval.ts';
import { figuresOf } from '../sample-figures.ts';
import { defined } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** D1 = exp H, 1 ... S: the number of equally common answers that would be as diverse (Hill 1973; Jost 2006), the plug-in
 * estimate; its interval is that of what would be said. Undefined for n = 0. */
export const effectiveAnswers = {
  id: 'effective-answers',
  label: 'Effective answers',
  unit: 'answers',
  value: (sample) => defined(Math.exp(figuresOf(sample).entropy)),
  interval: effectiveAnswersInterval,
} as const satisfies StatisticDefinition;
