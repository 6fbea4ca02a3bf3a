import { checkedOf, withFreshRuns, withoutFreshRuns } from '../core/design/screening.ts';
import type { RunPart } from '../core/engine/resume.ts';
import type { RunHeader, RunRecord, TrialKey } from '../core/model/run.ts';
import { missingTrials } from '../core/run-file/journal.ts';
import { nodeHasher } from '../providers/node-ports.ts';
import { hasEndedEarly } from './ended-early.ts';
import type { ReadyPart } from './send.ts';

/** A run that finds out which words of its prompt make the answer: the rows of its design, then fresh runs without the strongest parts. */

/** What a shell does at each step. */
export interface ScreeningPorts {
  /** Sends a part and gives the run with all that it has so far. */
  readonly send: (part: ReadyPart) => Promise<RunRecord>;
  /** Reads the answers: places of the parts that are to be checked. */
  readonly strongest: (record: RunRecord) => Promise<readonly number[]>;
  /** Hears which parts are checked, and what is sent for that, before it is. */
  readonly onChecked: (
    header: RunHeader,
    strongest: readonly number[],
    missing: readonly TrialKey[],
  ) => Promise<void> | void;
}

/** Whether the fresh runs of a design are still to be laid out. */
export const isScreening = ({ screening }: RunHeader) => screening !== undefined && screening.fresh === undefined;

/**
 * The part with the fresh runs that will follow, so that what is said and confirmed before anything is sent holds for all of it. Which
 * parts they leave out is not known yet: the whole prompt stands for them, which is longer than any of them.
 */
export function wholeScreening(part: RunPart): RunPart {
  const { header, kept } = part;
  if (!isScreening(header)) return part;
  const places = Array.from({ length: checkedOf(header.screening!) }, (_, place) => place);
  const { conditions } = withFreshRuns(header, places, nodeHasher);
  const whole = conditions.find(({ id }) => id === header.screening!.whole)!;
  const shown = conditions.map((one) =>
    header.conditions.includes(one) ? one : { ...one, prompt: whole.prompt, messages: whole.messages },
  );
  const longer = { ...header, conditions: shown };
  return { ...part, header: longer, missing: missingTrials(longer, kept) };
}

/** What of `whole`, as `wholeScreening` gave it, is sent first. */
export function firstScreening(whole: RunPart): Pick<RunPart, 'header' | 'missing'> {
  if (!isScreening(whole.header)) return whole;
  const header = withoutFreshRuns(whole.header);
  return { header, missing: missingTrials(header, whole.kept) };
}

/**
 * Sends what is missing of the rows, asks which parts are the strongest and sends the fresh runs. `whole` is what `wholeScreening`
 * gave, as it was confirmed. Ends early when the run was stopped, its budget is used up, calls are missing, or no answer came.
 */
export async function sendScreening(whole: ReadyPart, ports: ScreeningPorts): Promise<RunRecord> {
  if (!isScreening(whole.header)) return ports.send(whole);
  const header = withoutFreshRuns(whole.header);
  const { kept } = whole;
  const { missing } = firstScreening(whole);
  const record = missing.length === 0 ? null : await ports.send({ ...whole, header, missing });
  if (record !== null && hasEndedEarly(record)) return record;
  const trials = record?.trials ?? kept;
  const soFar: RunRecord = record ?? { run: { ...header, status: 'complete', finishedAt: null }, trials, edits: [] };
  const strongest = await ports.strongest(soFar);
  if (strongest.length === 0) return soFar;
  const longer = withFreshRuns(header, strongest, nodeHasher);
  const fresh = missingTrials(longer, trials);
  await ports.onChecked(longer, strongest, fresh);
  return ports.send({ ...whole, header: longer, kept: trials, missing: fresh });
}
