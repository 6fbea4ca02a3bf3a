import type { EditStep } from '../../core/analysis/edit-wish.ts';
import type { GalleryQuery, PageRows } from '../../core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../core/gallery/page-of.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RunEvent } from '../../core/model/events.ts';
import type { GroupEdit, RunHeader, Trial, TrialKey } from '../../core/model/run.ts';
import type { AnalysisCalls, LoadedRun, Overview, RowQuery } from '../../runs/analysis/calls.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { ReportGivenUp, type AnalysisClient, type Call } from '../../runs/analysis/client.ts';

/** What the analysis of a run needs from the run. */
export interface RunAnalysisOptions {
  readonly key: string;
  readonly client: AnalysisClient;
  readonly options: AnalysisOptions;
  /** The run as a journal, to bring it back after the analysis thread died. */
  readonly journal: () => Promise<string | null>;
  readonly isRunning: () => boolean;
  /** Hears what the panel has to say about it, one sentence. */
  readonly onNotice: (sentence: string) => void;
  readonly onChange: () => void;
}

/** What is said when the thread of a run died or had to be ended. */
const INTERRUPTED = 'The analysis was interrupted and begins again.';
/** What can be done about a run whose report cannot be made. */
const WAY_OUT =
  'Its answers are kept: export the run file, or set "convergenceProbe.extractor" to "whole" and "convergenceProbe.grouping" to "exact".';

/** One run in the analysis thread, told of what happens in batches, and brought back when the thread died. */
export class RunAnalysis {
  private readonly about: RunAnalysisOptions;
  private options: AnalysisOptions;
  /** Settled trials that the thread has not been told of. */
  private untold: Trial[] = [];
  /** What this run alone was asked for. */
  private own: Partial<Pick<AnalysisOptions, 'leaveOutEcho' | 'readsWhole' | 'extractor'>> = {};
  /** What the settings say. */
  private settings: AnalysisOptions;

  constructor(about: RunAnalysisOptions) {
    this.about = about;
    this.options = about.options;
    this.settings = about.options;
    about.client.keep(about.key, {
      bringBack: (call) => this.bringBack(call),
      onLost: (givenUp) => {
        if (givenUp === null) about.onNotice(INTERRUPTED);
        else about.onChange();
      },
    });
  }

  /** Begins a run that is about to be sent. */
  async begin(header: RunHeader): Promise<void> {
    const { client, key } = this.about;
    await client.call('create', { key, header, options: this.options });
  }

  /** Resumes the run; the `missing` trials are no longer part of it. */
  async resume(header: RunHeader, missing: readonly TrialKey[]): Promise<void> {
    await this.flush();
    await this.about.client.call('continue', { key: this.about.key, header, missing });
  }

  /** Takes the run as a journal tells it now. */
  async reload(journal: string, running: boolean): Promise<LoadedRun> {
    const { client, key } = this.about;
    this.untold = [];
    return client.call('restore', { key, journal, options: this.options, running });
  }

  add(trial: Trial): void {
    this.untold.push(trial);
  }

  finish({ status, finishedAt, endNote }: Extract<RunEvent, { readonly type: 'finished' }>): void {
    const { client, key } = this.about;
    const end = { key, status, finishedAt, ...(endNote !== undefined && { endNote }) };
    // Both are on their way before anyone can ask for a report, which would still say "so far" otherwise.
    void this.attempt(async () => void (await Promise.all([this.flush(), client.call('finish', end)])));
  }

  /** What the edits would be after one more step. */
  async editsAfter(step: EditStep): Promise<readonly GroupEdit[]> {
    await this.flush();
    return this.about.client.call('edits-after', { key: this.about.key, step });
  }

  /** Takes edits in, on their way before anyone can ask for a report. */
  edited(edits: readonly GroupEdit[]): void {
    const { client, key } = this.about;
    void this.attempt(async () => void (await client.call('set-edits', { key, edits })));
  }

  /** What is known of the run; with a `problem` in the place of a report that cannot be made. */
  async overview(): Promise<Overview & { readonly problem?: string }> {
    const { client, key } = this.about;
    await this.flush();
    try {
      return await client.call('overview', { key });
    } catch (error) {
      if (!(error instanceof ReportGivenUp)) throw error;
      return { ...(await client.call('outline', { key })), problem: `${error.message} ${WAY_OUT}` };
    }
  }

  /** The settled trials, without their texts. */
  async settled(): Promise<readonly Trial[]> {
    await this.flush();
    return this.about.client.call('settled', { key: this.about.key });
  }

  async rows(query: RowQuery): Promise<unknown> {
    await this.flush();
    return this.about.client.call('query', { key: this.about.key, query });
  }

  async pages(query: GalleryQuery): Promise<PageRows> {
    await this.flush();
    return this.about.client.call('pages', { key: this.about.key, query });
  }

  async page(trial: TrialKey): Promise<OutputPage | null> {
    await this.flush();
    return this.about.client.call('page', { key: this.about.key, trial });
  }

  async exportAs(format: string): Promise<string> {
    const { client, key } = this.about;
    try {
      await this.flush();
      return await client.call('export', { key, format });
    } catch (error) {
      if (!(error instanceof ReportGivenUp) || format !== 'json') throw error;
      return client.call('run-file', { key });
    }
  }

  /** Reads the answers anew, with or without those that their own prompt holds: that is of this run, and no setting changes it. */
  async leaveOutEcho(leaveOutEcho: boolean): Promise<void> {
    this.own = { ...this.own, leaveOutEcho };
    await this.reread(this.settings);
  }

  /** Reads the outputs whole, or as they are read otherwise: that is of this run, too. */
  async readWhole(readsWhole: boolean): Promise<void> {
    this.own = { ...this.own, readsWhole };
    await this.reread(this.settings);
  }

  /** Reads the outputs by one field of their JSON, or with `null` as they are read otherwise: that is of this run, too. */
  async readBy(extractor: string | null): Promise<void> {
    const { extractor: _, ...others } = this.own;
    this.own = extractor === null ? others : { ...others, extractor };
    await this.reread(this.settings);
  }

  /** Reads the answers anew. */
  async reread(options: AnalysisOptions): Promise<void> {
    this.settings = options;
    this.options = { ...options, ...this.own };
    this.about.client.forgive(this.about.key);
    await this.flush();
    await this.about.client.call('reread', { key: this.about.key, options: this.options });
  }

  dispose(): void {
    void this.about.client.close(this.about.key);
  }

  private async flush(): Promise<void> {
    if (this.untold.length === 0) return;
    const trials = this.untold;
    this.untold = [];
    await this.about.client.call('add', { key: this.about.key, trials });
  }

  /** Every trial is in the journal, and so is what was edited. */
  private async bringBack(call: Call<AnalysisCalls>): Promise<void> {
    const { key, journal, isRunning } = this.about;
    const text = await journal();
    // A run that is only just begun; the call that begins it is made again.
    if (text === null) return;
    await call('restore', { key, journal: text, options: this.options, running: isRunning() });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.about.onNotice(error.message);
    }
  }
}
