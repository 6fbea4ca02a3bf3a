import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { PlanRequest } from '../../core/engine/plan.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import { isRunId } from '../../protocol/guards.ts';
import type { AnalysisClient } from '../analysis/client.ts';
import type { Endpoint } from '../config/endpoints.ts';
import type { Settings } from '../config/settings.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { kindOf } from '../log.ts';
import type { Recordings } from '../storage/recordings.ts';
import type { RunStore } from '../storage/run-store.ts';
import { OpenRun } from './open-run.ts';
import { fileKey, newRunId, newSeed } from './run-id.ts';
import { connectTargets, sendRun } from './send-run.ts';

/** What run control works with. */
export interface RunControlOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly log: Logger;
  readonly keys: KeyStore;
  readonly recordings: Recordings;
  readonly store: RunStore;
  readonly analysis: AnalysisClient;
  readonly endpoints: () => readonly Endpoint[];
}

/** A run as a command asks for it. */
export type Wish = Pick<
  PlanRequest,
  'prompt' | 'system' | 'messages' | 'targets' | 'trialsPerCell' | 'origin' | 'provenance'
>;

/** A run that was started. */
export interface Started {
  readonly run: OpenRun;
  /** Resolves when every trial has settled; never rejects. */
  readonly done: Promise<void>;
}

/** The runs of this window: starts them, brings kept ones back, and knows which are open. */
export class RunControl {
  private readonly options: RunControlOptions;
  private readonly open = new Map<string, OpenRun>();

  constructor(options: RunControlOptions) {
    this.options = options;
  }

  /** Starts a run. Throws a `UsageError` before anything is sent when it cannot be run. */
  async start(wish: Wish, settings: Settings): Promise<Started> {
    const { tool, log, store, analysis } = this.options;
    const { planRun } = await import('../../core/engine/plan.ts');
    const { nodeHasher } = await import('../../providers/node-ports.ts');
    const id = newRunId(new Date());
    const header = planRun({ ...wish, id, createdAt: new Date().toISOString(), tool, seed: newSeed() }, nodeHasher);
    const connections = await connectTargets(header, this.options);
    const abort = new AbortController();
    const sending = sendRun({ header, settings, connections, store, log, signal: abort.signal });
    const run = new OpenRun({
      key: id,
      run: { ...header, finishedAt: null, status: 'running' },
      analysis,
      options: settings.analysis,
      journal: sending.journal,
      stop: () => {
        abort.abort();
      },
    });
    this.open.set(id, run);
    await run.begin(header);
    this.logStart(header);
    const done = sending.start(run).then(() => this.prune(settings.keepRuns));
    return { run, done };
  }

  /** The run with this key, open or brought back from the store; `null` when it is not kept. */
  async find(key: string, options: AnalysisOptions): Promise<OpenRun | null> {
    const known = this.open.get(key);
    if (known) return known;
    const { store, analysis } = this.options;
    const journal = await store.read(key);
    if (journal === null) return null;
    const { run } = await analysis.call('restore', { key, journal, options, running: false });
    return this.add(key, run, options);
  }

  /** Opens the run in a file of any kind that can be read. The same file is the same run, however often it is opened. */
  async openText(text: string, fileName: string, options: AnalysisOptions): Promise<OpenRun> {
    const key = fileKey(fileName, text);
    const known = this.open.get(key);
    if (known) return known;
    const { store, analysis, log } = this.options;
    const createdAt = new Date().toISOString();
    const { run, journal } = await analysis.call('import', { key, text, fileName, createdAt, options });
    const opened = this.add(key, run, options);
    try {
      await store.write(key, journal);
    } catch (error) {
      log.warn(`An opened run could not be kept (${kindOf(error)}).`);
      opened.notice('This run could not be kept for the next window; open its file again then.');
    }
    return opened;
  }

  /** Lets go of a run that no panel shows and that sends nothing. */
  release(run: OpenRun): void {
    if (run.isRunning) return;
    this.open.delete(run.key);
    run.dispose();
  }

  isOpen(key: string): boolean {
    return this.open.has(key);
  }

  /** Reads the answers of all open runs anew. */
  async reread(options: AnalysisOptions): Promise<void> {
    await Promise.all([...this.open.values()].map((run) => run.reread(options)));
  }

  dispose(): void {
    // The extension host ends with this, and with it all sending. Stopping here would write the missing trials down as
    // cancelled by the user, where the next window should find a run that was cut off.
    for (const run of this.open.values()) run.dispose();
    this.open.clear();
  }

  private add(key: string, run: OpenRun['run'], options: AnalysisOptions): OpenRun {
    if (!isRunId(key)) throw new UsageError('This run cannot be opened; its id is not one of this program.');
    const { analysis, store } = this.options;
    const opened = new OpenRun({ key, run, analysis, options, journal: () => store.read(key) });
    this.open.set(key, opened);
    return opened;
  }

  private logStart({ id, targets, trialsPerCell }: RunHeader): void {
    const providers = [...new Set(targets.map((target) => target.provider))].join(', ');
    this.options.log.info(`Run ${id}: ${targets.length} targets (${providers}) × ${trialsPerCell}.`);
  }

  private async prune(keep: number): Promise<void> {
    try {
      await this.options.store.prune(keep, (key) => this.isOpen(key));
    } catch (error) {
      this.options.log.warn(`Old runs could not be removed (${kindOf(error)}).`);
    }
  }
}
