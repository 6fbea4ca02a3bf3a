import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { Comparison } from '../../core/compare/comparison.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { AnalysisClient } from '../../runs/analysis/client.ts';
import type { RunStore } from '../../runs/store.ts';
import { STRINGS } from '../strings.ts';

/** What comparing kept runs uses. */
export interface CompareKeptUses {
  readonly store: Pick<RunStore, 'read'>;
  readonly analysis: Pick<AnalysisClient, 'call' | 'close'>;
  readonly options: () => AnalysisOptions;
}

/** Compares two kept runs by their ids. Rejects with a `UsageError` when one is gone, or no model is in both. */
export type CompareKept = (before: string, after: string) => Promise<Comparison>;

export function comparesKept({ store, analysis, options }: CompareKeptUses): CompareKept {
  let made = 0;
  return async (before, after) => {
    const [one, other] = await Promise.all([store.read(before), store.read(after)]);
    if (one == null || other == null) throw new UsageError(STRINGS.compare.goneOne);
    // A thread of its own: the same two may be compared elsewhere, and whoever is done first ends its thread.
    const key = `compare-${++made}`;
    try {
      return await analysis.call('compare', { key, before: one, after: other, options: options() });
    } finally {
      void analysis.close(key);
    }
  };
}
