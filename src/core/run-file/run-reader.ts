import { JournalReader, type Journal } from './journal.ts';
import { ENOUGH } from './journal-lines.ts';
import type { RunRecord } from '../model/run.ts';
import { checkRecord } from './run-file.ts';
import { RunFileReader } from './run-file-reader.ts';
import { TextLines } from '../text/text-lines.ts';

/**
 * Makes a run of a text that comes in pieces, so that a file of any length can be read: no more of it is kept than the
 * run needs. Both throw a `UsageError` of one sentence when it cannot be read.
 */
export interface RunReader {
  /** Takes the next piece, without a byte order mark. */
  push(text: string): void;
  /** The run, once the whole text is there. */
  end(): RunRecord;
}

/** Reads the journal of a run. A torn last line is no error. */
export function journalReader(): RunReader {
  const journal = new JournalReader();
  const lines = new TextLines((line) => journal.line(line));
  return {
    push: (text) => lines.push(text),
    end() {
      lines.end();
      return recordOfJournal(journal.end());
    },
  };
}

/** Reads a run file, without the report on it. */
export function runFileReader(): RunReader {
  const file = new RunFileReader();
  return { push: (text) => file.push(text), end: () => file.recordOf(file.value()) };
}

/** Reads what a look at the begin of the text decides on. */
export function chosenReader(choose: (begin: string) => RunReader): RunReader {
  let begin = '';
  let chosen: RunReader | null = null;
  const choice = (): RunReader => {
    chosen = choose(begin);
    chosen.push(begin);
    begin = '';
    return chosen;
  };
  return {
    push(text) {
      if (chosen !== null) return chosen.push(text);
      begin += text;
      if (begin.length >= ENOUGH) choice();
    },
    end: () => (chosen ?? choice()).end(),
  };
}

/** Whatever kind of text this is, once it is there: the run in it. */
export function readWhole(reader: RunReader, text: string): RunRecord {
  reader.push(text);
  return reader.end();
}

/** A run as far as its journal tells; `partial` when it does not tell the end. Checked like any other file. */
function recordOfJournal({ header, trials, edits, finished, semantic }: Journal): RunRecord {
  const { status, finishedAt, endNote } = finished ?? { status: 'partial', finishedAt: null };
  // An imported run may not say when it ended; the empty string stands for that in a journal.
  const run = { ...header, status, finishedAt: finishedAt || null, ...(endNote !== undefined && { endNote }) };
  return checkRecord({ run, trials, edits, semantic });
}
