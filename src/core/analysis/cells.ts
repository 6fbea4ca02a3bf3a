import type { CellReport } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { ByCell } from './by-cell.ts';
import { countOutcomes } from './counts.ts';
import type { Grouped } from './grouped.ts';
import { rememberEach } from '../remember.ts';
import { median } from '../statistics/median.ts';
import { isCounted, type CountedRead, type TrialRead } from './trial-read.ts';
import { sampleOf, type SampleContext } from '../statistics/sample.ts';
import { statisticsOf } from '../statistics/figures/registry.ts';

/** The trials of one target under one condition. */
export interface Cell {
  /** Target id. */
  readonly target: string;
  /** Condition id. */
  readonly condition: string;
  readonly reads: readonly TrialRead[];
  readonly counted: readonly CountedRead[];
  /** How often it gave each group of the run, in their order. */
  readonly counts: Int32Array;
}

/** Counts of `reads` over all groups of the run. */
export function countsByGroup(reads: readonly CountedRead[], { groups, groupOf }: Grouped): Int32Array {
  const counts = new Int32Array(groups.length);
  for (const read of reads) counts[groupOf.get(read)!]! += 1;
  return counts;
}

/** The reads of each cell. They stay the same objects as long as no trial comes, and with them what is kept of them. */
const byCell = rememberEach((reads: readonly TrialRead[]) => {
  const all = new ByCell((): { readonly reads: TrialRead[]; readonly counted: CountedRead[] } => ({
    reads: [],
    counted: [],
  }));
  for (const read of reads) {
    const own = all.of(read.trial);
    own.reads.push(read);
    if (isCounted(read)) own.counted.push(read);
  }
  return all;
});

/** All cells of a run, condition by condition in the order of its header; one without a trial is there too. */
export function cellsOf({ targets, conditions }: Run, reads: readonly TrialRead[], grouped: Grouped): readonly Cell[] {
  const all = byCell(reads);
  return conditions.flatMap(({ id: condition }) =>
    targets.map(({ id: target }): Cell => {
      const own = all.of({ target, condition });
      return { target, condition, ...own, counts: countsByGroup(own.counted, grouped) };
    }),
  );
}

const medianLatency = rememberEach((reads: readonly TrialRead[]): number | null => {
  const known: number[] = [];
  for (const { trial } of reads) {
    const { outcome, latencyMs } = trial;
    if (outcome !== 'failed' && outcome !== 'cancelled' && latencyMs !== null) known.push(latencyMs);
  }
  return median(Float64Array.from(known).sort());
});

/** The figures of one cell. */
export function cellReport(cell: Cell, { groups }: Grouped, context: SampleContext): CellReport {
  const { target, condition, reads, counts } = cell;
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  return {
    target,
    condition,
    counts: countOutcomes(reads),
    // Ties go to the group that is larger over all cells.
    modalAnswer: most === 0 ? null : groups[counts.indexOf(most)]!.answer,
    medianLatencyMs: medianLatency(reads),
    statistics: statisticsOf(sampleOf(counts, context)),
  };
}
