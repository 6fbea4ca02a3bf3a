import type { Counts, Funnel } from '../model/report.ts';
import { isCounted, type TrialRead } from './reading.ts';

/** Trials by outcome. A refusal or an empty answer that only the text shows counts as that, not as completed. */
export function countOutcomes(reads: readonly TrialRead[]): Counts {
  const by = { counted: 0, unparsed: 0, 'out-of-range': 0, refused: 0, empty: 0, failed: 0, cancelled: 0 };
  let truncated = 0;
  for (const { status, trial } of reads) {
    by[status] += 1;
    const completed = status === 'counted' || status === 'unparsed' || status === 'out-of-range';
    if (completed && trial.truncated) truncated += 1;
  }
  return {
    trials: reads.length,
    completed: by.counted + by.unparsed + by['out-of-range'],
    refused: by.refused,
    empty: by.empty,
    failed: by.failed,
    cancelled: by.cancelled,
    unparsed: by.unparsed,
    outOfRange: by['out-of-range'],
    truncated,
  };
}

/** Distinct values on each rung, among the trials that count. */
export function funnelOf(reads: readonly TrialRead[], groups: number): Funnel {
  const counted = reads.filter(isCounted);
  const distinct = (value: (read: (typeof counted)[number]) => string) => new Set(counted.map(value)).size;
  return {
    outputs: counted.length,
    raw: distinct(({ trial }) => trial.text),
    folded: distinct(({ reading }) => reading.folded),
    extracted: distinct(({ reading }) => reading.foldedAnswer ?? ''),
    groups,
  };
}
