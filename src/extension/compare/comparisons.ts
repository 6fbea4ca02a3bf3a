import * as vscode from 'vscode';
import type { Comparison } from '../../core/compare/comparison.ts';
import { driftOf, type DriftPair, type DriftStep } from '../../core/compare/drift.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import type { ComparisonSnapshot } from '../../protocol/compare.ts';
import type { AnalysisClient } from '../../runs/analysis/client.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import type { RunStore } from '../../runs/store.ts';
import { kindOf } from '../log.ts';
import { ComparePanel, type ComparePanelOptions } from './compare-panel.ts';
import { STRINGS } from '../strings.ts';

/** The type of all panels that compare. There is no serializer: a comparison is made again by a click. */
const VIEW_TYPE = 'convergenceProbe.compare';

/** What comparisons need from their surroundings. */
export interface ComparisonsOptions extends Pick<
  ComparePanelOptions,
  'open' | 'useAsBaseline' | 'save' | 'saveRun' | 'extensionUri'
> {
  readonly store: Pick<RunStore, 'read'>;
  readonly analysis: Pick<AnalysisClient, 'call' | 'close'>;
  readonly options: () => AnalysisOptions;
  readonly log: Logger;
}

/** The panels of this window that compare runs, one for each choice of runs. */
export class Comparisons {
  readonly #options: ComparisonsOptions;
  readonly #open = new Map<string, ComparePanel>();
  /** Comparisons that were begun. */
  #made = 0;

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** Compares the first and the last of some runs, the oldest first, or brings the panel that does so to the front. */
  show(runs: readonly KeptRun[], opens: ComparisonSnapshot['opens'] = 'overview'): void {
    const [first, ...others] = runs;
    const last = others.at(-1);
    if (first === undefined || last === undefined) throw new UsageError(STRINGS.compare.chooseTwo);
    const id = [opens, ...runs.map(({ key }) => key)].join(' ');
    const shown = this.#open.get(id);
    if (shown) {
      shown.panel.reveal();
      void shown.take(runs, first.key, last.key);
      return;
    }
    const { extensionUri, log, open, useAsBaseline, save, saveRun } = this.#options;
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, 'Compare', vscode.ViewColumn.Active, {
      enableScripts: true,
    });
    const made = new ComparePanel(panel, runs, opens, {
      ...{ extensionUri, open, useAsBaseline, save, saveRun },
      compare: (before, after) => this.#compare(before, after),
      timeline: (keys) => this.#timeline(keys),
      onError: (where, error) => {
        log.warn(`${where}: ${kindOf(error)}`);
      },
    });
    this.#open.set(id, made);
    panel.onDidDispose(() => this.#open.delete(id));
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.dispose();
  }

  /** One pair after the other: each takes a thread of its own. */
  async #timeline(keys: readonly string[]): Promise<readonly DriftStep[]> {
    const pairs: DriftPair[] = [];
    for (const [at, after] of keys.slice(1).entries()) {
      try {
        pairs.push({ comparison: await this.#compare(keys[at]!, after) });
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        pairs.push({ problem: error.message });
      }
    }
    return driftOf(pairs);
  }

  async #compare(before: string, after: string): Promise<Comparison> {
    const { store, analysis, options } = this.#options;
    const journals = await Promise.all([store.read(before), store.read(after)]);
    const [one, other] = journals;
    if (one == null || other == null) throw new UsageError(STRINGS.compare.goneOne);
    // A thread of its own: the timeline may be comparing the same two, and whoever is done first ends its thread.
    const key = `compare-${++this.#made}`;
    try {
      return await analysis.call('compare', { key, before: one, after: other, options: options() });
    } finally {
      void analysis.close(key);
    }
  }
}
