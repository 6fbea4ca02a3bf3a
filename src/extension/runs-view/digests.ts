import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RunChange, RunDigest } from '../../core/model/kept-runs.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import { ReportGivenUp, type AnalysisClient } from '../../runs/analysis/client.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { digestOf } from '../../runs/run-digest.ts';
import type { RunStore } from '../../runs/store.ts';
import type { CompareKept } from '../compare/compare-kept.ts';
import { kindOf } from '../log.ts';
import { baselineStamp } from './group-runs.ts';

/** What making digests uses. */
export interface DigestUses {
  readonly store: Pick<RunStore, 'digest' | 'sizeOf'>;
  readonly analysis: Pick<AnalysisClient, 'call' | 'close'>;
  readonly log: Logger;
  /** How answers are read at this moment. */
  readonly options: () => AnalysisOptions;
  readonly compare: CompareKept;
  /** Of the program: another one may say something else of the same run. */
  readonly version: string;
}

/** Largest journal that is read for a line of a list, bytes. */
const LARGEST = 50_000_000;
/** The thread that all digests are made in, one after the other. */
const KEY = 'digests';

/** What the reports of kept runs say, made where it is not known, one run at a time. */
export class Digests {
  readonly #uses: DigestUses;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(uses: DigestUses) {
    this.#uses = uses;
  }

  /** Whether what is known of a run is what would be found now; with a baseline, also what changed since. */
  isCurrent({ digest }: KeptRun, baseline: KeptRun | null = null): boolean {
    if (digest?.reading !== this.#reading()) return false;
    return baseline === null || digest.change?.since === baselineStamp(baseline);
  }

  /**
   * What the report of a run says, and with a baseline what changed since; `null` when the run has changed meanwhile, is too large,
   * or is being written.
   */
  of(run: KeptRun, baseline: KeptRun | null = null): Promise<RunDigest | null> {
    if (this.isCurrent(run, baseline)) return Promise.resolve(run.digest);
    this.#waiting++;
    const turn = this.#last.then(() => this.#make(run, baseline));
    this.#last = turn.catch(() => undefined); // whoever asked hears of it
    return turn.finally(() => {
      this.#waiting--;
      if (this.#waiting === 0) void this.#uses.analysis.close(KEY);
    });
  }

  async #make(run: KeptRun, baseline: KeptRun | null): Promise<RunDigest | null> {
    const { store } = this.#uses;
    const { key, elsewhere } = run;
    if (elsewhere || !(await this.#isReadable(key))) return null;
    return store.digest(key, async (journal) => {
      const digest = run.digest !== null && this.isCurrent(run) ? run.digest : await this.#digestOf(journal);
      return baseline === null ? digest : { ...digest, change: await this.#changeOf(run, baseline) };
    });
  }

  async #isReadable(key: string): Promise<boolean> {
    const size = await this.#uses.store.sizeOf(key);
    return size !== null && size <= LARGEST;
  }

  async #digestOf(journal: string): Promise<RunDigest> {
    const { analysis, log, options } = this.#uses;
    const reading = this.#reading();
    try {
      await analysis.call('restore', { key: KEY, journal, options: options(), running: false });
      return digestOf((await analysis.call('overview', { key: KEY })).report, reading);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      log.info(`A kept run has no digest (${kindOf(error)}).`);
      // A thread that was given up is of no use to the next run.
      if (error instanceof ReportGivenUp) await analysis.close(KEY);
      return digestOf(null, reading);
    }
  }

  async #changeOf({ key }: KeptRun, baseline: KeptRun): Promise<RunChange> {
    const since = baselineStamp(baseline);
    if (!(await this.#isReadable(baseline.key))) return { since, verdict: null };
    try {
      return { since, verdict: (await this.#uses.compare(baseline.key, key)).verdict };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { since, verdict: null };
    }
  }

  #reading(): string {
    return JSON.stringify([this.#uses.version, this.#uses.options()]);
  }
}
