import type { PairReport } from '../../model/report.ts';
import { concentration, entropyNats } from '../../statistics/diversity.ts';
import { defined } from '../../statistics/sample.ts';
import { shares, total, type AlignedCounts } from '../../statistics/counts-by-group.ts';

/** Figures of a pair that need no test. All `null` when one of the two has no answer. */
export type PairFigures = Pick<
  PairReport,
  'jensenShannonBits' | 'overlap' | 'crossCollision' | 'jaccard' | 'morisitaHorn'
>;

const NOTHING: PairFigures = {
  jensenShannonBits: null,
  overlap: null,
  crossCollision: null,
  jaccard: null,
  morisitaHorn: null,
};

/** Jensen-Shannon divergence of two distributions in bits, 0 ... 1 (Lin 1991). */
function jensenShannonBits(p: Float64Array, q: Float64Array): number {
  const mixture = p.map((share, group) => (share + q[group]!) / 2);
  const nats = entropyNats(mixture) - (entropyNats(p) + entropyNats(q)) / 2;
  return Math.min(1, Math.max(0, nats / Math.LN2));
}

function sumOver(p: Float64Array, q: Float64Array, term: (a: number, b: number) => number): number {
  return p.reduce((sum, share, group) => sum + term(share, q[group]!), 0);
}

/**
 * How alike two targets answer:
 * `jensenShannonBits` (Lin 1991), 0 same ... 1 nothing shared, plug-in and so biased up at small n;
 * `overlap` sum min(p, q), 0 ... 1; `crossCollision` sum pq, the chance that one answer of each agree;
 * `jaccard` shared answers / all answers of the two; `morisitaHorn` 2 sum pq / (sum p^2 + sum q^2), 0 ... 1 (Horn 1966).
 */
export function comparePair(a: AlignedCounts, b: AlignedCounts): PairFigures {
  if (total(a) === 0 || total(b) === 0) return NOTHING;
  const p = shares(a);
  const q = shares(b);
  const cross = sumOver(p, q, (x, y) => x * y);
  const shared = sumOver(p, q, (x, y) => (x > 0 && y > 0 ? 1 : 0));
  const either = sumOver(p, q, (x, y) => (x > 0 || y > 0 ? 1 : 0));
  return {
    jensenShannonBits: defined(jensenShannonBits(p, q)),
    overlap: defined(Math.min(1, sumOver(p, q, Math.min))),
    crossCollision: defined(cross),
    jaccard: defined(shared / either),
    morisitaHorn: defined((2 * cross) / (concentration(p) + concentration(q))),
  };
}
