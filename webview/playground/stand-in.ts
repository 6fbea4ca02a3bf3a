import type { EditStep } from '../../src/core/analysis/edit-wish.ts';
import { GalleryPages } from '../../src/core/gallery/gallery-pages.ts';
import { answerRows, rowHandlers } from '../../src/core/analysis/rows.ts';
import type { HandlersOf } from '../../src/core/model/calls.ts';
import type { TargetProgress } from '../../src/core/model/events.ts';
import { AnalysisSession } from '../../src/core/analysis/session.ts';
import { type AnalysisOptions, DEFAULT_ANALYSIS } from '../../src/core/analysis/summarize.ts';
import type { Trial } from '../../src/core/model/run.ts';
import { UsageError } from '../../src/core/model/usage-error.ts';
import type { PanelAction, PanelCalls, PanelSnapshot, Reread } from '../../src/protocol/messages.ts';
import { failuresOf, sourcesOf } from '../../src/protocol/trial-summary.ts';
import type { Fixture } from './fixture.ts';

/** The host's time of day when the page was opened: a picture of it is the same tomorrow. */
const OPENED_AT = Date.parse('2026-11-21T14:02:12.000Z');
/** How long a run that is going has been so when it is opened, ms. */
const GOING_FOR = 12_000;
const RATE_LIMITED = { state: 'paused', reason: 'rate limited', waitsMs: 8_000 } as const;

const timeOf = (ms: number): string => new Date(ms).toISOString();
const nameOf = ({ target, condition, trialIndex }: Trial): string => JSON.stringify([target, condition, trialIndex]);

/** Stands in for the editor's side of a panel that shows `fixture`. */
export class StandIn {
  readonly #fixture: Fixture;
  readonly #send: (message: unknown) => void;
  readonly #opened = Date.now();
  readonly #pages = new GalleryPages();
  #begun = OPENED_AT - GOING_FOR;
  #going: boolean;
  #arriving: readonly Trial[];
  #session: AnalysisSession;
  #options: AnalysisOptions = DEFAULT_ANALYSIS;

