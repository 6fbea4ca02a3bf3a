import { answerRows, rowHandlers } from '../../../src/core/analysis/rows.ts';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import type { TargetProgress } from '../../../src/core/model/events.ts';
import type { Trial } from '../../../src/core/model/run.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import {
  isReady,
  PANEL_CALLS,
  type HostToPanel,
  type PanelCalls,
  type PanelSnapshot,
} from '../../../src/protocol/messages.ts';
import { RpcServer } from '../../../src/protocol/rpc.ts';
import { failuresOf, sourcesOf } from '../../../src/protocol/trial-summary.ts';
import { madeUpRun } from './answers.ts';
import type { PanelWish } from './panel-wish.ts';

/**
 * Plays the extension host for a panel in a plain browser, from a worker: as in the editor, nothing of the analysis
 * runs on the panel's own thread. The name of the worker is a `PanelWish` as JSON.
 */

interface WorkerScope {
  readonly name: string;
  postMessage(message: HostToPanel): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const wish = JSON.parse(scope.name) as PanelWish;
const { run, trials } = madeUpRun('phrases', wish.answers);
const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
const begun = performance.now();
let arrived = 0;

function arrive(settled: readonly Trial[]): void {
  session.add(settled);
  arrived += settled.length;
  if (arrived === trials.length) session.finish('complete', '2026-11-21T00:01:00.000Z');
}

function progress(): readonly TargetProgress[] {
  return run.targets.map(({ id: target }) => ({
    ...{ target, wanted: run.trialsPerCell, settled: Math.floor(arrived / run.targets.length), failed: 0 },
    ...{ inFlight: 10, state: 'running', reason: null, resumesAt: null },
  }));
}

function snapshot(): PanelSnapshot {
  const record = session.record();
  const running = record.run.status === 'running';
  return {
    run: record.run,
    progress: running ? progress() : [],
    report: record.trials.length === 0 ? null : session.panelReport(),
    elapsedMs: running ? performance.now() - begun : 60_000,
    notices: [],
    sources: sourcesOf(record.trials),
    failures: failuresOf(record.trials),
  };
}

const notHere = (): never => {
  throw new UsageError('Not in a benchmark.');
};

const server = new RpcServer<PanelCalls>({
  declared: PANEL_CALLS,
  handlers: {
    ...rowHandlers((query) => answerRows(session, query)),
    ...{ 'page-row': notHere, edit: notHere, 'undo-edit': notHere, reread: notHere },
    ...{ copy: notHere, save: notHere, 'open-dropped': notHere, act: notHere },
  },
  post: (reply) => {
    scope.postMessage(reply);
  },
  unknown: 'Unknown request.',
  onDefect: (method, error) => `${method}: ${String(error)}`,
});

scope.onmessage = ({ data }) => {
  if (!server.hear(data) && isReady(data)) scope.postMessage({ type: 'snapshot', snapshot: snapshot() });
};

/** Interleaved, as they come from the engine. */
const inTurn = [...trials].sort((a, b) => a.trialIndex - b.trialIndex);
if (wish.perSecond === null) arrive(inTurn);
else stream(wish.perSecond);

/** At most ten snapshots a second, and a rest as long as each took: the pulse of the extension. */
function stream(perSecond: number): void {
  const beat = (): void => {
    const due = Math.min(inTurn.length, Math.floor(((performance.now() - begun) / 1000) * perSecond));
    const started = performance.now();
    arrive(inTurn.slice(arrived, due));
    scope.postMessage({ type: 'snapshot', snapshot: snapshot() });
    const took = performance.now() - started;
    if (arrived < inTurn.length) setTimeout(beat, Math.max(100 - took, took));
  };
  beat();
}
