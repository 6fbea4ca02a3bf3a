import type { EditStep } from '../../core/analysis/edit-wish.ts';
import type { GalleryQuery, PageRow, PageRows } from '../../core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../core/gallery/page-of.ts';
import type { CompactReport, RowQuery } from '../../core/analysis/rows.ts';
import type { Settlement } from '../../core/analysis/insight/settlement.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { beginRun, type RunEvent, type TargetProgress } from '../../core/model/events.ts';
import { journalLine } from '../../core/run-file/journal.ts';
import type { GroupEdit, Run, RunHeader, Trial, TrialKey } from '../../core/model/run.ts';
import type { ScreeningReport } from '../../core/model/screening-report.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { NextSteps, PanelSnapshot, Reread } from '../../protocol/messages.ts';
import type { AnalysisCalls, Overview } from '../../runs/analysis/calls.ts';
import { ReportGivenUp, type AnalysisClient, type Call } from '../../runs/analysis/client.ts';
import { nextSteps } from '../../runs/next-steps.ts';
import { elapsedMs } from './elapsed.ts';
import { STRINGS } from '../strings.ts';

/** What an open run needs from its surroundings. */
export interface OpenRunOptions {
  /** The id under which the run is kept. */
  readonly key: string;
  readonly run: Run;
  readonly analysis: AnalysisClient;
  readonly options: AnalysisOptions;
  /** The journal on the disk; `null` when there is none. */
  readonly kept: () => Promise<string | null>;
  /** Whether another window or process was writing it when it was read. */
  readonly isElsewhere?: boolean;
  /** Whether any window or process is writing it at this moment. */
  readonly isBeingWritten?: () => Promise<boolean>;
  /** How many runs its recordings hold, the least of them; `null` when it replays none. */
  readonly recorded?: number | null;
}

/** The sending of a part of a run. */
export interface Sending {
  /** Ends it as the user wishes: what is missing counts as cancelled. */
  stop(): void;
  /** Ends it because the window goes away: what is missing is left open for the next one. */
  abandon(): void;
  /** Writes merges and splits by hand into the journal that it has open, and tells the run. */
  edited(edits: readonly GroupEdit[]): void;
}

/**
 * A run that a panel can show: being sent, over, or brought back from its journal. Its analysis runs in a thread, which is
 * told of trials in batches and gets the run again when it died.
 */
export class OpenRun {
  readonly key: string;
  private readonly about: OpenRunOptions;
  private readonly listeners = new Set<() => void>();
  private readonly notices = new Set<string>();
  /** What happened in this window, in case the disk does not take it. */
  private readonly events: RunEvent[] = [];
  /** Settled trials that the thread has not been told of. */
  private untold: Trial[] = [];
  /** What the settings say. */
  private settings: AnalysisOptions;
  /** How this run is read, whatever the settings say, until it is closed. */
  private own: Reread = {};
  private current: Run;
  private sending: Sending | null = null;
  private elsewhere: boolean;
  private progress: readonly TargetProgress[] = [];
  private part = { settled: 0, wanted: 0 };

  constructor(about: OpenRunOptions) {
    this.about = about;
    this.key = about.key;
    this.current = about.run;
    this.settings = about.options;
    this.elsewhere = about.isElsewhere ?? false;
    about.analysis.keep(about.key, {
      bringBack: (call) => this.bringBack(call),
      onLost: (givenUp) => {
        if (givenUp === null) this.notice(STRINGS.runs.being.interrupted);
        else this.changed();
      },
    });
  }

  get run(): Run {
    return this.current;
  }

  /** Trials of the part that this window sends, or sent last: how many there are and how many have settled. */
  get sent(): { readonly settled: number; readonly wanted: number } {
    return this.part;
  }

  get isRunning(): boolean {
    return this.current.status === 'running';
  }

  /** Whether another window or process was sending this run when somebody last looked. */
  get isElsewhere(): boolean {
    return this.elsewhere;
  }

  /** Another window or process turned out to be sending it. */
  sentElsewhere(): void {
    this.elsewhere = true;
    this.changed();
  }

  /** Takes the run in as its journal tells it, once the other window or process is done with it. */
  async look(): Promise<void> {
    if (!this.elsewhere || (await this.about.isBeingWritten?.()) !== false) return;
    this.elsewhere = false;
    await this.refresh();
  }

  /** Calls back after every change, until disposed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Begins a run that is about to be sent. */
  async begin(header: RunHeader, wanted: number): Promise<void> {
    await this.call('create', { header, options: this.reading });
    this.started(header, wanted);
  }