  constructor(fixture: Fixture, send: (message: unknown) => void) {
    this.#fixture = fixture;
    this.#send = send;
    this.#going = fixture.running !== undefined;
    this.#arriving = [...fixture.trials].sort((a, b) => this.#speedOf(a) - this.#speedOf(b));
    this.#session = new AnalysisSession(fixture.header, this.#options);
    const settled = this.#settledTrials();
    this.#session.add(settled);
    if (this.#going) this.#arriving = this.#arriving.slice(fixture.settled === undefined ? settled.length : 0);
    else this.#session.finish(this.#endStatus(), '2026-11-21T14:02:41.000Z', fixture.endNote);
  }

  /** Shows the run as it stands. */
  show(): void {
    this.#send({ type: 'snapshot', snapshot: this.#snapshot() });
  }

  /** Answers what the panel asks. */
  get handlers(): HandlersOf<PanelCalls> {
    return {
      ...rowHandlers((query) => answerRows(this.#session, query)),
      'page-row': (trial) => this.#pages.row(this.#session.record(), trial),
      edit: (wish) => this.#edit(wish),
      'undo-edit': () => this.#edit({ kind: 'undo' }),
      reread: (wish) => this.#reread(wish),
      save: ({ name, kind, data }) => logged('saved', name, kind, data),
      'open-dropped': (dropped) => logged('dropped', 'uri' in dropped ? dropped.uri : dropped.name),
      copy: ({ text }) => logged('copied', text),
      act: ({ action, target }) => {
        logged('act', action, target ?? '');
        return this.#act(action, target);
      },
    };
  }

  /** Ten answers a tenth of a second. */
  stream(): void {
    const timer = setInterval(() => {
      if (!this.#going) return clearInterval(timer);
      this.#session.add(this.#arriving.slice(0, 10));
      this.#arriving = this.#arriving.slice(10);
      if (this.#arriving.length === 0) return this.#end('complete');
      this.show();
    }, 100);
  }

  /** Nothing arrives any more. */
  leave(): void {
    this.#going = false;
  }

  /** The first model answers fast, the others trickle in. */
  #speedOf({ target, trialIndex }: Trial): number {
    return trialIndex * [1, 6, 13][this.#fixture.header.targets.findIndex(({ id }) => id === target) % 3]!;
  }

  #settledTrials(): readonly Trial[] {
    const { settled, trials, running } = this.#fixture;
    if (settled !== undefined) return trials.filter(settled);
    return this.#going ? this.#arriving.slice(0, running) : trials;
  }

  #endStatus(): 'complete' | 'partial' | 'cancelled' {
    return this.#fixture.status ?? (this.#fixture.trials.length === 0 ? 'cancelled' : 'complete');
  }

  #now(): number {
    return OPENED_AT + Date.now() - this.#opened;
  }

  #progress(trials: readonly Trial[]): readonly TargetProgress[] {
    const { header, doing: all } = this.#fixture;
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
      const { waitsMs, ...doing } = all?.[label] ?? (place === 1 ? RATE_LIMITED : {});
      const resumesAt = waitsMs === undefined ? null : timeOf(OPENED_AT + waitsMs);
      if (settled === wanted && doing.state !== 'stopped') return { ...base, state: 'done' };
      return { ...base, ...doing, resumesAt };
    });
  }

  #snapshot(): PanelSnapshot {
    const fixture = this.#fixture;
    const { run, trials } = this.#session.record();
    const running = run.status === 'running';
    const byHand = this.#session.byHand();
    const next = { missing: 0, failed: {}, more: 0, elsewhere: false, ...fixture.next };
    const isAsked = !running && fixture.next !== undefined && run.continuedAt === fixture.header.continuedAt;
    return {
      run,
      progress: running ? this.#progress(trials) : [],
      report: trials.length === 0 ? null : this.#session.panelReport(),
      elapsedMs: fixture.isTimeless ? null : running ? this.#now() - this.#begun : 41_000,
      notices: fixture.notices ?? [],
      sources: sourcesOf(trials),
      failures: failuresOf(trials),
      sentAt: timeOf(this.#now()),
      ...(byHand && { edits: { ...byHand, canUndo: true } }),
      ...(isAsked && { next }),
    };
  }

  #reread(wish: Reread): null {
    this.#options = { ...this.#options, ...wish };
    const { run, trials, edits } = this.#session.record();
    this.#session = new AnalysisSession(run, this.#options, edits);
    this.#session.add(trials);
    if (run.status !== 'running') this.#session.finish(run.status, run.finishedAt, run.endNote);
    this.show();
    return null;
  }

  #edit(step: EditStep): null {
    this.#session.setEdits(this.#session.editsAfter(step));
    this.show();
    return null;
  }

  #act(action: PanelAction, target?: string): null {
    const { trials } = this.#session.record();
    if (action === 'stop') this.#end('cancelled');
    else if (action === 'resume') this.#resume(trials);
    else if (action === 'retry-failed') {
      this.#resume(
        trials.filter((trial) => trial.outcome !== 'failed' || (target !== undefined && trial.target !== target)),
      );
    } else throw new UsageError(`The playground has no “${action}”.`);
    return null;
  }

  /** Keeps what has arrived and lets the rest come; what had failed is answered now. */
  #resume(kept: readonly Trial[]): void {
    const has = new Set(kept.map(nameOf));
    const { header, trials } = this.#fixture;
    this.#going = true;
    this.#begun = this.#now();
    const goneOn = { ...header, continuedAt: timeOf(this.#now()) };
    this.#session = new AnalysisSession(goneOn, this.#options, this.#session.edits());
    this.#session.add(kept);
    this.#arriving = trials
      .filter((trial) => !has.has(nameOf(trial)))
      .map((trial) =>
        trial.outcome === 'failed'
          ? { ...trial, outcome: 'completed', text: '42', usage: { inputTokens: 20, outputTokens: 1 }, error: null }
          : trial,
      );
    this.show();
    this.stream();
  }

  #end(status: 'complete' | 'cancelled'): void {
    this.#going = false;
    this.#session.finish(status, timeOf(this.#now()));
    this.show();
  }
}

function logged(...said: readonly string[]): null {
  console.info(...said);
  return null;
}
