import type { JournalSummary } from '../storage/read-journal.ts';

/** A kept run as a list shows it. */
export interface KeptRun {
  readonly key: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  readonly prompt: string;
  /** Path of the file that the prompt came from; absent when that is not known. */
  readonly file?: string;
  readonly targets: readonly string[];
  readonly trialsPerCell: number;
  /** Trials of the whole run. */
  readonly wanted: number;
  /** Trials that never ended; the run is unfinished when this is above 0. */
  readonly missing: number;
  /** Whether another window or process is writing it at this moment. */
  readonly elsewhere: boolean;
}

/** What a list shows of a journal; `null` when its header is not one of this program. */
export function keptRunOf(key: string, { header, missing }: JournalSummary, elsewhere: boolean): KeptRun | null {
  const createdAt = field(header, 'createdAt');
  const prompt = field(header.conditions[0], 'prompt');
  if (typeof createdAt !== 'string' || typeof prompt !== 'string') return null;
  const { conditions, trialsPerCell } = header;
  const targets = header.targets.map((target) => String(field(target, 'label') ?? ''));
  const wanted = targets.length * conditions.length * trialsPerCell;
  const file = field(field(header, 'origin'), 'path');
  const from = typeof file === 'string' ? { file } : {};
  return { key, createdAt, prompt, ...from, targets, trialsPerCell, wanted, missing, elsewhere };
}

/** A field of something that was read from a file. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
