import type { GroupEdit, Run, RunHeader, RunStatus, SemanticGrouping, Trial } from './run.ts';

/**
 * What happens in a run, in order. The engine emits these; the journal stores all but `progress`, the
 * panel is fed all of them. A run is the fold of its events (`applyEvent`), so journal, panel and report cannot disagree.
 */
export type RunEvent =
  | { readonly type: 'started'; readonly header: RunHeader }
  | { readonly type: 'settled'; readonly trial: Trial }
  /** Merges and splits by hand: all that hold from now on, in their order, so that the last such event counts. Shells emit it. */
  | { readonly type: 'edited'; readonly edits: readonly GroupEdit[] }
  | { readonly type: 'progress'; readonly progress: readonly TargetProgress[] }
  | {
      readonly type: 'finished';
      readonly status: Exclude<RunStatus, 'running'>;
      readonly finishedAt: string;
      readonly endNote?: string;
    }
  /** A model was asked which answers mean the same. Not of the engine: a shell asks, when the answers are there. */
  | { readonly type: 'grouped'; readonly semantic: SemanticGrouping };

/** What a target is doing at this moment. */
export interface TargetProgress {
  /** Target id. */
  readonly target: string;
  /** Trials wanted. */
  readonly wanted: number;
  /** Trials settled, whatever their outcome. */
  readonly settled: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly state: 'waiting' | 'running' | 'paused' | 'done' | 'stopped';
  /** Why it waits or stopped, in plain words ("rate limited"); `null` when there is nothing to say. */
  readonly reason: string | null;
  /** ISO-8601 UTC of the next try, when `state` is `paused`. */
  readonly resumesAt: string | null;
  /** Calls a second that its server is being asked at most, learnt or set by the user; `null` while nothing limits them. */
  readonly ratePerSecond?: number | null;
}

/** The run without how far it got: what began it. */
export function headerOf(run: Run): RunHeader {
  const { finishedAt: _finishedAt, status: _status, endNote: _endNote, ...header } = run;
  return header;
}

/** The run that a header begins. */
export function beginRun(header: RunHeader): Run {
  return { ...header, finishedAt: null, status: 'running' };
}
