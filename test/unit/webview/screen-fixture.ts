import type { Report, Statistic } from '../../../src/core/model/report.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { PanelReport, PanelSnapshot } from '../../../src/protocol/messages.ts';
import { looksOf } from '../../../webview/state/look.ts';
import { RowCache } from '../../../webview/state/rows.ts';
import type { Actions, Screen } from '../../../webview/state/screen.ts';
import { FIRST_VIEW } from '../../../webview/state/view-state.ts';

/** A run of `models` with 50 trials each. */
export function runOf(models: readonly string[], more: Partial<Run> = {}): Run {
  return {
    ...{
      id: 'r',
      createdAt: '2026-11-21T14:02:00.000Z',
      finishedAt: null,
      status: 'complete',
      trialsPerCell: 50,
      seed: 1,
    },
    tool: { name: 'convergence-probe', version: '0' },
    conditions: [{ id: 'default', prompt: 'Pick', system: null, control: true, sha256: '' }],
    targets: models.map((id) => ({ id, provider: 'openai', model: id, label: id, baseUrl: null, parameters: {} })),
    ...more,
  };
}

/** A statistic of 150 answers without an interval. */
export function statistic(value: number | null, more: Partial<Statistic> = {}): Statistic {
  return { value, interval: null, nullBand: null, n: 150, ...more };
}

/** A report of 150 answers in 18 groups. */
export function reportOf(more: Partial<PanelReport> = {}): PanelReport {
  const none = {
    rarefaction: null,
    hues: null,
    phrases: null,
    signatures: null,
    echo: null,
    traits: null,
    conditions: null,
    titles: null,
  } satisfies Partial<Report>;
  return {
    ...none,
    ...{ extractor: 'number', extractorReason: null, grouping: 'lexical', domain: [1, 100], seed: 1, cost: {} },
    possible: { size: 100, isFairPick: true },
    agreement: { within: null, between: null, tooFew: [] },
    counts: {
      ...{ trials: 150, completed: 150, refused: 0, empty: 0, failed: 0, cancelled: 0 },
      ...{ unparsed: 0, outOfRange: 0, truncated: 0 },
    },
    funnel: { outputs: 150, raw: 18, folded: 18, extracted: 18, groups: 18 },
    pooled: {},
    cells: [],
    between: null,
    numbers: null,
    insight: { verdict: 'undecided', level: 'undecided', headline: 'Strongly converged.', details: [] },
    groups: [],
    groupsTotal: 18,
    areSentences: false,
    ...more,
  };
}

/** A screen that shows `run` and `report`. */
export function screenOf(run: Run, report: PanelReport | null, snapshot: Partial<PanelSnapshot> = {}): Screen {
  return {
    snapshot: { run, report, progress: [], elapsedMs: 41_000, notices: [], ...snapshot },
    run,
    report,
    running: run.status === 'running',
    progress: [],
    isHeld: false,
    problem: '',
    hand: { isBusy: false, problem: '' },
    looks: looksOf(run.targets),
    order: [],
    view: FIRST_VIEW,
    rows: new RowCache(
      () => Promise.reject(new Error('not in this test')),
      () => undefined,
    ),
    now: Date.parse('2026-11-21T14:03:00.000Z'),
    elapsedMs: 41_000,
    leftMs: null,
    theme: { foreground: '', dim: '', grid: '', background: '', border: '', models: [], fontFamily: '' },
    listing: { viewport: { top: 0, height: 800 }, measured: new Map() },
  };
}

/** Actions that write down what was pressed: `go-on`, `retry-failed openai:x`. */
export function recordedActions(): { readonly actions: Actions; readonly pressed: readonly string[] } {
  const pressed: string[] = [];
  const nothing = (): void => undefined;
  const actions: Actions = {
    ...{ change: nothing, openTab: nothing, showOutputs: nothing },
    act: (action, target, more) =>
      void pressed.push([action, target, more].filter((part) => part !== undefined).join(' ')),
    dismissProblem: () => void pressed.push('dismiss'),
    readAs: (reading) => void pressed.push(`read as ${JSON.stringify(reading)}`),
    edit: (wish) => void pressed.push(JSON.stringify(wish)),
    undoEdit: () => void pressed.push('undo'),
    dismissEdit: () => void pressed.push('dismiss edit'),
    take: (what) => void pressed.push(JSON.stringify(what)),
  };
  return { actions, pressed };
}
