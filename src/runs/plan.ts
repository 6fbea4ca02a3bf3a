import { planRun, type RunRequest } from '../core/engine/plan.ts';
import { newRun, planResume, type ResumeOptions, type RunPart } from '../core/engine/resume.ts';
import { trialsOf } from '../core/model/planned-trials.ts';
import type { RunHeader, Trial } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { nodeHasher, systemClock } from '../providers/node-ports.ts';
import { MOST_CALLS } from './limits.ts';
import { newRunId, newSeed } from './run-id.ts';

/** What is sent when a run begins, and when it is resumed. */

/** The program that makes a run. */
export type Tool = RunHeader['tool'];

/** Lays out a run that was requested: its header, with an id of its own. Throws a `UsageError` when it cannot be one. */
export function planRequest(request: RunRequest, tool: Tool): RunHeader {
  const now = systemClock.now();
  const { seed = newSeed() } = request;
  return planRun({ ...request, tool, seed, id: newRunId(now), createdAt: now.toISOString() }, nodeHasher);
}

/** The whole of a new run, which begins now. Throws a `UsageError` when that is too much to be meant. */
export function beginPart(header: RunHeader): RunPart {
  checkSize(header, 0);
  return newRun({ ...header, createdAt: systemClock.now().toISOString() });
}

/** What is left of a run. Throws a `UsageError` when that is too much to be meant. */
export function resumePart(header: RunHeader, trials: readonly Trial[], how: Omit<ResumeOptions, 'now'>): RunPart {
  checkSize(header, how.more ?? 0);
  return planResume(header, trials, { ...how, now: systemClock.now().toISOString() });
}

/** Asked before the trials are listed: a broken or hostile file may claim any number. */
function checkSize(header: RunHeader, more: number): void {
  const calls = trialsOf({ ...header, trialsPerCell: header.trialsPerCell + more });
  if (calls <= MOST_CALLS) return;
  throw new UsageError(
    `This run would have ${String(calls)} calls, and a run takes at most ${String(MOST_CALLS)}; begin a smaller one.`,
  );
}
