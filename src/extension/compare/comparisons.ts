import * as vscode from 'vscode';
import type { Comparison } from '../../core/compare/comparison.ts';
import { driftOf, type DriftPair, type DriftStep } from '../../core/compare/drift.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import type { ComparisonSnapshot } from '../../protocol/compare.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { kindOf } from '../log.ts';
import { ComparePanel, type ComparePanelOptions } from './compare-panel.ts';
import { STRINGS } from '../strings.ts';

/** The type of all panels that compare. There is no serializer: a comparison is made again by a click. */
const VIEW_TYPE = 'convergenceProbe.compare';

/** Where the panel of a comparison opens. */
type ComparisonPlace = Parameters<typeof vscode.window.createWebviewPanel>[2];

/** What comparisons need from their surroundings. */
export interface ComparisonsOptions extends Pick<
  ComparePanelOptions,
  'open' | 'useAsBaseline' | 'save' | 'saveRun' | 'extensionUri'
> {
  /** Compares two kept runs; rejects with a `UsageError` when that cannot be done. */
  readonly compare: (before: string, after: string) => Promise<Comparison>;
  readonly log: Logger;
}

/** The panels of this window that compare runs, one for each choice of runs. */
export class Comparisons {
  readonly #options: ComparisonsOptions;
  readonly #open = new Map<string, ComparePanel>();

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** Compares the first and the last of some runs, the oldest first, or brings the panel that does so to the front. */
  show(
    runs: readonly KeptRun[],
    opens: ComparisonSnapshot['opens'] = 'overview',
    where: ComparisonPlace = vscode.ViewColumn.Active,
  ): void {
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
    const { extensionUri, log, compare, open, useAsBaseline, save, saveRun } = this.#options;
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, 'Compare', where, { enableScripts: true });
    const made = new ComparePanel(panel, runs, opens, {
      ...{ extensionUri, compare, open, useAsBaseline, save, saveRun },
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
        pairs.push({ comparison: await this.#options.compare(keys[at]!, after) });
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        pairs.push({ problem: error.message });
      }
    }
    return driftOf(pairs);
  }
}
