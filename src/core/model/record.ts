import type { RunEvent } from './events.ts';
import { beginRun } from './events.ts';
import type { Run, RunHeader, RunRecord, Trial, TrialKey } from './run.ts';
import { UsageError } from './usage-error.ts';

/** A run while its events come in. Grown in place by `applyEvent`, so that a long run costs no more than its length. */
export interface RunFold {
  run: Run | null;
  /** By `trialName`; a later settling of the same trial (after a resume) takes the place of the earlier one. */
  readonly trials: Map<string, Trial>;
}

/** A fold before its first event. */
export function emptyFold(): RunFold {
  return { run: null, trials: new Map() };
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
    case 'progress':
      break;
    case 'finished':
      if (fold.run) fold.run = { ...fold.run, status: event.status, finishedAt: event.finishedAt };
      break;
  }
}

/** The run as far as it got, with its trials sorted by target, condition (both in the run's order) and index. */
export function foldedRecord(fold: RunFold): RunRecord {
  const { run } = fold;
  if (run === null) throw new Error('A run begins with its header.');
  const targets = new Map(run.targets.map((target, place) => [target.id, place]));
  const conditions = new Map(run.conditions.map((condition, place) => [condition.id, place]));
  const trials = [...fold.trials.values()].sort(
    (a, b) =>
      (targets.get(a.target) ?? Infinity) - (targets.get(b.target) ?? Infinity) ||
      (conditions.get(a.condition) ?? Infinity) - (conditions.get(b.condition) ?? Infinity) ||
      a.trialIndex - b.trialIndex,
  );
  return { run, trials, edits: [] };
}

/** The run that these events tell. The first one must be `started`. */
export function recordOf(events: Iterable<RunEvent>): RunRecord {
  const fold = emptyFold();
  for (const event of events) applyEvent(fold, event);
  return foldedRecord(fold);
}

/** Trials of the run that have not ended; an aborted one has not. */
export function missingTrials(header: RunHeader, trials: readonly Trial[]): TrialKey[] {
  const done = new Set(trials.filter((trial) => trial.outcome !== 'cancelled').map(trialName));
  const missing: TrialKey[] = [];
  for (const target of header.targets) {
    for (const condition of header.conditions) {
      for (let trialIndex = 0; trialIndex < header.trialsPerCell; trialIndex++) {
        const key = { target: target.id, condition: condition.id, trialIndex };
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
  /** The end of the run; `null` when it was cut short or went on afterwards. */
  readonly finished: Extract<RunEvent, { type: 'finished' }> | null;
  /** Lines that cannot be read: 1 after a crash in the middle of writing. */
  readonly unreadable: number;
}

/** Reads a journal. Torn lines are left out and counted; without a header first it throws a `UsageError`. */
export function parseJournal(text: string): Journal {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const events = lines.map(readEvent);
  if (events[0]?.type !== 'started') throw new UsageError('This file is not the journal of a run.');
  let header = events[0].header;
  let finished: Journal['finished'] = null;
  const trials = new Map<string, Trial>();
  for (const event of events) {
    if (event?.type === 'started') header = event.header;
    if (event?.type === 'settled') trials.set(trialName(event.trial), event.trial);
    if (event) finished = event.type === 'finished' ? event : null;
  }
  return {
    header,
    trials: [...trials.values()],
    finished,
    unreadable: events.filter((event) => event === null).length,
  };
}

type StoredEvent = Exclude<RunEvent, { type: 'progress' }>;

function readEvent(line: string): StoredEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null; // torn by a crash; counted by the caller
  }
  return isStoredEvent(value) ? value : null;
}

/** Checks what the fold relies on; the rest of a line is as this program wrote it. */
function isStoredEvent(value: unknown): value is StoredEvent {
  if (!isObject(value)) return false;
  if (value.type === 'finished') return typeof value.status === 'string' && typeof value.finishedAt === 'string';
  if (value.type === 'started') {
    const { header } = value;
    return (
      isObject(header) &&
      Array.isArray(header.targets) &&
      Array.isArray(header.conditions) &&
      Number.isSafeInteger(header.trialsPerCell)
    );
  }
  const { trial } = value;
  return (
    value.type === 'settled' &&
    isObject(trial) &&
    typeof trial.target === 'string' &&
    typeof trial.condition === 'string' &&
    Number.isSafeInteger(trial.trialIndex) &&
    typeof trial.outcome === 'string' &&
    typeof trial.text === 'string'
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
