import { runProbe } from '../../core/engine/run-probe.ts';
import type { RunEvent } from '../../core/model/events.ts';
import type { RunHeader, RunRecord, Trial } from '../../core/model/run.ts';
import type { Logger } from '../../core/ports.ts';
import { costByTarget, costGaps, totalCost } from '../../core/money/cost.ts';
import { formatUsd } from '../../core/money/estimate.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import type { Connections } from '../../providers/connect.ts';
import { nodeHasher, systemClock } from '../../providers/node-ports.ts';
import type { RunJournal } from '../../runs/journal.ts';
import type { Settings } from '../config/settings.ts';
import { kindOf } from '../log.ts';
import type { OpenRun, Sending } from './open-run.ts';

/** Calls for one trial, retries included. */
const MAX_ATTEMPTS = 6;

/** A run, or what is left of one, ready to be sent. */
export interface Part {
  readonly run: OpenRun;
  readonly header: RunHeader;
  /** Trials of earlier parts that stay as they are. */
  readonly kept: readonly Trial[];
  readonly settings: Settings;
  readonly connections: Connections;
  readonly journal: RunJournal;
  /** Hears when all is written and the journal is still this window's alone. */
  readonly onWritten: () => Promise<void>;
  readonly log: Logger;
}

/** Sends every trial that is not there yet: engine, journal, run. `done` resolves when all is written; it never rejects. */
export function sendPart(part: Part): Sending & { readonly done: Promise<void> } {
  const abort = new AbortController();
  let abandoned = false;
  const onEvent = (event: RunEvent): void => {
    if (abandoned) return;
    part.journal.event(event);
    part.run.take(event);
  };
  return {
    done: send(part, abort.signal, onEvent, () => abandoned),
    stop: () => {
      abort.abort();
    },
    abandon: () => {
      // Nothing more is written, or the trials that are missing would be told as cancelled by the user.
      abandoned = true;
      abort.abort();
      void part.journal.close();
    },
    edited: (edits) => {
      onEvent({ type: 'edited', edits });
    },
  };
}

async function send(
  part: Part,
  signal: AbortSignal,
  onEvent: (event: RunEvent) => void,
  isAbandoned: () => boolean,
): Promise<void> {
  const { run, header, kept, settings, connections, journal, log } = part;
  const { concurrency, timeoutMs, budgetUsd } = settings;
  try {
    const record = await runProbe(header, {
      ...connections,
      ...{ concurrency, timeoutMs, budgetUsd, signal, onEvent },
      ...{ maxAttempts: MAX_ATTEMPTS, settled: kept },
      ...{ clock: systemClock, hasher: nodeHasher, random: Math.random },
    });
    if (isAbandoned()) return;
    log.info(`Run ${run.key} ${outcomeOf(record)}`);
  } catch (error) {
    const isUsage = error instanceof Error && error.name === 'UsageError';
    log.warn(`Run ${run.key} broke down (${kindOf(error)}).`);
    onEvent({ type: 'finished', status: 'partial', finishedAt: new Date().toISOString() });
    run.notice(
      isUsage ? error.message : 'The run broke down unexpectedly; what had arrived is kept. Please report this.',
    );
  }
  await part.onWritten();
  await journal.close();
  if (journal.whole) run.written();
}

/** What the log says of a run that is over: no prompt, no answer, no name that someone else chose. */
function outcomeOf(record: RunRecord): string {
  const { run, trials } = record;
  const answered = trials.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'cancelled').length;
  return `${run.status}: ${answered} of ${trials.length} answered${costOf(record)}.`;
}

function costOf(record: RunRecord): string {
  if (!record.run.targets.some(isAskedLive)) return '';
  const total = totalCost(costByTarget(record));
  const more = costGaps(record).length > 0 ? 'more than ' : '';
  return total === null ? ', cost unknown' : `, cost ${more}${formatUsd(total)} at list prices`;
}
