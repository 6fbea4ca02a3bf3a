import type { Settlement } from '../../core/analysis/insight/settlement.ts';
import type { RunPart } from '../../core/engine/resume.ts';
import type { RunEvent } from '../../core/model/events.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import { costByTarget, costGaps, totalCost } from '../../core/money/cost.ts';
import { formatUsd } from '../../core/money/estimate.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import type { RunJournal } from '../../runs/journal.ts';
import { hasSecondPart, sendRewrites, withoutConfirmation } from '../../runs/rewrites.ts';
import { firstScreening, isScreening, sendScreening } from '../../runs/screening.ts';
import { sendPart, type ReadyPart } from '../../runs/send.ts';
import { firstPart, sendUntilSettled } from '../../runs/until-settled.ts';
import type { Settings } from '../config/settings.ts';
import { kindOf } from '../log.ts';
import type { OpenRun, Sending } from './open-run.ts';
import { STRINGS } from '../strings.ts';

/** A run, or what is left of one, ready to be sent. */
export interface Part extends ReadyPart {
  readonly run: OpenRun;
  readonly settings: Settings;
  readonly journal: RunJournal;
  /** Hears when all is written and the journal is still this window's alone. */
  readonly onWritten: () => Promise<void>;
  readonly log: Logger;
  /** Whether it is sent look by look, and ends once it is settled. */
  readonly untilSettled?: boolean;
}

/** Sends every trial that is not there yet: engine, journal, run. `done` resolves when all is written; it never rejects. */
export function sendInto(part: Part): Sending & { readonly done: Promise<void> } {
  const abort = new AbortController();
  let abandoned = false;
  const onEvent = (event: RunEvent): void => {
    if (abandoned) return;
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
      void part.journal.abandon();
      abort.abort();
    },
    edited: (edits) => {
      const event = { type: 'edited', edits } as const;
      part.journal.event(event);
      onEvent(event);
    },
  };
}

async function send(
  part: Part,
  signal: AbortSignal,
  onEvent: (event: RunEvent) => void,
  isAbandoned: () => boolean,
): Promise<void> {
  const { run, journal, log } = part;
  const wasWritten = run.isWritten;
  try {
    const record = await sendingOf(part)(part, signal, onEvent);
    if (isAbandoned()) return;
    log.info(`Run ${run.key} ${outcomeOf(record)}`);
  } catch (error) {
    const isUsage = error instanceof Error && error.name === 'UsageError';
    log.warn(`Run ${run.key} broke down (${kindOf(error)}).`);
    const finished = { type: 'finished', status: 'partial', finishedAt: new Date().toISOString() } as const;
    journal.event(finished);
    onEvent(finished);
    run.notice(isUsage ? error.message : STRINGS.sending.brokeDown);
  }
  await part.onWritten();
  await journal.close();
  if (wasWritten && journal.whole) run.written();
}

/** A run that is sent in several parts hears that it is over once, when nothing more is sent; its journal is whole after each. */
function inParts(part: Part, signal: AbortSignal, onEvent: (event: RunEvent) => void) {
  const { settings: limits, journal } = part;
  let ended: RunEvent | null = null;
  const hold = (event: RunEvent): void => {
    if (event.type === 'finished') ended = event;
    else onEvent(event);
  };
  return {
    send: (one: ReadyPart): Promise<RunRecord> => sendPart(one, { journal, limits, signal, onEvent: hold }),
    /** Whether a part was sent. */
    hasSent: (): boolean => ended !== null,
    over: (): void => {
      if (ended !== null) onEvent(ended);
    },
  };
}

/** A way of sending a run. */
type Sends = (part: Part, signal: AbortSignal, onEvent: (event: RunEvent) => void) => Promise<RunRecord>;

function sendingOf(part: Part): Sends {
  if (hasSecondPart(part)) return sendRewriting;
  if (part.untilSettled === true) return sendLooks;
  return isScreening(part.header) ? sendScreened : sendAtOnce;
}

/** What is sent first of a new run. */
export function firstOf(part: RunPart): Pick<RunPart, 'header' | 'missing'> {
  if (hasSecondPart(part)) return withoutConfirmation(part);
  return isScreening(part.header) ? firstScreening(part) : firstPart(part);
}

const sendAtOnce: Sends = (part, signal, onEvent) =>
  sendPart(part, { journal: part.journal, limits: part.settings, signal, onEvent });

const sendLooks: Sends = async (part, signal, onEvent) => {
  const { run } = part;
  const { send, hasSent, over } = inParts(part, signal, onEvent);
  const record = await sendUntilSettled(part, {
    send: async (look) => {
      if (hasSent()) await run.nextPart(look.header, look.missing);
      return send(look);
    },
    judge: () => (signal.aborted ? FUTILE : run.settlement().catch(futileWithoutReport)),
    onOpen: () => undefined,
  });
  over();
  return record;
};

/** A run that tries rewrites, with the fresh runs of the best one. */
const sendRewriting: Sends = async (part, signal, onEvent) => {
  const { run } = part;
  const { send, over } = inParts(part, signal, onEvent);
  const record = await sendRewrites(part, {
    send,
    judge: () => (signal.aborted ? Promise.resolve(null) : run.report().then((report) => report?.rewrites ?? null)),
    onFirst: async (confirmed) => {
      if (confirmed === null || signal.aborted) return false;
      await run.nextPart(confirmed.part.header, confirmed.part.missing);
      return true;
    },
  });
  over();
  return record;
};

/** A run that screens its prompt, with the fresh runs of the parts that stand out. */
const sendScreened: Sends = async (part, signal, onEvent) => {
  const { run } = part;
  const { send, over } = inParts(part, signal, onEvent);
  const record = await sendScreening(part, {
    send,
    strongest: async () => (await run.screening())?.strongest ?? [],
    onChecked: (header, _strongest, missing) => run.nextPart(header, missing),
  });
  over();
  return record;
};

/** Nothing more is sent. */
const FUTILE = Promise.resolve<Settlement>({ kind: 'futile', open: [] });

/** The panel says why there is no report; what nobody can read is not sent on for. */
function futileWithoutReport(error: unknown): Promise<Settlement> {
  if (!(error instanceof UsageError)) throw error;
  return FUTILE;
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