  /** Resumes the run under its new header; `missing` is what is about to be sent, and no longer part of it. */
  async resume(header: RunHeader, missing: readonly TrialKey[]): Promise<void> {
    await this.ask('continue', { header, missing });
    this.started(header, missing.length);
  }

  /** Goes on to its next part (look, fresh runs) under its header, sent by whoever sends it; `missing` is what is about to be sent. */
  async nextPart(header: RunHeader, missing: readonly TrialKey[]): Promise<void> {
    await this.ask('continue', { header, missing });
    this.current = beginRun(header);
    this.part = { ...this.part, wanted: this.part.wanted + missing.length };
    this.changed();
  }

  /** How a run that is sent until it is settled stands; a `UsageError` when no report can be made. */
  settlement(): Promise<Settlement> {
    return this.ask('settlement', {});
  }

  /** Which parts of the prompt make its answer, as far as is known; `null` for a run that does not ask. */
  async screening(): Promise<ScreeningReport | null> {
    if (this.current.screening === undefined) return null;
    return (await this.ask('overview', {})).report?.screening ?? null;
  }

  /** Says who sends it. */
  sentBy(sending: Sending): void {
    this.sending = sending;
  }

  /** Takes an event of the engine in. */
  take(event: RunEvent): void {
    switch (event.type) {
      case 'started':
      case 'grouped':
        break;
      case 'settled':
        this.untold.push(event.trial);
        this.part = { ...this.part, settled: this.part.settled + 1 };
        break;
      case 'edited':
        // On its way before anyone can ask for a report.
        void this.attempt(() => this.call('set-edits', { edits: event.edits }));
        break;
      case 'progress':
        this.progress = event.progress;
        break;
      case 'finished': {
        const { type: _, ...end } = event;
        this.current = { ...this.current, ...end };
        this.progress = [];
        // Both are on their way before anyone can ask for a report, which would still say "so far" otherwise.
        void this.attempt(() => Promise.all([this.flush(), this.call('finish', end)]));
        break;
      }
    }
    if (event.type !== 'progress') this.events.push(event);
    this.changed();
  }

  /** What the edits by hand would be after one more step; a `UsageError` when it would change nothing. */
  editsAfter(step: EditStep): Promise<readonly GroupEdit[]> {
    return this.ask('edits-after', { step });
  }

  /** Lets whoever sends the run from this window write edits down; false when nobody does. */
  editWhileSent(edits: readonly GroupEdit[]): boolean {
    if (!this.isRunning || this.sending === null) return false;
    this.sending.edited(edits);
    return true;
  }

  /** Says something that the panel shows above the figures; once. */
  notice(sentence: string): void {
    this.notices.add(sentence);
    this.changed();
  }

  /** Ends the sending; what has arrived is kept. */
  stop(): void {
    if (this.isRunning) this.sending?.stop();
  }

  /** Takes in what is on the disk; another window may have written it since. */
  async refresh(): Promise<void> {
    const journal = await this.journal();
    if (journal === null) return;
    this.untold = [];
    const { run } = await this.call('restore', { journal, options: this.reading, running: false });
    this.current = run;
    this.changed();
  }

  /** Whether all that happened here is on the disk. */
  get isWritten(): boolean {
    return this.events.length === 0;
  }

  /** All that happened here is on the disk, so it need not be kept here as well. */
  written(): void {
    this.events.length = 0;
  }

  /** Everything the panel draws at first. */
  async snapshot(): Promise<PanelSnapshot> {
    await this.look();
    // Before the report, so that the run is never ahead of it: "150 of 150 answered" above the tally of 140.
    const { current, progress, isRunning } = this;
    const overview = await this.overview();
    const { report, problem, sources, failures, byHand } = overview;
    return {
      // The page keeps this id for the next window, so it is the one under which the run is kept here.
      run: { ...current, id: this.key },
      progress,
      report,
      ...(problem !== undefined && { reportProblem: problem }),
      sources,
      failures,
      elapsedMs: elapsedMs(current, sources, Date.now()),
      notices: [...this.notices],
      sentAt: new Date().toISOString(),
      ...(!isRunning && { next: this.nextOf(overview) }),
      ...(byHand && { edits: { ...byHand, canUndo: !this.elsewhere } }),
    };
  }

  /** What can be sent once nothing is being sent. */
  async next(): Promise<NextSteps> {
    await this.look();
    return this.nextOf(await this.overview());
  }

