import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RunEvent, TargetProgress } from '../../core/model/events.ts';
import { beginRun } from '../../core/model/events.ts';
import type { Run, RunHeader, Source, Trial } from '../../core/model/run.ts';
import type { PanelSnapshot } from '../../protocol/messages.ts';
import type { RowQuery } from '../analysis/calls.ts';
import { INTERRUPTED, type AnalysisClient } from '../analysis/client.ts';
import { elapsedOf, isTimed } from './elapsed.ts';

/** What an open run needs from its surroundings. */
export interface OpenRunOptions {
  /** The id under which the run is kept. */
  readonly key: string;
  readonly run: Run;
  readonly analysis: AnalysisClient;
  readonly options: AnalysisOptions;
  /** The run as a journal, to bring it back after the analysis thread died. */
  readonly journal: () => Promise<string | null>;
  /** Ends the sending; absent when nothing is being sent. */
  readonly stop?: () => void;
}

/** Restarts of the analysis in one run before it is given up. */
const MOST_RESTARTS = 2;

/** A run that a panel can show: going on, finished, or brought back from a file. */
export class OpenRun {
  readonly key: string;
  private readonly analysis: AnalysisClient;
  private readonly journal: () => Promise<string | null>;
  private readonly stopSending: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly crashes: { dispose(): void };
  private readonly notices = new Set<string>();
  private readonly startedAt = performance.now();
  private options: AnalysisOptions;
  private current: Run;
  private progress: readonly TargetProgress[] = [];
  /** Settled trials that the analysis has not been told of. */
  private unsent: Trial[] = [];
  private count = 0;
  private live = false;
  private liveMs: number | null = null;
  private restarts = 0;

  constructor({ key, run, analysis, options, journal, stop }: OpenRunOptions) {
    this.key = key;
    this.current = run;
    this.analysis = analysis;
    this.options = options;
    this.journal = journal;
    this.stopSending = stop;
    this.crashes = analysis.onCrash(() => void this.bringBack());
  }

  get run(): Run {
    return this.current;
  }

  /** Trials that settled while this window sent the run. */
  get settled(): number {
    return this.count;
  }

  get isRunning(): boolean {
    return this.current.status === 'running';
  }

  /** Calls back after every change, until disposed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Begins a run that is about to be sent. */
  async begin(header: RunHeader): Promise<void> {
    this.live = true;
    this.current = beginRun(header);
    await this.analysis.call('create', { key: this.key, header, options: this.options });
  }

  /** Takes an event of the engine in. */
  take(event: RunEvent): void {
    if (event.type === 'settled') {
      this.unsent.push(event.trial);
      this.count++;
    }
    if (event.type === 'progress') this.progress = event.progress;
    if (event.type === 'finished') {
      this.current = { ...this.current, status: event.status, finishedAt: event.finishedAt };
      this.liveMs = performance.now() - this.startedAt;
      this.progress = [];
      this.ask(async () => {
        // Both are on their way before anyone can ask for a report, which would still say "so far" otherwise.
        const { status, finishedAt } = event;
        await Promise.all([this.flush(), this.analysis.call('finish', { key: this.key, status, finishedAt })]);
      });
    }
    this.changed();
  }

  /** Says something that the panel shows above the figures; once. */
  notice(sentence: string): void {
    this.notices.add(sentence);
    this.changed();
  }

  /** Ends the sending; what has arrived is kept. */
  stop(): void {
    if (this.isRunning) this.stopSending?.();
  }

  /** Everything the panel draws at first. */
  async snapshot(): Promise<PanelSnapshot> {
    await this.flush();
    const { report, sources, failures } = await this.analysis.call('overview', { key: this.key });
    return {
      // The page keeps this id for the next window, so it is the one under which the run is kept here.
      run: { ...this.current, id: this.key },
      progress: this.progress,
      report,
      sources,
      failures,
      elapsedMs: this.elapsed(sources),
      notices: [...this.notices],
    };
  }

  /** Rows of the run. */
  async rows(query: RowQuery): Promise<unknown> {
    await this.flush();
    return this.analysis.call('query', { key: this.key, query });
  }

  /** The whole run as the text of a file. */
  async exportAs(format: string): Promise<string> {
    await this.flush();
    return this.analysis.call('export', { key: this.key, format });
  }

  /** Reads the answers anew. */
  async reread(options: AnalysisOptions): Promise<void> {
    this.options = options;
    await this.flush();
    await this.analysis.call('reread', { key: this.key, options });
    this.changed();
  }

  dispose(): void {
    this.crashes.dispose();
    this.listeners.clear();
    void this.analysis.close(this.key).catch(() => undefined); // the thread is gone, and the run with it
  }

  private elapsed(sources: readonly Source[]): number | null {
    if (!this.live) return elapsedOf(this.current, sources);
    if (this.liveMs === null) return performance.now() - this.startedAt;
    return isTimed(sources) ? this.liveMs : null;
  }

  private async flush(): Promise<void> {
    if (this.unsent.length === 0) return;
    const trials = this.unsent;
    this.unsent = [];
    await this.analysis.call('add', { key: this.key, trials });
  }

  /** After a crash every trial is in the journal; the ones not yet told are told again with it. */
  private async bringBack(): Promise<void> {
    if (++this.restarts > MOST_RESTARTS) {
      this.notice('The analysis stopped again and was given up; export is not possible, but the answers are kept.');
      return;
    }
    this.notice(INTERRUPTED);
    await this.attempt(async () => {
      const journal = await this.journal();
      if (journal === null) throw new Error('no journal');
      const { key, options, isRunning: running } = this;
      this.unsent = [];
      await this.analysis.call('restore', { key, journal, options, running });
      this.changed();
    });
  }

  private ask(work: () => Promise<void>): void {
    void this.attempt(work);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.notice(error instanceof Error && error.name === 'UsageError' ? error.message : INTERRUPTED);
    }
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
