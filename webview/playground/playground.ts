import type { TargetProgress } from '../../src/core/model/events.ts';
import { AnalysisSession, panelReport } from '../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../src/core/analysis/summarize.ts';
import type { Trial } from '../../src/core/model/run.ts';
import { readPanelMessage } from '../../src/protocol/guards.ts';
import type { PanelSnapshot, PanelToHost, Reply } from '../../src/protocol/messages.ts';
import { failuresOf, sourcesOf } from '../../src/protocol/trial-summary.ts';
import { type Fixture, FIXTURES } from './fixtures.ts';

/**
 * Plays the editor's part in a plain browser: gives the panel `acquireVsCodeApi`, a theme and a run. The address
 * says which: `?run=numbers&theme=dark`. Answers "arrive" in `?run=stream`.
 */

const query = new URLSearchParams(location.search);
const THEMES: Readonly<Record<string, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrast: 'vscode-high-contrast',
  'contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};
document.body.className = THEMES[query.get('theme') ?? 'dark'] ?? 'vscode-dark';

const name = query.get('run') ?? 'numbers';
const chosen: Fixture = (FIXTURES[name] ?? FIXTURES['numbers']!)();
const { header } = chosen;
const going = chosen.running !== undefined;
const arriving = [...chosen.trials].sort((a, b) => speedOf(a) - speedOf(b));
const session = new AnalysisSession(header, DEFAULT_ANALYSIS);
const begun = performance.now();
session.add(going ? arriving.slice(0, chosen.running) : chosen.trials);
if (!going) session.finish(chosen.trials.length === 0 ? 'cancelled' : 'complete', '2026-11-21T14:02:41.000Z');

/** The first model answers fast, the others trickle in. */
function speedOf({ target, trialIndex }: Trial): number {
  return trialIndex * [1, 6, 13][header.targets.findIndex(({ id }) => id === target) % 3]!;
}

function progress(trials: readonly Trial[]): readonly TargetProgress[] {
  return header.targets.map(({ id: target }, place) => {
    const settled = trials.filter((trial) => trial.target === target).length;
    const wanted = header.trialsPerCell;
    const base = { target, wanted, settled, failed: 0, inFlight: settled < wanted ? 10 : 0, resumesAt: null };
    if (settled === wanted) return { ...base, state: 'done', reason: null };
    if (place !== 1) return { ...base, state: 'running', reason: null };
    const resumesAt = new Date(Date.now() + 8_000).toISOString();
    return { ...base, state: 'paused', reason: 'rate limited', resumesAt };
  });
}

function snapshot(): PanelSnapshot {
  const { run, trials } = session.record();
  const running = run.status === 'running';
  return {
    run,
    progress: running ? progress(trials) : [],
    report: trials.length === 0 ? null : panelReport(session.report()),
    elapsedMs: name === 'recorded' ? null : running ? performance.now() - begun + 12_000 : 41_000,
    notices: [],
    sources: sourcesOf(trials),
    failures: failuresOf(trials),
  };
}

function send(message: unknown): void {
  // As in the editor, what arrives is a copy.
  setTimeout(() => window.postMessage(structuredClone(message), '*'), 5);
}

function answer(message: Extract<PanelToHost, { readonly type: 'request' }>): Reply<unknown> {
  switch (message.method) {
    case 'groups':
      return { ok: session.groups(message.params) };
    case 'variants':
      return { ok: session.variants(message.params.group) };
    case 'rung':
      return { ok: session.rung(message.params) };
    case 'outputs':
      return { ok: session.outputs(message.params) };
    case 'text':
      return { ok: session.text(message.params.target, message.params.condition, message.params.trialIndex) };
    case 'copy':
      console.info('copied', message.params.text);
      return { ok: null };
    case 'act':
      return { err: `The playground has no “${message.params.action}”.` };
  }
}

const STATE = `playground ${name}`;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    getState: () => JSON.parse(sessionStorage.getItem(STATE) ?? 'null') as unknown,
    setState: (state: unknown) => sessionStorage.setItem(STATE, JSON.stringify(state)),
    postMessage: (posted: unknown) => {
      const message = readPanelMessage(posted);
      if (message === null) return;
      if (message.type === 'ready') send({ type: 'snapshot', snapshot: snapshot() });
      else if (message.type === 'bad-request')
        send({ type: 'reply', id: message.id, reply: { err: 'Unknown request.' } });
      else send({ type: 'reply', id: message.id, reply: answer(message) });
    },
  }),
});

if (name === 'stream') {
  let arrived = 0;
  const timer = setInterval(() => {
    session.add(arriving.slice(arrived, arrived + 10));
    arrived += 10;
    if (arrived >= arriving.length) {
      session.finish('complete', new Date().toISOString());
      clearInterval(timer);
    }
    send({ type: 'snapshot', snapshot: snapshot() });
  }, 100);
}
