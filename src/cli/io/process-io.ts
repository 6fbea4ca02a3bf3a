import { writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import type { Logger } from '../../core/ports.ts';
import { AnalysisClient } from '../../runs/analysis/client.ts';
import { EXIT } from '../exit-code.ts';
import { NEEDS_REPORT, type ReportCalls } from '../report/report-calls.ts';
import { printable } from '../terminal/printable.ts';
import { wholeText } from '../../storage/readable.ts';
import { LARGEST_TEXT } from '../../storage/files.ts';
import type { Io, Screen } from './io.ts';
import { askAtTerminal } from './question.ts';
import { SinceInterrupted } from './since-interrupted.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** A terminal wider than this is not filled: lines of text get hard to read. */
const WIDEST = 120;
/** Below this, lines are left to the terminal to wrap. */
const NARROWEST = 60;

/** Nobody reads any more. */
const GONE = ['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];

function screen(stream: NodeJS.WriteStream | WriteStream): Screen {
  // `| head` closes the pipe early, and a closed window takes its terminal away. That is no error of ours, and what was
  // paid for is still to be saved.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.includes(error.code ?? '')) throw error;
  });
  return {
    write: (text) =>
      new Promise((resolve) => {
        stream.write(text, () => {
          resolve();
        });
      }),
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.isTTY ? Math.min(WIDEST, Math.max(NARROWEST, stream.columns || 80)) : 80;
    },
  };
}

function readInput(): Promise<string> {
  return wholeText(process.stdin as AsyncIterable<Buffer>, LARGEST_TEXT, ARGUMENTS.input);
}

/** Milliseconds from the first signal to the end of the process: people wait a second. */
const LAST_MS = 900;

/**
 * The first signal asks the command to stop and keep what it has, which it may do for a moment; the second ends the process
 * at once. Every answer is on disk before anybody hears of it, so that nothing is lost by either.
 */
class Interruption {
  readonly #controller = new AbortController();
  readonly #lastWords: () => string;
  #since: SinceInterrupted | null = null;

  constructor(lastWords: () => string) {
    this.#lastWords = lastWords;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => this.#heard());
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get ms(): number {
    return this.#since?.ms ?? 0;
  }

  #heard(): void {
    if (this.#since !== null) process.exit(EXIT.interrupted);
    this.#since = new SinceInterrupted((ms) => {
      if (ms > LAST_MS) this.#leave();
    });
    this.#controller.abort(new DOMException('Interrupted.', 'AbortError'));
  }

  #leave(): never {
    const words = this.#lastWords();
    if (words !== '') writeSync(process.stderr.fd, `${printable(words)}\n`);
    process.exit(EXIT.interrupted);
  }
}

/** The streams and signals of this process. `script`: what its threads run. */
export function processIo(script: string): Io {
  let interruption: Interruption | null = null;
  let analysis: Io['analysis'] | null = null;
  return {
    out: screen(process.stdout),
    err: screen(process.stderr),
    env: process.env,
    input: readInput,
    lastWords: '',
    get ask() {
      const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
      return isTerminal ? (question: string) => askAtTerminal(question, this.interrupted) : null;
    },
    // Signals are caught only once there is something to keep: until then Ctrl+C ends the process as it always does.
    get interrupted() {
      interruption ??= new Interruption(() => this.lastWords);
      return interruption.signal;
    },
    sinceInterrupted: () => interruption?.ms ?? 0,
    get analysis() {
      analysis ??= new AnalysisClient<ReportCalls>({ file: script, log: SILENT, needsReport: NEEDS_REPORT });
      return analysis;
    },
  };
}

/** A restarted thread is seen by its effect: an output that was set aside. */
const SILENT: Logger = { info: () => undefined, warn: () => undefined };
