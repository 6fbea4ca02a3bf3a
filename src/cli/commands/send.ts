import type { RunPart } from '../../core/engine/resume.ts';
import { estimateRun, estimateSentence } from '../../core/money/estimate.ts';
import { list } from '../../core/text/prose.ts';
import type { GroupEdit, RunRecord, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { systemClock } from '../../providers/node-ports.ts';
import type { ReadJournal } from '../../runs/journal.ts';
import { askedTargets, connectPart, prepare, sendPart, type ReadyPart } from '../../runs/send.ts';
import type { StorageProblem } from '../../storage/journal.ts';
import type { ReportArguments, SendingArguments } from '../arguments/invocation.ts';
import { giveBackMemory } from '../io/give-back.ts';
import type { Io } from '../io/io.ts';
import { Progress, shapeOf, systemTicks } from '../io/progress.ts';
import { warmReport } from '../report/run-report.ts';
import { notReported } from '../report/ways-out.ts';
import type { Servers } from '../servers.ts';
import { oneLine } from '../terminal/printable.ts';
import { confirmRun } from './consent.ts';
import { pricedRun } from './pricing.ts';
import { checkAskable } from './resume-plan.ts';
import { SENDING } from '../strings/sending.ts';
import { RUNS } from '../strings/runs.ts';

/** Answers after which memory is given back: replies on their way outlive the young ones, and thousands gather before anything collects them. */
const GIVEN_BACK_AFTER = 5_000;

const CAUSES: Readonly<Record<StorageProblem['kind'], string>> = RUNS.journal.causes;

/** Tells of problems with a journal: on the error stream, and above the bar once there is one. */
export class Notices {
  #line: (text: string) => void;

  constructor({ err }: Io) {
    this.#line = (text) => void err.write(`${oneLine(text)}\n`);
  }

  /** Where lines go from now on. */
  to(line: (text: string) => void): void {
    this.#line = line;
  }

  readonly problem = ({ kind }: StorageProblem): void => {
    this.#line(RUNS.journal.unwritable(CAUSES[kind]));
  };
}

/** What a person should know before anything is sent, in one line. */
function announcement({ header, kept, missing }: RunPart): string {
  const all = kept.length + missing.length;
  const { looks = [] } = header;
  const estimate = estimateRun(header, missing);
  // A part that goes on with a run is sent to its end, whatever was planned.
  const whole =
    looks.length > 0 && estimate.isMost
      ? SENDING.until.announced(looks[0] ?? 0, shapeOf(header), list(looks.map(String)))
      : shapeOf(header);
  const cost = estimate.calls === 0 ? '' : ` ${estimateSentence(estimate, header)}`;
  if (kept.length > 0) return `${SENDING.done(whole, kept.length, all)}${cost || SENDING.left(missing.length)}`;
  return cost === '' ? SENDING.calls(missing.length, whole) : `${whole}.${cost}`;
}

/** What sending depends on. */
interface Sent extends SendingArguments {
  readonly report: ReportArguments;
}

/** How a command line asks and finds out before anything is sent. */
export interface CommandPorts {
  readonly wanted: Sent;
  readonly servers: Servers;
  /** What the recorded targets replay, by target id. */
  readonly recordings: (asked: readonly Target[]) => Promise<ReadonlyMap<string, RunRecord>>;
  /** What is said of those who are asked; one sentence each. */
  readonly notes: (asked: readonly Target[]) => readonly string[];
  readonly io: Io;
}

/** Makes a part ready to be sent. Throws a `UsageError` for what cannot be sent, or is not to be. */
export async function prepareOrRefuse(part: RunPart, ports: CommandPorts): Promise<ReadyPart> {
  const { wanted, servers, io } = ports;
  const ready = await prepare(part, {
    keys: async (asked) => {
      checkAskable(asked, servers);
      for (const note of ports.notes(asked)) await io.err.write(`${SENDING.note(oneLine(note))}\n`);
      return true;
    },
    price: (header) => pricedRun(header, wanted),
    connect: async (priced) => {
      const recordings = await ports.recordings(askedTargets(priced));
      return connectPart(priced, {
        keyFor: (provider, baseUrl) => Promise.resolve(servers.key(provider, baseUrl)),
        recordingFor: (target) => recordingOf(target, recordings),
        definitionFor: (provider) => servers.definition(provider),
      });
    },
    confirm: async (priced) => {
      await io.err.write(`${oneLine(announcement(priced))}\n`);
      return confirmRun(priced, wanted, io);
    },
  });
  if (ready === null) throw new UsageError(SENDING.nothingSent);
  return ready;
}

function recordingOf({ id }: Target, recordings: ReadonlyMap<string, RunRecord>): Promise<RunRecord> {
  const record = recordings.get(id);
  return record === undefined ? Promise.reject(new UsageError(SENDING.recordings.none(id))) : Promise.resolve(record);
}

/** Sends a part, shows how far it is, and writes every event into the journal. `edits` are those of an earlier part. */
export async function send(
  part: ReadyPart,
  edits: readonly GroupEdit[],
  wanted: SendingArguments,
  { journal, notices, io }: { readonly journal: ReadJournal; readonly notices: Notices; readonly io: Io },
): Promise<RunRecord> {
  io.lastWords = notReported(journal.file);
  warmReport(io);
  const progress = new Progress(part.header, part.kept, { screen: io.err, clock: systemClock, every: systemTicks });
  notices.to((text) => {
    progress.line(text);
  });
  const onInterrupt = (): void => {
    progress.interrupted();
  };
  io.interrupted.addEventListener('abort', onInterrupt);
  journal.keep(part.kept, edits);
  let settled = 0;
  try {
    const record = await sendPart(part, {
      journal,
      limits: wanted,
      signal: io.interrupted,
      onEvent: (event) => {
        progress.event(event);
        if (event.type === 'settled' && ++settled % GIVEN_BACK_AFTER === 0) giveBackMemory();
      },
    });
    return { ...record, edits };
  } finally {
    io.interrupted.removeEventListener('abort', onInterrupt);
    progress.end();
  }
}
