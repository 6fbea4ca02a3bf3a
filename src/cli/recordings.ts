import path from 'node:path';
import { fileReader } from '../core/import/import.ts';
import type { RunRecord, Target, Trial } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { nodeHasher } from '../providers/node-ports.ts';
import { didYouMean } from './arguments/suggest.ts';
import { isFile, importIn, refuseOddities } from '../storage/files.ts';
import { SENDING } from './strings/sending.ts';

/** One target of a saved run, ready to be replayed. */
export interface RecordedTarget {
  readonly file: string;
  /** The saved run with the trials of this target only. */
  readonly record: RunRecord;
  readonly target: Target;
  /** How many runs of it can be replayed: of each condition that it answered, the fewest. */
  readonly runs: number;
  /** The same of the condition with the most. */
  readonly mostRuns: number;
}

/** `FILE#TARGET` cut at the `#`; file names and target ids may hold one too, so the cut that leaves a file counts. */
async function cutSpec(spec: string): Promise<readonly [file: string, target: string | null]> {
  if (await isFile(spec)) return [spec, null];
  for (let at = spec.indexOf('#'); at > 0; at = spec.indexOf('#', at + 1)) {
    const file = spec.slice(0, at);
    if (await isFile(file)) return [file, spec.slice(at + 1)];
  }
  const at = spec.indexOf('#');
  return at > 0 ? [spec.slice(0, at), spec.slice(at + 1)] : [spec, null];
}

function chosen(record: RunRecord, file: string, wanted: string | null): readonly Target[] {
  const { targets } = record.run;
  if (wanted === null) return targets;
  const found =
    targets.find((target) => target.id === wanted) ??
    targets.find((target) => target.model === wanted || target.label === wanted);
  if (found !== undefined) return [found];
  const ids = targets.map((target) => target.id);
  const guess = didYouMean(wanted, ids);
  throw new UsageError(
    SENDING.recordings.noTarget(file, wanted, guess === '.' ? SENDING.recordings.holds(ids) : guess),
  );
}

/** Replays go by index, so what lies behind a gap cannot be reached without inventing what is in it. */
function withoutGap(trials: readonly Trial[]): number {
  const held = new Set(trials.filter(({ outcome }) => outcome !== 'cancelled').map(({ trialIndex }) => trialIndex));
  let count = 0;
  while (held.has(count)) count++;
  return count;
}

function only(record: RunRecord, target: Target, file: string): RecordedTarget {
  const trials = record.trials.filter((trial) => trial.target === target.id);
  const held = record.run.conditions
    .map(({ id }) => withoutGap(trials.filter(({ condition }) => condition === id)))
    .filter((runs) => runs > 0);
  if (held.length === 0) throw new UsageError(SENDING.recordings.empty(file, target.id));
  const [runs, mostRuns] = [Math.min(...held), Math.max(...held)];
  return { file, target, runs, mostRuns, record: { ...record, run: { ...record.run, targets: [target] }, trials } };
}

/** The time of a file that does not say when it was made. */
export interface Stamp {
  readonly id: string;
  readonly createdAt: string;
}

/** Opens what `recorded:FILE` or `recorded:FILE#TARGET` names. */
export async function openRecording(spec: string, now: Stamp): Promise<readonly RecordedTarget[]> {
  const [file, wanted] = await cutSpec(spec);
  return openRecordedFile(file, wanted, now);
}

/** Opens a recording by its file; `null` takes all its targets. */
export async function openRecordedFile(
  file: string,
  wanted: string | null,
  now: Stamp,
): Promise<readonly RecordedTarget[]> {
  await refuseOddities(file);
  const record = await importIn(file, fileReader(path.basename(file), now, nodeHasher));
  return chosen(record, file, wanted).map((target) => only(record, target, file));
}
