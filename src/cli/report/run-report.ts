import { setImmediate } from 'node:timers/promises';
import type { Settlement } from '../../core/analysis/insight/settlement.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { CheckWishes, RunRecord, SemanticGrouping, ShareBound } from '../../core/model/run.ts';
import type { RewritesReport } from '../../core/model/rewrites-report.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { FoundBound } from '../../core/compare/bounds.ts';
import type { Comparison } from '../../core/compare/comparison.ts';
import { MARGINS, type Margins } from '../../core/compare/margins.ts';
import type { Compared } from '../../core/semantic/ask.ts';
import type { AnalysisClient, Call } from '../../runs/analysis/client.ts';
import type { ReportArguments } from '../arguments/invocation.ts';
import { giveBackMemory } from '../io/give-back.ts';
import type { Io } from '../io/io.ts';
import { styleFor } from '../terminal/style.ts';
import { analysisOptions } from './deliver.ts';
import type { HeldRun } from './held-run.ts';
import type { ReportCalls } from './report-calls.ts';

/** The run that a command is about, where it is the only one. */
const KEY = 'run';
/** Trials that are told at once: little enough that signals are heard in between. */
const TOLD_AT_ONCE = 200;
/** Trials from which on what a run leaves behind in this thread is worth the time that it takes to give it back. */
const WORTH_GIVING_BACK = 5_000;

/** Starts the thread that will make the report, while models are still answering. */
export function warmReport({ analysis, reportKey = KEY }: Io): void {
  analysis.warm(reportKey);
}

/** Tells the thread a run, little by little. */
async function tell(
  { run, trials, edits, semantic }: RunRecord,
  options: AnalysisOptions,
  call: Call<ReportCalls>,
): Promise<void> {
  await call('take', { key: KEY, run, edits, ...(semantic && { semantic }), options });
  for (let from = 0; from < trials.length; from += TOLD_AT_ONCE) {
    await call('add', { key: KEY, trials: trials.slice(from, from + TOLD_AT_ONCE) });
    await setImmediate();
  }
}

/** The report of a run, made in a thread of its own. Everything rejects with a `UsageError` when it cannot be made. */
export class RunReport {
  readonly #client: AnalysisClient<ReportCalls>;
  readonly #key: string;
  readonly #begin: (call: Call<ReportCalls>) => Promise<void>;
  #semantic: SemanticGrouping | null = null;
  #wishes: CheckWishes = {};

  private constructor({ analysis, reportKey = KEY }: Io, begin: (call: Call<ReportCalls>) => Promise<void>) {
    this.#client = analysis;
    this.#key = reportKey;
    this.#begin = begin;
  }

  /** Of a run that is in memory. */
  static async of(record: RunRecord, wanted: ReportArguments, io: Io): Promise<RunReport> {
    return new RunReport(io, (call) => tell(record, analysisOptions(wanted), call)).#opened();
  }

  /** Of a run that a run file holds as well: it is let go once the thread has it, and another thread reads the file. */
  static async ofSaved(held: HeldRun, file: string, wanted: ReportArguments, io: Io): Promise<RunReport> {
    const options = analysisOptions(wanted);
    const isLarge = held.record.trials.length >= WORTH_GIVING_BACK;
    // What sending and saving left behind, before the thread takes its share.
    if (isLarge) giveBackMemory();
    const report = await new RunReport(io, async (call) => {
      if (held.isReleased) await call('open', { key: KEY, file, stamp: null, options });
      else await tell(held.record, options, call);
    }).#opened();
    held.release();
    if (isLarge) giveBackMemory();
    return report;
  }

  /** Of a run in a file of any kind. */
  static async ofFile(
    file: string,
    stamp: ReportCalls['open']['params']['stamp'],
    wanted: ReportArguments,
    io: Io,
  ): Promise<RunReport> {
    const options = analysisOptions(wanted);
    return new RunReport(io, async (call) => void (await call('open', { key: KEY, file, stamp, options }))).#opened();
  }

  /** Of two runs in files of any kind, for `comparison`. */
  static async ofFiles(
    files: readonly [before: string, after: string],
    stamp: ReportCalls['open-pair']['params']['stamp'],
    wanted: ReportArguments,
    io: Io,
  ): Promise<RunReport> {
    const options = analysisOptions(wanted);
    const report = new RunReport(io, async (call) => {
      report.#wishes = await call('open-pair', { key: KEY, files, stamp, options });
    });
    return report.#opened();
  }

  /** What the probe file of the later of two runs wants of it. */
  get wishes(): CheckWishes {
    return this.#wishes;
  }

  /** How large shares of its outputs are. */
  bounds(bounds: readonly ShareBound[]): Promise<readonly FoundBound[]> {
    return this.#client.call('bounds', { key: this.#key, bounds });
  }

  /** What changed between the two. */
  comparison(margins: Margins = MARGINS): Promise<Comparison> {
    return this.#client.call('comparison', { key: this.#key, margins });
  }

  /** What is worth asking a model about. */
  compared(method: SemanticGrouping['method']): Promise<Compared> {
    return this.#client.call('compared', { key: this.#key, method });
  }

  /** Groups by what a model said. */
  async group(semantic: SemanticGrouping): Promise<void> {
    this.#semantic = semantic;
    await this.#client.call('grouped', { key: this.#key, semantic });
  }

  /** How a run that is sent until it is settled stands. */
  settlement(): Promise<Settlement> {
    return this.#client.call('settlement', { key: this.#key });
  }

  /** The report at a glance: what was found and the figures that it rests on. */
  glance(columns: number): Promise<ReportCalls['glance']['result']> {
    return this.#client.call('glance', { key: this.#key, columns });
  }

  /** What rewrites of the prompt are worth; `null` where none were tried. */
  rewrites(): Promise<RewritesReport | null> {
    return this.#client.call('rewrites', { key: KEY });
  }

  /** Which parts of the prompt fresh runs are to check. */
  strongest(): Promise<readonly number[]> {
    return this.#client.call('strongest', { key: this.#key });
  }

  async make(): Promise<void> {
    await this.#client.call('report', { key: this.#key });
  }

  /** Saves run and report; the sentence when that fails. */
  async save(file: string): Promise<UsageError | null> {
    try {
      await this.#client.call('save', { key: this.#key, file });
      return null;
    } catch (error) {
      if (error instanceof UsageError) return error;
      throw error;
    }
  }

  async print({ format, full }: ReportArguments, { out, env }: Io): Promise<void> {
    const { isTerminal, columns } = out;
    const isColoured = styleFor(isTerminal, env).coloured;
    await this.#client.call('print', {
      key: this.#key,
      format,
      isFull: full === true,
      isTerminal,
      columns,
      isColoured,
    });
    for (;;) {
      const piece = await this.#client.call('next', { key: this.#key });
      if (piece === null) return;
      await out.write(piece);
    }
  }

  /** Lets the run go, and with it its thread. */
  close(): Promise<void> {
    return this.#client.close(this.#key);
  }

  async #opened(): Promise<this> {
    this.#client.keep(this.#key, { bringBack: (call) => this.#bringBack(call) });
    await this.#begin((method, params) => this.#client.call(method, { ...params, key: this.#key }));
    return this;
  }

  async #bringBack(call: Call<ReportCalls>): Promise<void> {
    await this.#begin(call);
    if (this.#semantic !== null) await call('grouped', { key: this.#key, semantic: this.#semantic });
  }
}
