import { parseJson } from '../json/parse-json.ts';
import { runsUnder, trialsOf } from '../model/planned-trials.ts';
import { beginRun, storedEvent, type RunEvent, type StoredEvent } from '../model/events.ts';
import type { GroupEdit, Run, RunHeader, RunRecord, SemanticGrouping, Trial, TrialKey } from '../model/run.ts';
import { TextLines } from '../text/text-lines.ts';
import { Sharing } from '../model/sharing.ts';
import { UsageError } from '../model/usage-error.ts';

/** A run while its events come in. Grown in place by `applyEvent`, so that a long run costs no more than its length. */
export interface RunFold {
  run: Run | null;
  /** By `trialName`; a later settling of the same trial (after a resume) takes the place of the earlier one. */
  readonly trials: Map<string, Trial>;
  edits: readonly GroupEdit[];
  semantic?: SemanticGrouping;
}

/** A fold before its first event. */
export function emptyFold(): RunFold {
  return { run: null, trials: new Map(), edits: [] };
}

/** One string for each trial of a run. */
export function trialName({ target, condition, trialIndex }: TrialKey): string {
  return `${trialIndex}\n${condition}\n${target}`;
}

/** Takes one event in. */
export function applyEvent(fold: RunFold, event: RunEvent): void {
  switch (event.type) {
    case 'started':
      fold.run = beginRun(event.header);
      break;
    case 'settled':
      fold.trials.set(trialName(event.trial), event.trial);
      break;
    case 'edited':
      fold.edits = event.edits;
      break;
    case 'progress':
      break;
    case 'finished':
      if (fold.run) {
        const { status, finishedAt, endNote } = event;
        fold.run = { ...fold.run, status, finishedAt, ...(endNote !== undefined && { endNote }) };
      }
      break;
    case 'grouped':
      fold.semantic = event.semantic;
      break;
  }
}

/** More than any index of a trial, and few enough for a safe integer times any number of cells. */
const CELL = 2 ** 32;

/** The run as far as it got, with its trials sorted by target, condition (both in the run's order) and index. */
export function foldedRecord(fold: RunFold): RunRecord {
  const { run, semantic } = fold;
  if (run === null) throw new Error('A run begins with its header.');
  const targets = new Map(run.targets.map(({ id }, place) => [id, place]));
  const conditions = new Map(run.conditions.map(({ id }, place) => [id, place]));
  // One number per trial: looking up names at every comparison is slow for tens of thousands of trials.
  const ranked = [...fold.trials.values()].map((trial) => {
    const target = targets.get(trial.target) ?? targets.size;
    const condition = conditions.get(trial.condition) ?? conditions.size;
    return { rank: (target * (conditions.size + 1) + condition) * CELL + trial.trialIndex, trial };
  });
  const trials = ranked.sort((a, b) => a.rank - b.rank).map(({ trial }) => trial);
  return { run, trials, edits: fold.edits, ...(semantic && { semantic }) };
}

/** The run that these events tell. The first one must be `started`. */
export function recordOf(events: Iterable<RunEvent>): RunRecord {
  const fold = emptyFold();
  for (const event of events) applyEvent(fold, event);
  return foldedRecord(fold);
}

/** Most trials of a run that is read; naming those that a larger one lacks would take all memory. */
export const MOST_TRIALS = 3_000_000;

/** Trials of the run that have not ended; an aborted one has not. */
export function missingTrials(header: RunHeader, trials: readonly Trial[]): TrialKey[] {
  const done = new Set(trials.filter((trial) => trial.outcome !== 'cancelled').map(trialName));
  const missing: TrialKey[] = [];
  // A damaged header may hold one twice.
  const targets = new Set(header.targets.map(({ id }) => id));
  const conditions = new Map(header.conditions.map((one) => [one.id, runsUnder(one, header.trialsPerCell)]));
  for (const target of targets) {
    for (const [condition, runs] of conditions) {
      for (let trialIndex = 0; trialIndex < runs; trialIndex++) {
        const key = { target, condition, trialIndex };
        if (!done.has(trialName(key))) missing.push(key);
      }
    }
  }
  return missing;
}

