import { randomInt } from 'node:crypto';
import type { AnyCalls } from '../../core/model/calls.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import type { AnalysisCalls } from './calls.ts';
import { Thread, ThreadEnded, type ThreadEnd, type ThreadLimits } from './thread.ts';
import { UnreadableTexts } from './unreadable-texts.ts';

/** Calls the thread of a run. */
export type Call<C extends AnyCalls<C>> = <M extends keyof C & string>(
  method: M,
  params: C[M]['params'],
) => Promise<C[M]['result']>;

/** How a run comes back into a new thread. */
export interface Lost<C extends AnyCalls<C>> {
  /** Tells the new thread what the old one knew. */
  readonly bringBack: (call: Call<C>) => Promise<void>;
  /** Hears that it has to, or that the run was given up instead. */
  readonly onLost?: (givenUp: ReportGivenUp | null) => void;
}

/** What the client works with. */
export interface AnalysisClientOptions {
  /** The script of the threads. */
  readonly file: string;
  readonly log: Logger;
  /** Calls that make the report, and are refused once it was given up. */
  readonly needsReport: readonly string[];
  readonly limits?: ThreadLimits;
  /** Where texts go that threads were ended for; absent: each run has its own. */
  readonly unreadable?: UnreadableTexts;
}

/** Ends without a text to blame before a run is given up. */
const MOST_CRASHES = 2;
/** Texts of one run that are given up before the run is. */
const MOST_UNREADABLE = 200;

/** A run whose report cannot be made. */
export class ReportGivenUp extends UsageError {}

/** What is said of it; `where` a shell keeps the run is its own to say. */
function givenUp(end: ThreadEnd): ReportGivenUp {
  const why =
    end.kind === 'stage'
      ? 'it takes too long'
      : end.kind === 'memory'
        ? 'it takes more memory than there is'
        : end.kind === 'text'
          ? 'too many outputs take too long to read'
          : 'the analysis crashed again and again';
  return new ReportGivenUp(`The report of this run cannot be made: ${why}.`);
}

/**
 * The analysis, seen from a shell: a thread for each open run, so that the trouble of one is not that of another. It
 * starts with the first call and ends when the run is closed. A thread that died or had to be ended is replaced: the run
 * is brought back without the text that it did not get through, and the calls that waited are made again.
 */
export class AnalysisClient<C extends AnyCalls<C> = AnalysisCalls> {
  readonly #options: AnalysisClientOptions;
  readonly #runs = new Map<string, RunThread<C>>();

  constructor(options: AnalysisClientOptions) {
    this.#options = options;
  }

  /** Calls the thread of a run. Rejects with a `UsageError` that can be shown. */
  call<M extends keyof C & string>(
    method: M,
    params: C[M]['params'] & { readonly key: string },
  ): Promise<C[M]['result']> {
    return this.#runOf(params.key).call(method, params);
  }

  /** Starts the thread of a run that will soon be needed. */
  warm(key: string): void {
    this.#runOf(key).warm();
  }

  /** Says how a run comes back into a new thread, until it is closed. */
  keep(key: string, lost: Lost<C>): void {
    this.#runOf(key).lost = lost;
  }

  /** Gives a run that was given up another chance: it is about to be read in another way. */
  forgive(key: string): void {
    this.#runs.get(key)?.forgive();
  }

  /** Lets a run go, and with it its thread. */
  async close(key: string): Promise<void> {
    const run = this.#runs.get(key);
    this.#runs.delete(key);
    await run?.dispose();
  }

  dispose(): void {
    for (const key of [...this.#runs.keys()]) void this.close(key);
  }

  #runOf(key: string): RunThread<C> {
    let run = this.#runs.get(key);
    if (run === undefined) this.#runs.set(key, (run = new RunThread(this.#options)));
    return run;
  }
}

/** The thread of one run, whichever it is by now. */
class RunThread<C extends AnyCalls<C>> {
  lost: Lost<C> | null = null;
  readonly #options: AnalysisClientOptions;
  readonly #unreadable: UnreadableTexts;
  #crashes = 0;
  #thread: Thread<C> | null = null;
  /** Whether there was a thread before. */
  #hasDied = false;
  #ready: Promise<Thread<C>> | null = null;
  #givenUp: ReportGivenUp | null = null;

  constructor(options: AnalysisClientOptions) {
    this.#options = options;
    this.#unreadable = options.unreadable ?? new UnreadableTexts(randomInt(2 ** 32));
  }

  async call<M extends keyof C & string>(method: M, params: C[M]['params']): Promise<C[M]['result']> {
    for (;;) {
      if (this.#givenUp !== null && this.#options.needsReport.includes(method)) throw this.#givenUp;
      try {
        // Calls keep their order: nothing is waited for while the thread is there.
        const thread = this.#ready ?? this.#thread ?? this.#start();
        return await (thread instanceof Thread ? thread : await thread).call(method, params);
      } catch (error) {
        if (!(error instanceof ThreadEnded)) throw error;
        if (error.end.kind === 'disposed') throw new UsageError('This run was closed; open it again.');
      }
    }
  }

  warm(): void {
    if (this.#thread === null && this.#ready === null) void this.#start();
  }

  forgive(): void {
    this.#givenUp = null;
    this.#crashes = 0;
  }

  async dispose(): Promise<void> {
    await this.#thread?.dispose();
  }

  /** A thread that holds the run; at once unless the run has to be brought back into it. */
  #start(): Thread<C> | Promise<Thread<C>> {
    const { file, limits, log } = this.#options;
    const unreadable = this.#unreadable;
    const thread = new Thread<C>({
      ...{ ...limits, file, unreadable },
      onEnd: (end) => {
        this.#ended(end);
      },
      onUnreadable: (text) => {
        unreadable.add(text);
        if (unreadable.size > MOST_UNREADABLE) void thread.end({ kind: 'text', text });
      },
    });
    this.#thread = thread;
    if (!this.#hasDied || this.lost === null) return thread;
    log.info('An analysis thread was started again.');
    const call: Call<C> = (method, params) => thread.call(method, params);
    this.#ready = this.lost
      .bringBack(call)
      .then(() => thread)
      .finally(() => (this.#ready = null));
    return this.#ready;
  }

  #ended(end: ThreadEnd): void {
    this.#thread = null;
    this.#hasDied = true;
    if (end.kind === 'disposed') return;
    this.#options.log.warn(`An analysis thread ended: ${end.kind}.`);
    if (!this.#learn(end)) this.#givenUp = givenUp(end);
    this.lost?.onLost?.(this.#givenUp);
  }

  /** Whether another thread may get further. */
  #learn(end: ThreadEnd): boolean {
    if (end.kind === 'text' || (end.kind === 'memory' && end.text !== null)) {
      this.#unreadable.add(end.text!);
      return this.#unreadable.size <= MOST_UNREADABLE;
    }
    return end.kind === 'crash' && ++this.#crashes <= MOST_CRASHES;
  }
}
