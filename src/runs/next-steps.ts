import { trialsOf } from '../core/model/planned-trials.ts';
import type { RunHeader, Source } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import type { ResumeOptions } from '../core/engine/resume.ts';
import type { NextSteps } from '../protocol/messages.ts';
import type { Left } from './left.ts';
import { MOST_CALLS, MOST_RUNS } from './limits.ts';

/** What decides what can be sent of a run that nobody sends. */
export interface StepFacts {
  readonly header: RunHeader;
  /** Where its answers came from. */
  readonly sources: readonly Source[];
  readonly left: Left;
  /** How many runs its recordings hold, the least of them; `null` when it replays none. */
  readonly recorded: number | null;
  readonly elsewhere: boolean;
}

/** A way of resuming a run. */
export type Step =
  | { readonly kind: 'resume' }
  /** `target`: id of the one target whose failed trials are meant. */
  | { readonly kind: 'retry-failed'; readonly target?: string }
  /** `more`: runs to add to every cell; as many as are offered when absent. */
  | { readonly kind: 'run-more'; readonly more?: number };

/** What can be sent now. A run of published or imported answers is what it is: new answers would be of another time. */
export function nextSteps({ header, sources, left, recorded, elsewhere }: StepFacts): NextSteps {
  if (!isSendable(header, sources)) return { missing: 0, failed: {}, more: 0, elsewhere };
  return { missing: left.missing, failed: left.failed, more: moreRuns(header.trialsPerCell, recorded), elsewhere };
}

/** What resuming it that way sends; throws a `UsageError` when that is nothing. */
export function resumeOptions(step: Step, next: NextSteps): Omit<ResumeOptions, 'now'> {
  if (next.elsewhere) {
    throw new UsageError('Another window is sending this run; stop it there or wait until it is done.');
  }
  switch (step.kind) {
    case 'resume':
      if (next.missing === 0) throw new UsageError('Nothing is missing in this run.');
      return {};
    case 'retry-failed': {
      const failed = Object.keys(next.failed).filter((id) => step.target === undefined || id === step.target);
      if (failed.length === 0) throw new UsageError('Nothing failed here that could be tried again.');
      return { retryFailed: failed };
    }
    case 'run-more':
      if (next.more === 0) throw new UsageError('This run cannot grow; probe its prompt again instead.');
      return { more: step.more ?? next.more };
  }
}

function isSendable(header: RunHeader, sources: readonly Source[]): boolean {
  const { conditions, targets, trialsPerCell } = header;
  if (trialsPerCell > MOST_RUNS || trialsOf(header) > MOST_CALLS) return false;
  if (trialsPerCell < 1 || conditions.some(({ prompt }) => prompt.trim() === '')) return false;
  const replays = targets.some(({ provider }) => provider === 'recorded');
  return !sources.includes('imported') && (replays || !sources.includes('recorded'));
}

/** As many as the run has already, as far as its recordings and the limit of a probe reach. */
function moreRuns(runs: number, recorded: number | null): number {
  return Math.max(0, Math.min(runs, (recorded ?? MOST_RUNS) - runs, MOST_RUNS - runs));
}
