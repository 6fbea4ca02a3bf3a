import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Provenance, RunRecord, Target, Trial } from '../../core/model/run.ts';
import { parseProbeFile, recordOfFile } from '../../core/run-file/run-file.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { STRINGS } from '../strings.ts';

/** A run that ships with the product: published answers, to look at and to replay. */
export interface Recording {
  /** File name, for example `numbers.probe.json`. */
  readonly file: string;
  readonly path: string;
  readonly record: RunRecord;
  readonly prompt: string;
  readonly system: string | null;
  readonly provenance: Provenance | null;
}

/** One target of a recording, as `recorded:FILE#TARGET` names it. */
export interface RecordedTarget {
  readonly recording: Recording;
  readonly target: Target;
  /** How many answers of it there are. */
  readonly runs: number;
}

const EXTENSION = '.probe.json';

/** The recordings of a folder, read once. */
export class Recordings {
  private readonly folder: string;
  private loading: Promise<readonly Recording[]> | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** All of them, by file name. */
  async all(): Promise<readonly Recording[]> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = null; // the next call tries again
      throw error;
    });
    return this.loading;
  }

  /** The targets that answered exactly this prompt. */
  async answering(prompt: string, system: string | null): Promise<readonly RecordedTarget[]> {
    const recordings = (await this.all()).filter((one) => one.prompt === prompt && one.system === system);
    return recordings.flatMap((recording) =>
      recording.record.run.targets
        .map((target) => ({ recording, target, runs: trialsOf(recording, target).length }))
        .filter(({ runs }) => runs > 0),
    );
  }

  /** What a `recorded` target replays: the recording with the trials of that one target. */
  async recordFor(model: string): Promise<RunRecord> {
    const found = (await this.all())
      .flatMap((recording) => recording.record.run.targets.map((target) => ({ recording, target })))
      .find(({ recording, target }) => recordedModel(recording, target) === model);
    if (!found) throw new UsageError(STRINGS.models.invalid.recording(model));
    const { recording, target } = found;
    const { record } = recording;
    return { ...record, run: { ...record.run, targets: [target] }, trials: trialsOf(recording, target) };
  }

  private async load(): Promise<readonly Recording[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(EXTENSION)).sort();
    return Promise.all(names.map((name) => readRecording(path.join(this.folder, name))));
  }
}

/** The model name of a recorded target. */
export function recordedModel(recording: Recording, target: Target): string {
  return `${recording.file}#${target.id}`;
}

function trialsOf({ record }: Recording, target: Target): readonly Trial[] {
  return record.trials.filter((trial) => trial.target === target.id && trial.outcome !== 'cancelled');
}

async function readRecording(file: string): Promise<Recording> {
  const record = recordOfFile(parseProbeFile(await readFile(file, 'utf8')));
  const { run } = record;
  const [condition] = run.conditions;
  return {
    file: path.basename(file),
    path: file,
    record,
    prompt: condition?.prompt ?? '',
    system: condition?.system ?? null,
    provenance: run.provenance ?? null,
  };
}
