import type { AnalysisClient } from '../../runs/analysis/client.ts';
import type { ReportCalls } from '../report/report-calls.ts';

/** What a command needs from the process, so that tests can bring their own. */

/** One output stream. */
export interface Screen {
  /** Resolves when the text has been handed over, also when nobody reads it any more. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 when it is none. */
  readonly columns: number;
}

/** The streams, the environment and the interruption of one call of the command line. */
export interface Io {
  /** Results. */
  readonly out: Screen;
  /** Progress and errors. */
  readonly err: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads all of standard input. */
  readonly input: () => Promise<string>;
  /** Asks a person, who answers in one line (`null`: not at all); `null` where no terminal is on both ends. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
  /** Aborted by the first Ctrl+C; the process ends within a second of it, whatever it is at. */
  readonly interrupted: AbortSignal;
  /** Milliseconds since then; slower while a report is made on a machine that has much else to do. */
  readonly sinceInterrupted: () => number;
  /** What is said when that second is over: where the run is, and how to have its report. */
  lastWords: string;
  /** Makes reports, each in a thread of its own. */
  readonly analysis: AnalysisClient<ReportCalls>;
  /** Tells a report from others that are made at the same time; absent for a command that makes one. */
  readonly reportKey?: string;
}
