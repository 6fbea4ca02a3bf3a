import type { BetweenReport, CellReport, PairReport } from '../../../src/core/model/report.ts';
import { reportOf, statistic } from './screen-fixture.ts';

/** Two models compared. */
export function pair(a: string, b: string, more: Partial<PairReport> = {}): PairReport {
  return {
    ...{ a, b, jensenShannonBits: 0.964, overlapLower: null, jensenShannonNullMean: 0.12, overlap: 0.02 },
    ...{ crossCollision: 0.002, jaccard: 0.1, morisitaHorn: 0.01, p: 0.0001, pHolm: 0.0003, method: 'permutation' },
    verdict: 'differ',
    ...more,
  };
}

/** A comparison of all models. */
export function between(more: Partial<BetweenReport> = {}): BetweenReport {
  return {
    ...{ effectiveModels: 1.843, effectiveModelsInterval: [1.4, 2.0], p: 0.0001, pairs: [], tree: null },
    ...{ convergenceIndex: 0.259, convergenceIndexInterval: [0.19, 0.44] },
    effectiveModelsNull: { mean: 1.142, band: [1.1, 1.19] },
    ...more,
  };
}

/** A cell with `n` answers under the only condition. */
export function cellOf(target: string, n: number, more: Partial<CellReport> = {}): CellReport {
  const counts = { ...reportOf().counts, trials: n, completed: n };
  const statistics = { distinct: statistic(2, { n }), 'effective-answers': statistic(1.1, { n }) };
  return { target, condition: 'default', counts, modalAnswer: '42', medianLatencyMs: null, statistics, ...more };
}
