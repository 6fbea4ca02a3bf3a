import { withConfirmation } from '../core/design/rewrites/request.ts';
import type { RewritesReport } from '../core/model/rewrites-report.ts';
import type { RunHeader, RunRecord } from '../core/model/run.ts';
import { estimateRun } from '../core/money/estimate.ts';
import { missingTrials } from '../core/run-file/journal.ts';
import type { ReadyPart } from './send.ts';

/** A run that tries rewrites of a prompt: all of them once, then the best one and the prompt as it stands in fresh runs. */

/** What a shell does for it. */
export interface RewritePorts {
  /** Sends a part and gives the run with all that it has so far. */
  readonly send: (part: ReadyPart) => Promise<RunRecord>;
  /** Reads the answers. */
  readonly judge: (record: RunRecord) => Promise<RewritesReport | null>;
  /** Hears which rewrite is confirmed, and with how many calls; `null`: none is better for certain. */
  readonly onFirst: (best: string | null, calls: number) => void;
}

/**
 * The most that such a run becomes: with fresh runs of the rewrite that takes most. What the question before it is about.
 */
export function mostOf(header: RunHeader): RunHeader {
  const cost = (id: string): readonly [number, number] => {
    const conditions = header.conditions.filter((condition) => condition.id === id);
    const alone = { ...header, conditions };
    const { costUsd, inputTokens, outputTokens } = estimateRun(alone, missingTrials(alone, []));
    return [costUsd?.high ?? 0, inputTokens + outputTokens.high];
  };
  const rewrites = header.conditions.filter(({ rewrite, control }) => rewrite !== undefined && !control);
  const ranked = rewrites
    .map(({ id }) => ({ id, cost: cost(id) }))
    .sort((a, b) => b.cost[0] - a.cost[0] || b.cost[1] - a.cost[1]);
  return withConfirmation(header, ranked[0]!.id);
}

/** The conditions of the first part. */
const firstOf = (header: RunHeader): RunHeader => ({
  ...header,
  conditions: header.conditions.filter(({ rewrite }) => rewrite?.confirms === undefined),
});

/**
 * Sends the rewrites, and what confirms the best of them where one is better. `most` is the part that was asked about, with both
 * parts of the run.
 */
export async function sendRewrites(most: ReadyPart, ports: RewritePorts): Promise<RunRecord> {
  const header = firstOf(most.header);
  const record = await ports.send({ ...most, header, kept: [], missing: missingTrials(header, []) });
  const { run, trials } = record;
  if (run.status === 'cancelled' || run.endNote !== undefined || missingTrials(run, trials).length > 0) return record;
  const found = await ports.judge(record);
  if (found?.best == null) {
    ports.onFirst(null, 0);
    return record;
  }
  const confirming = withConfirmation(header, found.best);
  const missing = missingTrials(confirming, trials);
  ports.onFirst(found.best, missing.length);
  return ports.send({ ...most, header: confirming, kept: trials, missing });
}
