import type { EditStep } from '../../core/analysis/edit-wish.ts';
import type { GalleryQuery, PageRows } from '../../core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../core/gallery/page-of.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RunEvent, TargetProgress } from '../../core/model/events.ts';
import { beginRun } from '../../core/model/events.ts';
import { journalLine } from '../../core/run-file/journal.ts';
import type { GroupEdit, Run, RunHeader, Trial, TrialKey } from '../../core/model/run.ts';
import type { NextSteps, PanelSnapshot } from '../../protocol/messages.ts';
import type { Overview, RowQuery } from '../../runs/analysis/calls.ts';
import type { AnalysisClient } from '../../runs/analysis/client.ts';
import { elapsedMs } from './elapsed.ts';
import { nextSteps } from '../../runs/next-steps.ts';
import { RunAnalysis } from './run-analysis.ts';

/** What an open run needs from its surroundings. */
export interface OpenRunOptions {
  /** The id under which the run is kept. */
  readonly key: string;
  readonly run: Run;
  readonly analysis: AnalysisClient;
  readonly options: AnalysisOptions;
  /** The journal on the disk; `null` when there is none. */
  readonly kept: () => Promise<string | null>;
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

/** A run that a panel can show: going on, finished, brought back from a file, or followed while another window sends it. */
export class OpenRun {
  readonly key: string;
  private readonly analysis: RunAnalysis;
  private readonly kept: () => Promise<string | null>;
  private readonly recorded: number | null;
  private readonly listeners = new Set<() => void>();
  private readonly notices = new Set<string>();
  /** What happened in this window, in case the disk does not take it. */
  private readonly events: RunEvent[] = [];
  private current: Run;
  private sending: Sending | null = null;
  private follower: { dispose(): void } | null = null;
  private progress: readonly TargetProgress[] = [];
  private part = { settled: 0, wanted: 0 };

  constructor({ key, run, analysis, options, kept, recorded = null }: OpenRunOptions) {
    this.key = key;
    this.current = run;
    this.kept = kept;
    this.recorded = recorded;
    this.analysis = new RunAnalysis({
      key,
      client: analysis,
      options,
      journal: () => this.journal(),
      isRunning: () => this.isRunning,
      onNotice: (sentence) => {
        this.notice(sentence);
      },
      onChange: () => {
        this.changed();
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

  /** Whether another window or process sends this run. */
  get isElsewhere(): boolean {
    return this.follower !== null;
  }

  /** Calls back after every change, until disposed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Begins a run that is about to be sent. */
  async begin(header: RunHeader, wanted: number): Promise<void> {
    await this.analysis.begin(header);
    this.started(header, wanted);
  }

  /** Resumes the run, under its new header; `missing` is what is about to be sent. */
  async resume(header: RunHeader, missing: readonly TrialKey[]): Promise<void> {
    await this.analysis.resume(header, missing);
    this.started(header, missing.length);
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
        this.analysis.add(event.trial);
        this.part = { ...this.part, settled: this.part.settled + 1 };
        break;
      case 'edited':
        this.analysis.edited(event.edits);
        break;
      case 'progress':
        this.progress = event.progress;
        break;
      case 'finished': {
        const { status, finishedAt, endNote } = event;
        this.current = { ...this.current, status, finishedAt, ...(endNote !== undefined && { endNote }) };
        this.progress = [];
        this.analysis.finish(event);
        break;
      }
    }
    if (event.type !== 'progress') this.events.push(event);
    this.changed();
  }

  /** What the edits by hand would be after one more step; a `UsageError` when it would change nothing. */
  editsAfter(step: EditStep): Promise<readonly GroupEdit[]> {
    return this.analysis.editsAfter(step);
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

  /** Shows the run as another window sends it: `follower` brings its journal until it is disposed. */
  follow(follower: { dispose(): void }): void {
    this.follower = follower;
    this.changed();
  }

  /** Takes the run as its journal tells it now; `isOver`: nobody writes it any more. */
  async reload(journal: string, isOver: boolean): Promise<void> {
    const { run } = await this.analysis.reload(journal, !isOver);
    // Only a window that sends a run shows it as running: it alone can stop it.
    this.current = run.status === 'running' ? { ...run, status: 'partial' } : run;
    if (isOver) {
      this.follower?.dispose();
      this.follower = null;
    }
    this.changed();
  }

  /** Takes in what is on the disk; another window may have written it since. */
  async refresh(): Promise<void> {
    const journal = await this.journal();
    if (journal !== null) await this.reload(journal, true);
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
    // Before the report, so that the run is never ahead of it: "150 of 150 answered" above the tally of 140.
    const { current, progress, isRunning } = this;
    const overview = await this.analysis.overview();
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
      ...(byHand && { edits: { ...byHand, canUndo: !this.isElsewhere } }),
    };
  }

  /** What can be sent once nothing is being sent. */
  async next(): Promise<NextSteps> {
    return this.nextOf(await this.analysis.overview());
  }

  /** The settled trials, without their texts. */
  settled(): Promise<readonly Trial[]> {
    return this.analysis.settled();
  }

  /** Rows of the run. */
  rows(query: RowQuery): Promise<unknown> {
    return this.analysis.rows(query);
  }

  /** Pages and drawings among the outputs, without their code. */
  pages(query: GalleryQuery): Promise<PageRows> {
    return this.analysis.pages(query);
  }

  /** One of them with its code; `null` when there is none. */
  page(trial: TrialKey): Promise<OutputPage | null> {
    return this.analysis.page(trial);
  }

  /** The whole run as the text of a file. */
  exportAs(format: string): Promise<string> {
    return this.analysis.exportAs(format);
  }

  /** Reads the answers anew. */
  async reread(options: AnalysisOptions): Promise<void> {
    await this.analysis.reread(options);
    this.changed();
  }

  /** Reads the answers of this run with or without those that their own prompt holds, whatever the settings say, until it is closed. */
  async leaveOutEcho(leavesOut: boolean): Promise<void> {
    await this.analysis.leaveOutEcho(leavesOut);
    this.changed();
  }

  /** Reads the outputs of this run whole, or as they are read otherwise, whatever the settings say, until it is closed. */
  async readWhole(readsWhole: boolean): Promise<void> {
    await this.analysis.readWhole(readsWhole);
    this.changed();
  }

  /** Reads the outputs of this run by one field of their JSON, or as they are read otherwise, whatever the settings say, until it is closed. */
  async readBy(extractor: string | null): Promise<void> {
    await this.analysis.readBy(extractor);
    this.changed();
  }

  dispose(): void {
    if (this.isRunning) this.sending?.abandon();
    this.follower?.dispose();
    this.listeners.clear();
    this.analysis.dispose();
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
    const { recorded, isElsewhere: elsewhere } = this;
    return nextSteps({ header: this.current, sources, left, recorded, elsewhere });
  }

  /** The whole run: what is on the disk, and then what this window knows. A trial that is in both counts once. */
  private async journal(): Promise<string | null> {
    const kept = await this.kept().catch(() => null); // the disk is what may be out of order
    const lines = this.events.map(journalLine).filter((line) => line !== null);
    if (lines.length === 0) return kept;
    return `${kept ?? ''}\n${lines.join('\n')}\n`;
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