  /** The report as of now; `null` when there is none. */
  async report(): Promise<CompactReport | null> {
    return (await this.overview()).report;
  }

  /** The settled trials, without their texts. */
  settled(): Promise<readonly Trial[]> {
    return this.ask('settled', {});
  }

  /** Rows of the run. */
  rows(query: RowQuery): Promise<unknown> {
    return this.ask('query', { query });
  }

  /** Pages and drawings among the outputs, without their code. */
  pages(query: GalleryQuery): Promise<PageRows> {
    return this.ask('pages', { query });
  }

  /** What can be shown of one of them without running it; `null` when there is none. */
  pageRow(trial: TrialKey): Promise<PageRow | null> {
    return this.ask('page-row', { trial });
  }

  /** One of them with its code; `null` when there is none. */
  page(trial: TrialKey): Promise<OutputPage | null> {
    return this.ask('page', { trial });
  }

  /** The whole run as the text of a file; the run file also when no report can be made. */
  async exportAs(format: string): Promise<string> {
    try {
      return await this.ask('export', { format });
    } catch (error) {
      if (!(error instanceof ReportGivenUp) || format !== 'json') throw error;
      return this.call('run-file', {});
    }
  }

  /** Reads the answers anew, as the settings say now. */
  async reread(settings: AnalysisOptions): Promise<void> {
    this.settings = settings;
    this.about.analysis.forgive(this.key);
    await this.ask('reread', { options: this.reading });
    this.changed();
  }

  /** Reads the answers of this run in another way, whatever the settings say. */
  readAs(reading: Reread): Promise<void> {
    this.own = { ...this.own, ...reading };
    return this.reread(this.settings);
  }

  dispose(): void {
    if (this.isRunning) this.sending?.abandon();
    this.listeners.clear();
    void this.about.analysis.close(this.key);
  }

  private get reading(): AnalysisOptions {
    return { ...this.settings, ...this.own };
  }

  private started(header: RunHeader, wanted: number): void {
    this.current = beginRun(header);
    this.part = { settled: 0, wanted };
    this.progress = [];
    // Whoever sent the part before is done; see `sentBy`.
    this.sending = null;
    this.changed();
  }

  private nextOf({ sources, left }: Overview): NextSteps {
    const { recorded = null } = this.about;
    return nextSteps({ header: this.current, sources, left, recorded, elsewhere: this.elsewhere });
  }

  /** What is known of the run; with a `problem` in the place of a report that cannot be made. */
  private async overview(): Promise<Overview & { readonly problem?: string }> {
    try {
      return await this.ask('overview', {});
    } catch (error) {
      if (!(error instanceof ReportGivenUp)) throw error;
      return { ...(await this.call('outline', {})), problem: `${error.message} ${STRINGS.runs.being.wayOut}` };
    }
  }

  /** The whole run: what is on the disk, and then what this window knows. A trial that is in both counts once. */
  private async journal(): Promise<string | null> {
    const kept = await this.about.kept().catch(() => null); // the disk is what may be out of order
    const lines = this.events.map(journalLine).filter((line) => line !== null);
    if (lines.length === 0) return kept;
    return `${kept ?? ''}\n${lines.join('\n')}\n`;
  }

  /** Every trial is in the journal, and so is what was edited. */
  private async bringBack(call: Call<AnalysisCalls>): Promise<void> {
    const { key, isRunning } = this;
    const journal = await this.journal();
    // A run that is only just begun; the call that begins it is made again.
    if (journal === null) return;
    await call('restore', { key, journal, options: this.reading, running: isRunning });
  }

  /** Asks the thread, once it was told of all trials. */
  private async ask<M extends keyof AnalysisCalls>(method: M, params: Unkeyed<M>): Promise<AnalysisCalls[M]['result']> {
    await this.flush();
    return this.call(method, params);
  }

  private call<M extends keyof AnalysisCalls>(method: M, params: Unkeyed<M>): Promise<AnalysisCalls[M]['result']> {
    // The compiler does not see that these are the parameters again, with the one that was left out.
    return this.about.analysis.call(method, { ...params, key: this.key } as never);
  }

  private async flush(): Promise<void> {
    if (this.untold.length === 0) return;
    const trials = this.untold;
    this.untold = [];
    await this.call('add', { trials });
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.notice(error.message);
    }
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** The parameters of a call of the thread, without the run that it is about. */
type Unkeyed<M extends keyof AnalysisCalls> = Omit<AnalysisCalls[M]['params'], 'key'>;
