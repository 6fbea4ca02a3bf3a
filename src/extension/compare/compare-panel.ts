import * as vscode from 'vscode';
import type { Comparison } from '../../core/compare/comparison.ts';
import type { DriftStep } from '../../core/compare/drift.ts';
import type { GateRule } from '../../core/compare/gate.ts';
import { answeredAt } from '../../core/model/answered-at.ts';
import type { HandlersOf } from '../../core/model/calls.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import {
  COMPARE_CALLS,
  type CompareCalls,
  type ComparisonSnapshot,
  type HostToCompare,
} from '../../protocol/compare.ts';
import { isReady } from '../../protocol/messages.ts';
import { RpcServer } from '../../protocol/rpc.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { exportName } from '../commands/export-name.ts';
import { openStatistics } from '../commands/open-statistics.ts';
import { showPage } from '../panel/show-page.ts';
import { timeOf } from '../runs-view/days.ts';
import { foundIn, oneLine } from '../runs-view/run-lines.ts';
import { baselineName, gateCommand } from './gate-command.ts';
import { STRINGS } from '../strings.ts';

/** What the page of a comparison does not do itself. */
export interface ComparePanelOptions {
  readonly extensionUri: vscode.Uri;
  /** Compares two runs; rejects with a `UsageError` when that cannot be done. */
  readonly compare: (before: string, after: string) => Promise<Comparison>;
  /** Compares each run with the one before it. */
  readonly timeline: (keys: readonly string[]) => Promise<readonly DriftStep[]>;
  readonly open: (key: string) => void;
  readonly useAsBaseline: (key: string) => Promise<void>;
  /** Begins to save; the dialog goes on after the page got its reply. */
  readonly save: (comparison: Comparison, name: string) => void;
  readonly saveRun: (key: string, name: string) => void;
  /** Hears of errors, without their messages. */
  readonly onError: (where: string, error: unknown) => void;
}

const WANTS: readonly GateRule['want'][] = ['many', 'one', 'unchanged'];

/** A panel that compares two of some runs. */
export class ComparePanel {
  readonly panel: vscode.WebviewPanel;
  readonly #options: ComparePanelOptions;
  readonly #server: RpcServer<CompareCalls>;
  readonly #opens: ComparisonSnapshot['opens'];
  #runs: readonly KeptRun[];
  #before: string;
  #after: string;
  #comparison: Comparison | null = null;
  #problem: string | null = null;
  /** Tells the comparison that was asked for last. */
  #asked = 0;

  /** `runs`: two or more, the oldest first. The first and the last are compared. */
  constructor(
    panel: vscode.WebviewPanel,
    runs: readonly KeptRun[],
    opens: ComparisonSnapshot['opens'],
    options: ComparePanelOptions,
  ) {
    this.panel = panel;
    this.#opens = opens;
    this.#options = options;
    this.#runs = runs;
    this.#before = runs[0]!.key;
    this.#after = runs.at(-1)!.key;
    this.#server = new RpcServer<CompareCalls>({
      declared: COMPARE_CALLS,
      handlers: this.#handlers(),
      post: (reply) => this.#post(reply),
      unknown: STRINGS.compare.unknownRequest,
      onDefect: (method, error) => {
        options.onError(`comparison request ${method}`, error);
        return STRINGS.unexpected.text;
      },
    });
    panel.iconPath = vscode.Uri.joinPath(options.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (!this.#server.hear(message) && isReady(message)) void this.#show();
    });
    showPage(panel.webview, options.extensionUri, ['dist'], { 'data-compare': 'true' });
    void this.#compare();
  }

  /** Compares two of these runs: other ones, or the same ones by now. */
  async take(runs: readonly KeptRun[], before: string, after: string): Promise<void> {
    this.#runs = runs;
    if (this.#before === before && this.#after === after && this.#comparison !== null) return this.#show();
    [this.#before, this.#after] = [before, after];
    return this.#compare();
  }

  #handlers(): HandlersOf<CompareCalls> {
    const options = this.#options;
    return {
      choose: async ({ before, after }) => {
        const isKnown = [before, after].every((key) => this.#runs.some((run) => run.key === key));
        if (!isKnown || before === after) throw new UsageError(STRINGS.compare.different);
        await this.take(this.#runs, before, after);
        return null;
      },
      'use-as-baseline': async () => {
        await options.useAsBaseline(this.#after);
        this.#runs = this.#runs.map((run) => ({
          ...run,
          marks: { ...run.marks, isBaseline: run.key === this.#after },
        }));
        await this.#show();
        return null;
      },
      export: () => {
        if (this.#comparison === null) throw new UsageError(STRINGS.compare.nothingToExport);
        options.save(
          this.#comparison,
          baselineName(undefined, this.#fileName()).replace(/\.probe\.json$/, '-changes.md'),
        );
        return null;
      },
      'save-baseline': () => {
        options.saveRun(this.#after, this.#baseline());
        return null;
      },
      open: ({ key }) => {
        if (this.#runs.some((run) => run.key === key)) options.open(key);
        return null;
      },
      timeline: () => options.timeline(this.#runs.map(({ key }) => key)),
      'open-statistics': async ({ section }) => {
        await openStatistics(options.extensionUri, section);
        return null;
      },
      copy: async ({ text }) => {
        await vscode.env.clipboard.writeText(text);
        return null;
      },
    };
  }

  async #compare(): Promise<void> {
    const asked = ++this.#asked;
    [this.#comparison, this.#problem] = [null, null];
    await this.#show();
    try {
      const comparison = await this.#options.compare(this.#before, this.#after);
      if (asked === this.#asked) this.#comparison = comparison;
    } catch (error) {
      if (asked !== this.#asked) return;
      const isForPeople = error instanceof Error && error.name === 'UsageError';
      if (!isForPeople) this.#options.onError('comparison', error);
      this.#problem = isForPeople ? error.message : STRINGS.unexpected.text;
    }
    await this.#show();
  }

  async #show(): Promise<void> {
    const [before, after] = [this.#before, this.#after];
    const snapshot: ComparisonSnapshot = {
      title: this.#title(),
      runs: this.#runs.map((run) => ({
        key: run.key,
        label: run.marks.name === '' ? timeOf(answeredAt(run)) : oneLine(run.marks.name),
        found: foundIn(run, undefined),
        effective: run.digest?.effective ?? null,
        isBaseline: run.marks.isBaseline,
      })),
      ...{ before, after, opens: this.#opens, comparison: this.#comparison },
      ...(this.#problem !== null && { problem: this.#problem }),
      gates: Object.fromEntries(
        WANTS.map((want) => [want, gateCommand(this.#later.design, this.#baseline(), want)]),
      ) as ComparisonSnapshot['gates'],
    };
    this.panel.title = `Compare: ${oneLine(snapshot.title, 40)}`;
    await this.#post({ type: 'comparison', snapshot });
  }

  get #later(): KeptRun {
    return this.#runs.find(({ key }) => key === this.#after)!;
  }

  #title(): string {
    const { design, file, prompt } = this.#later;
    return oneLine(design ?? (file === undefined || file.startsWith('untitled') ? prompt : file), 200);
  }

  #fileName(): string {
    const { prompt, design } = this.#later;
    const conditions = [{ prompt }] as unknown as Parameters<typeof exportName>[0]['conditions'];
    return exportName({
      conditions,
      createdAt: answeredAt(this.#later),
      ...(design !== undefined && { design: { file: design } }),
    });
  }

  #baseline(): string {
    return baselineName(this.#later.design, this.#fileName());
  }

  async #post(message: HostToCompare): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}
