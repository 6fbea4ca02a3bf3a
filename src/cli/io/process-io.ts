import type { WriteStream } from 'node:tty';
import { wholeText } from '../../storage/readable.ts';
import { LARGEST_TEXT } from './files.ts';
import type { Io, Screen } from './io.ts';
import { askAtTerminal } from './question.ts';

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
  return wholeText(process.stdin as AsyncIterable<Buffer>, LARGEST_TEXT, 'The standard input');
}

/** The first signal asks the command to stop and keep what it has; the second ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new DOMException('Interrupted.', 'AbortError'));
    });
  }
  return controller.signal;
}

/** The streams and signals of this process. */
export function processIo(): Io {
  let interrupted: AbortSignal | null = null;
  return {
    out: screen(process.stdout),
    err: screen(process.stderr),
    env: process.env,
    input: readInput,
    get ask() {
      const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
      return isTerminal ? (question: string) => askAtTerminal(question, this.interrupted) : null;
    },
    // Signals are caught only once there is something to keep: until then Ctrl+C ends the process as it always does.
    get interrupted() {
      interrupted ??= interruption();
      return interrupted;
    },
  };
}
