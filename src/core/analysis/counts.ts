import { rememberEach } from '../remember.ts';
import type { Counts, Funnel } from '../model/report.ts';
import type { CountedRead, TrialRead } from './trial-read.ts';

const COMPLETED: ReadonlySet<string> = new Set<TrialRead['status']>([
  'counted',
  'unparsed',
  'out-of-range',
  'echo',
  'unreadable',
]);

/** n: the answers that every figure is made of. */
export function answersCounted({ completed, unparsed, outOfRange, echoed = 0, unreadable = 0 }: Counts): number {
  return completed - unparsed - outOfRange - echoed - unreadable;
}

/**
 * Trials by outcome. A refusal or an empty answer that only the text shows counts as that, not as completed. Kept with the reads,
 * which stay the same when answers are merged or split by hand.
 */
export const countOutcomes = rememberEach((reads: readonly TrialRead[]): Counts => {
  const by = {
    ...{ counted: 0, unparsed: 0, 'out-of-range': 0, echo: 0, unreadable: 0 },
    ...{ refused: 0, empty: 0, failed: 0, cancelled: 0 },
  };
  let truncated = 0;
  for (const { status, trial } of reads) {
    by[status] += 1;
    if (trial.truncated && COMPLETED.has(status)) truncated += 1;
  }
  return {
    trials: reads.length,
    completed: by.counted + by.unparsed + by['out-of-range'] + by.echo + by.unreadable,
    refused: by.refused,
    empty: by.empty,
    failed: by.failed,
    cancelled: by.cancelled,
    unparsed: by.unparsed,
    outOfRange: by['out-of-range'],
    truncated,
    ...(by.echo > 0 && { echoed: by.echo }),
    ...(by.unreadable > 0 && { unreadable: by.unreadable }),
  };
});

/** Distinct values on each rung but the last, among the trials that count. */
export function funnelOf(counted: readonly CountedRead[]): Omit<Funnel, 'groups'> {
  const distinct = (value: (read: CountedRead) => string) => {
    const values = new Set<string>();
    for (const read of counted) values.add(value(read));
    return values.size;
  };
  return {
    outputs: counted.length,
    raw: distinct(({ trial }) => trial.text),
    ...(counted.some(({ reading }) => reading.unwrapped.length > 0) && {
      unwrapped: distinct(({ reading }) => reading.repaired),
    }),
    folded: distinct(({ reading }) => reading.folded),
    extracted: distinct(({ reading }) => reading.compared ?? ''),
  };
}
