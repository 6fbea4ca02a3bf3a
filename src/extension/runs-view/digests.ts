import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RunDigest } from '../../core/model/kept-runs.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import { ReportGivenUp, type AnalysisClient } from '../../runs/analysis/client.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { digestOf } from '../../runs/run-digest.ts';
import type { RunStore } from '../../runs/store.ts';
import { kindOf } from '../log.ts';

/** What making digests uses. */
export interface DigestUses {
  readonly store: Pick<RunStore, 'digest' | 'sizeOf'>;
  readonly analysis: Pick<AnalysisClient, 'call' | 'close'>;
  readonly log: Logger;
  /** How answers are read at this moment. */
  readonly options: () => AnalysisOptions;
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

  /** Whether what is known of a run is what would be found now. */
  isCurrent({ digest }: KeptRun): boolean {
    return digest?.reading === this.#reading();
  }

  /** What the report of a run says; `null` when it has changed meanwhile, is too large, or is being written. */
  of(run: KeptRun): Promise<RunDigest | null> {
    if (this.isCurrent(run)) return Promise.resolve(run.digest);
    this.#waiting++;
    const turn = this.#last.then(() => this.#make(run));
    this.#last = turn.catch(() => undefined); // whoever asked hears of it
    return turn.finally(() => {
      this.#waiting--;
      if (this.#waiting === 0) void this.#uses.analysis.close(KEY);
    });
  }

  async #make({ key, elsewhere }: KeptRun): Promise<RunDigest | null> {
    const { store, analysis, log, options } = this.#uses;
    const size = await store.sizeOf(key);
    if (elsewhere || size === null || size > LARGEST) return null;
    const reading = this.#reading();
    return store.digest(key, async (journal) => {
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
    });
  }

  #reading(): string {
    return JSON.stringify([this.#uses.version, this.#uses.options()]);
  }
}
