import type { EditStep } from '../../src/core/analysis/edit-wish.ts';
import type { TargetProgress } from '../../src/core/model/events.ts';
import { AnalysisSession, panelReport } from '../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../src/core/analysis/summarize.ts';
import type { Trial } from '../../src/core/model/run.ts';
import { UsageError } from '../../src/core/model/usage-error.ts';
import { readPanelMessage } from '../../src/protocol/guards.ts';
import type { PanelAction, PanelSnapshot, PanelToHost, Reply } from '../../src/protocol/messages.ts';
import { failuresOf, sourcesOf } from '../../src/protocol/trial-summary.ts';
import type { Fixture } from './fixture.ts';
import { FIXTURES } from './fixtures.ts';

/**
 * Plays the editor's part in a plain browser: gives the panel `acquireVsCodeApi`, a theme and a run. The address says
 * which: `?run=numbers&tab=outputs&theme=dark`. Answers "arrive" in `?run=stream`, and after "Go on" and "Retry".
 */

const query = new URLSearchParams(location.search);
const THEMES: Readonly<Record<string, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrast: 'vscode-high-contrast',
  'contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};
document.body.className = THEMES[query.get('theme') ?? 'dark'] ?? 'vscode-dark';

/** The host's time of day when the page was opened: a picture of it is the same tomorrow. */
const OPENED_AT = Date.parse('2026-11-21T14:02:12.000Z');
/** How long a run that is going has been so when the page is opened, ms. */
const GOING_FOR = 12_000;
const opened = Date.now();
const now = (): number => OPENED_AT + Date.now() - opened;
const timeOf = (ms: number): string => new Date(ms).toISOString();

const name = query.get('run') ?? 'numbers';
const chosen: Fixture = (FIXTURES[name] ?? FIXTURES['numbers']!)(Number(query.get('part') ?? 0));
const { header } = chosen;
let begun = OPENED_AT - GOING_FOR;
let going = chosen.running !== undefined;
let arriving = [...chosen.trials].sort((a, b) => speedOf(a) - speedOf(b));
let session = new AnalysisSession(header, DEFAULT_ANALYSIS);
session.add(settledTrials());
if (!going) session.finish(endStatus(), '2026-11-21T14:02:41.000Z', chosen.endNote);

/** The first model answers fast, the others trickle in. */
function speedOf({ target, trialIndex }: Trial): number {
  return trialIndex * [1, 6, 13][header.targets.findIndex(({ id }) => id === target) % 3]!;
}

function settledTrials(): readonly Trial[] {
  if (chosen.settled !== undefined) return chosen.trials.filter(chosen.settled);
  return going ? arriving.slice(0, chosen.running) : chosen.trials;
}

function endStatus(): 'complete' | 'partial' | 'cancelled' {
  return chosen.status ?? (chosen.trials.length === 0 ? 'cancelled' : 'complete');
}

function progress(trials: readonly Trial[]): readonly TargetProgress[] {
  return header.targets.map(({ id: target, label }, place) => {
    const own = trials.filter((trial) => trial.target === target);
    const settled = own.length;
    const failed = own.filter(({ outcome }) => outcome === 'failed').length;
    const wanted = header.trialsPerCell * header.conditions.length;
    const inFlight = settled < wanted ? 10 : 0;
    const base = {
      target,
      wanted,
      settled,
      failed,
      inFlight,
      state: 'running',
      reason: null,
      resumesAt: null,
    } as const;
    const { waitsMs, ...doing } = chosen.doing?.[label] ?? (place === 1 ? RATE_LIMITED : {});
    const resumesAt = waitsMs === undefined ? null : timeOf(OPENED_AT + waitsMs);
    if (settled === wanted && doing.state !== 'stopped') return { ...base, state: 'done' };
    return { ...base, ...doing, resumesAt };
  });
}

const RATE_LIMITED = { state: 'paused', reason: 'rate limited', waitsMs: 8_000 } as const;

function snapshot(): PanelSnapshot {
  const { run, trials } = session.record();
  const running = run.status === 'running';
  const byHand = session.byHand();
  const next = { missing: 0, failed: {}, more: 0, elsewhere: false, ...chosen.next };
  return {
    run,
    progress: running ? progress(trials) : [],
    report: trials.length === 0 ? null : panelReport(session.report()),
    elapsedMs: name === 'recorded' ? null : running ? now() - begun : 41_000,
    notices: chosen.notices ?? [],
    sources: sourcesOf(trials),
    failures: failuresOf(trials),
    sentAt: timeOf(now()),
    ...(byHand && { edits: { ...byHand, canUndo: true } }),
    ...(!running && chosen.next !== undefined && run.continuedAt === header.continuedAt && { next }),
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
    case 'edit':
      return edit(message.params);
    case 'undo-edit':
      return edit({ kind: 'undo' });
    case 'save':
      console.info('saved', message.params.name, message.params.kind, message.params.data);
      return { ok: null };
    case 'copy':
      console.info('copied', message.params.text);
      return { ok: null };
    case 'act':
      return act(message.params.action, message.params.target);
  }
}

function edit(step: EditStep): Reply<null> {
  try {
    session.setEdits(session.editsAfter(step));
  } catch (error) {
    if (error instanceof UsageError) return { err: error.message };
    throw error;
  }
  send({ type: 'snapshot', snapshot: snapshot() });
  return { ok: null };
}

function act(action: PanelAction, target?: string): Reply<null> {
  const { trials } = session.record();
  if (action === 'stop') end('cancelled');
  else if (action === 'go-on') goOn(trials);
  else if (action === 'retry-failed') {
    goOn(trials.filter((trial) => trial.outcome !== 'failed' || (target !== undefined && trial.target !== target)));
  } else return { err: `The playground has no “${action}”.` };
  return { ok: null };
}

const nameOf = ({ target, condition, trialIndex }: Trial): string => JSON.stringify([target, condition, trialIndex]);

/** Keeps what has arrived and lets the rest come; what had failed is answered now. */
function goOn(kept: readonly Trial[]): void {
  const has = new Set(kept.map(nameOf));
  going = true;
  begun = now();
  session = new AnalysisSession({ ...header, continuedAt: timeOf(now()) }, DEFAULT_ANALYSIS, session.edits());
  session.add(kept);
  arriving = chosen.trials
    .filter((trial) => !has.has(nameOf(trial)))
    .map((trial) =>
      trial.outcome === 'failed'
        ? { ...trial, outcome: 'completed', text: '42', usage: { inputTokens: 20, outputTokens: 1 }, error: null }
        : trial,
    );
  send({ type: 'snapshot', snapshot: snapshot() });
  stream();
}

function end(status: 'complete' | 'cancelled'): void {
  going = false;
  session.finish(status, timeOf(now()));
  send({ type: 'snapshot', snapshot: snapshot() });
}

/** Ten answers a tenth of a second. */
function stream(): void {
  const timer = setInterval(() => {
    if (!going) return clearInterval(timer);
    session.add(arriving.splice(0, 10));
    if (arriving.length === 0) return end('complete');
    send({ type: 'snapshot', snapshot: snapshot() });
  }, 100);
}

const STATE = `playground ${name}`;
// A reload shows what was kept; an address that names a tab is about that tab.
const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
const tab = query.get('tab');
if (navigation?.type !== 'reload') {
  sessionStorage.removeItem(STATE);
  if (tab !== null) sessionStorage.setItem(STATE, JSON.stringify({ runId: name, view: { tab } }));
}
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

if (name === 'stream') stream();
