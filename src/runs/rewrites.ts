import { withConfirmation } from '../core/design/rewrites/request.ts';
import type { RewritesReport } from '../core/model/rewrites-report.ts';
import type { RunHeader, RunRecord } from '../core/model/run.ts';
import { estimateRun } from '../core/money/estimate.ts';
import { missingTrials } from '../core/run-file/journal.ts';
import type { RunPart } from '../core/engine/resume.ts';
import { hasEndedEarly } from './ended-early.ts';
import type { ReadyPart } from './send.ts';

/** A run that tries rewrites of a prompt: all of them once, then the best one and the prompt as it stands in fresh runs. */

/** What a shell does for it. */
export interface RewritePorts {
  /** Sends a part and gives the run with all that it has so far. */
  readonly send: (part: ReadyPart) => Promise<RunRecord>;
  /** Reads the answers. */
  readonly judge: (record: RunRecord) => Promise<RewritesReport | null>;
  /**
   * Hears which rewrite is to be confirmed, and with what; `null`: none is better for certain. `false`: it is not to be sent any
   * more.
   */
  readonly onFirst: (confirmed: { readonly best: string; readonly part: RunPart } | null) => boolean | Promise<boolean>;
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

/** Whether a part is of both parts of such a run, of which the second may not be needed. */
export const hasSecondPart = ({ header, kept }: RunPart): boolean =>
  kept.length === 0 && header.conditions.some(({ rewrite }) => rewrite?.confirms !== undefined);

/** The first part: all rewrites once. */
export function withoutConfirmation<Part extends RunPart>(most: Part): Part {
  const conditions = most.header.conditions.filter(({ rewrite }) => rewrite?.confirms === undefined);
  const header = { ...most.header, conditions };
  return { ...most, header, kept: [], missing: missingTrials(header, []) };
}

/**
 * Sends the rewrites, and what confirms the best of them where one is better. `most` is the part that was asked about, with both
 * parts of the run.
 */
export async function sendRewrites(most: ReadyPart, ports: RewritePorts): Promise<RunRecord> {
  const first = withoutConfirmation(most);
  const record = await ports.send(first);
  if (hasEndedEarly(record)) return record;
  const found = await ports.judge(record);
  if (found?.best == null) {
    await ports.onFirst(null);
    return record;
  }
  const { trials } = record;
  const header = withConfirmation(first.header, found.best);
  const second = { ...most, header, kept: trials, missing: missingTrials(header, trials) };
  return (await ports.onFirst({ best: found.best, part: second })) ? ports.send(second) : record;
}