/** The line of the journal for an event, without its line feed; `null` for events that are not kept. */
export function journalLine(event: RunEvent): string | null {
  return event.type === 'progress' ? null : JSON.stringify(event);
}

/** What a journal holds. */
export interface Journal {
  readonly header: RunHeader;
  /** Settled trials, one for each key: the last that was written. */
  readonly trials: readonly Trial[];
  /** Merges and splits by hand that hold at its end. */
  readonly edits: readonly GroupEdit[];
  /** The end of the run; `null` when it was cut short or went on afterwards. */
  readonly finished: Extract<RunEvent, { type: 'finished' }> | null;
  /** What was last found out about the meaning of the answers; absent when nobody asked. */
  readonly semantic?: SemanticGrouping;
  /** Lines that cannot be read: 1 after a crash in the middle of writing. */
  readonly unreadable: number;
}

/** Reads a journal. Torn lines are left out and counted; without a header first it throws a `UsageError`. */
export function parseJournal(text: string): Journal {
  const reader = new JournalReader();
  const lines = new TextLines((line) => reader.line(line));
  lines.push(text);
  lines.end();
  return reader.end();
}

/** Reads a journal line by line, for those who do not have it in one text. */
export class JournalReader {
  private header: RunHeader | null = null;
  private readonly trials = new Map<string, Trial>();
  private edits: readonly GroupEdit[] = [];
  private finished: Journal['finished'] = null;
  private semantic: SemanticGrouping | undefined;
  private unreadable = 0;
  private readonly sharing = new Sharing();

  /** Takes the next line, with or without its line feed; `null` for one that is too long to be read. */
  line(text: string | null): void {
    if (text?.trim() === '') return;
    const event = text === null ? null : readJournalLine(text);
    if (event === null) this.unreadable++;
    else this.take(event);
  }

  /** What the lines said. Throws a `UsageError` when they do not begin with a header. */
  end(): Journal {
    const { header, trials, edits, finished, unreadable, semantic } = this;
    if (header === null) throw new UsageError(NO_JOURNAL);
    if (trialsOf(header) > MOST_TRIALS) throw new UsageError(TOO_LARGE);
    return { header, trials: [...trials.values()], edits, finished, unreadable, ...(semantic && { semantic }) };
  }

  private take(event: StoredEvent): void {
    // A run that is over can be edited, and asked about; anything else behind its end means that it went on.
    if (event.type !== 'edited' && event.type !== 'grouped') this.finished = event.type === 'finished' ? event : null;
    // A run that is resumed writes its header again, with more runs of each cell if these were asked for.
    if (event.type === 'started') this.header = event.header;
    if (this.header === null) throw new UsageError(NO_JOURNAL);
    if (event.type === 'settled') this.trials.set(trialName(event.trial), this.sharing.trial(event.trial));
    if (event.type === 'edited') this.edits = event.edits;
    if (event.type === 'grouped') this.semantic = event.semantic;
  }
}

const TOO_LARGE = `This journal is of a run of more than ${MOST_TRIALS.toLocaleString('en')} calls; it is damaged, or not from this program.`;
const NO_JOURNAL = 'This file is not the journal of a run.';

/** Reads one line of a journal; `null` when it is torn or no event. */
export function readJournalLine(line: string): StoredEvent | null {
  // An error takes ten times as long to make as a short line to read, and a damaged file may have millions of those.
  if (!isInBraces(line)) return null;
  let value: unknown;
  try {
    value = parseJson(line);
  } catch {
    return null; // torn by a crash; counted by the caller
  }
  return storedEvent(value);
}

function isInBraces(line: string): boolean {
  const text = line.trim();
  return text.startsWith('{') && text.endsWith('}');
}
