import { createHash } from 'node:crypto';
import type { RunDigest, RunMarks, RunOutline } from '../core/model/kept-runs.ts';
import { trialsOf } from '../core/model/planned-trials.ts';
import { beginning } from '../core/text/shortened.ts';
import type { JournalSummary } from '../storage/read-journal.ts';

/** Longest part of a prompt, or of a name, that a list holds, UTF-16 units. */
const LONGEST_TEXT = 500;
/** Models that a list holds. */
const MOST_TARGETS = 50;

/** A kept run as a list shows it. */
export interface KeptRun extends RunOutline {
  readonly key: string;
  /** Whether another window or process is writing it at this moment. */
  readonly elsewhere: boolean;
  /** What its report said; `null` as long as nobody has made one, or the run has changed since. */
  readonly digest: RunDigest | null;
  readonly marks: RunMarks;
}

/** Tells prompts apart without holding them. */
export function promptDigestOf(prompt: string): string {
  return createHash('sha256').update(prompt).digest('hex').slice(0, 16);
}

/** Places of a long prompt at which one is looked for that a list holds the beginning of only. */
const MOST_PLACES = 20;

/**
 * Whether only a part of a prompt was asked, as when a selection of it was probed, and that part still stands in it. False of a
 * whole prompt that was written on since.
 */
export function askedPartOf(run: RunOutline, prompt: string): boolean {
  const { prompt: held, promptDigest, promptLength, isPart = false } = run;
  const asked = promptLength === undefined ? held.trim() : held;
  const length = promptLength ?? asked.length;
  if (!isPart || asked === '' || length >= prompt.trim().length) return false;
  if (promptLength === undefined) return prompt.includes(asked);
  let at = prompt.indexOf(asked);
  for (let place = 0; at >= 0 && place < MOST_PLACES; place++) {
    if (promptDigestOf(prompt.slice(at, at + length)) === promptDigest) return true;
    at = prompt.indexOf(asked, at + 1);
  }
  return false;
}

/** What a list shows of a journal; `null` when its header is not one of this program. */
export function outlineOf({ header, missing }: JournalSummary): RunOutline | null {
  const createdAt = field(header, 'createdAt');
  const prompt = field(header.conditions[0], 'prompt');
  if (typeof createdAt !== 'string' || typeof prompt !== 'string') return null;
  const { trialsPerCell } = header;
  const recordedAt = field(header, 'recordedAt');
  const origin = field(header, 'origin');
  const [file, line] = [field(origin, 'path'), field(origin, 'line')];
  const design = field(field(header, 'design'), 'file');
  const targets = header.targets.slice(0, MOST_TARGETS).map((target) => cut(String(field(target, 'label') ?? '')));
  return {
    createdAt: cut(createdAt),
    ...(typeof recordedAt === 'string' && { recordedAt: cut(recordedAt) }),
    prompt: cut(prompt),
    promptDigest: promptDigestOf(prompt),
    ...(cut(prompt) !== prompt && { promptLength: prompt.length }),
    ...(typeof file === 'string' && { file: cut(file) }),
    ...(Number.isSafeInteger(line) && Number(line) >= 0 && { line: Number(line) }),
    ...(field(origin, 'isPart') === true && { isPart: true }),
    ...(typeof design === 'string' && { design: cut(design) }),
    targets,
    trialsPerCell,
    wanted: trialsOf(header),
    missing,
  };
}

const cut = (text: string): string => beginning(text, LONGEST_TEXT);

/** A field of something that was read from a file. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
