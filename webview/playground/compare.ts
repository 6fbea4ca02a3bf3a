import { DEFAULT_ANALYSIS } from '../../src/core/analysis/summarize.ts';
import { compareRuns } from '../../src/core/compare/comparison.ts';
import { driftOf } from '../../src/core/compare/drift.ts';
import type { RunRecord } from '../../src/core/model/run.ts';
import { COMPARE_CALLS, type CompareCalls, type ComparisonSnapshot } from '../../src/protocol/compare.ts';
import { isReady } from '../../src/protocol/messages.ts';
import { RpcServer } from '../../src/protocol/rpc.ts';
import { FIXTURES } from './fixtures.ts';
import { logged, send } from './post.ts';
import { setTheme } from './theme.ts';

/** Plays the editor's part for the page that compares, in a plain browser: `/compare?theme=dark`. */

const DAYS = ['2026-03-20', '2026-03-24', '2026-04-02'];

/** The numbers, as they were and after an edit of the prompt that spread them. */
function runs(): readonly RunRecord[] {
  const { header, trials } = FIXTURES['numbers']!();
  return DAYS.map((day, at) => {
    const createdAt = `${day}T10:00:00.000Z`;
    const [condition] = header.conditions;
    const prompt = at === 2 ? `${condition!.prompt} Not the first one you think of.` : condition!.prompt;
    const run = { ...header, createdAt, conditions: [{ ...condition!, prompt }] };
    const spread = trials.map((trial, index) => ({ ...trial, text: String(1 + ((7 * index) % 40)) }));
    return {
      run: { ...run, status: 'complete' as const, finishedAt: createdAt },
      trials: at === 2 ? spread : trials,
      edits: [],
    };
  });
}

const [first, second, third] = runs() as readonly [RunRecord, RunRecord, RunRecord];
const snapshot: ComparisonSnapshot = {
  title: 'prompts/number.md',
  runs: DAYS.map((label, at) => ({
    ...{ key: `run-${at}`, label, isBaseline: at === 0, effective: at === 2 ? 40 : 7.2 },
    found: at === 2 ? 'Not converged' : 'Strongly converged · 42, 73',
  })),
  ...{ before: 'run-1', after: 'run-2', opens: 'overview' },
  comparison: compareRuns(second, third, DEFAULT_ANALYSIS),
  gates: {
    many: 'convergence-probe check NEW.probe.json --baseline number.probe.json --want many',
    one: 'convergence-probe check NEW.probe.json --baseline number.probe.json --want one',
    unchanged: 'convergence-probe check NEW.probe.json --baseline number.probe.json --want unchanged',
  },
};

const server = new RpcServer<CompareCalls>({
  declared: COMPARE_CALLS,
  handlers: {
    choose: (sides) => logged('choose', sides),
    'use-as-baseline': () => logged('use-as-baseline', {}),
    export: () => logged('export', {}),
    'save-baseline': () => logged('save-baseline', {}),
    open: (run) => logged('open', run),
    'open-statistics': ({ section }) => logged('open-statistics', section),
    copy: (text) => logged('copy', text),
    timeline: () =>
      driftOf(
        [first, second].map((run, at) => ({ comparison: compareRuns(run, [second, third][at]!, DEFAULT_ANALYSIS) })),
      ),
  },
  post: send,
  unknown: 'Unknown request.',
  onDefect: (method, error) => `${method}: ${String(error)}`,
});

function hear(message: unknown): void {
  if (!server.hear(message) && isReady(message)) send({ type: 'comparison', snapshot });
}

setTheme(new URLSearchParams(location.search).get('theme') ?? 'dark');
Object.assign(window, { playground: { isSwitching: () => false }, acquireVsCodeApi: () => ({ postMessage: hear }) });
