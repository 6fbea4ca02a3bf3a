import { defined, groupsSeen, type Sample } from '../sample.ts';
import type { StatisticDefinition } from './statistic.ts';

/** f0, the Chao1 estimate of how many answers were never seen. */
function unseen(sample: Sample, once: number): number {
  const twice = groupsSeen(sample, 2);
  const perRun = (sample.n - 1) / sample.n;
  return perRun * (twice > 0 ? (once * once) / (2 * twice) : (once * (once - 1)) / 2);
}

/**
 * 1 - (f1 / n) A with A = n f0 / (n f0 + f1), 0 ... 1; 1 when nothing was seen only once (Chao and Jost 2012).
 * Less jumpy than the Good-Turing estimate. Undefined for n = 0.
 */
export const coverageChaoJost = {
  id: 'coverage-chao-jost',
  label: 'Seen of what would be said (Chao-Jost)',
  unit: 'share',
  value: (sample) => {
    if (sample.n === 0) return null;
    const once = groupsSeen(sample, 1);
    if (once === 0) return 1;
    const scaled = sample.n * unseen(sample, once);
    return defined(1 - (once / sample.n) * (scaled / (scaled + once)));
  },
} as const satisfies StatisticDefinition;
