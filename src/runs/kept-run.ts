import { createHash } from 'node:crypto';
import type { RunDigest, RunMarks, RunOutline } from '../core/model/kept-runs.ts';
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

/**
 * Whether what was asked is only a part of this prompt, as when a selection of it was probed. False also where a list does
 * not hold all that was asked.
 */
export function askedPartOf({ prompt: asked, promptDigest }: RunOutline, prompt: string): boolean {
  const part = asked.trim();
  if (part === '' || part.length >= prompt.trim().length || !prompt.includes(part)) return false;
  return promptDigestOf(asked) === promptDigest;
}

/** What a list shows of a journal; `null` when its header is not one of this program. */
export function outlineOf({ header, missing }: JournalSummary): RunOutline | null {
  const createdAt = field(header, 'createdAt');
  const prompt = field(header.conditions[0], 'prompt');
  if (typeof createdAt !== 'string' || typeof prompt !== 'string') return null;
  const { conditions, trialsPerCell } = header;
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
    ...(typeof file === 'string' && { file: cut(file) }),
    ...(Number.isSafeInteger(line) && Number(line) >= 0 && { line: Number(line) }),
    ...(typeof design === 'string' && { design: cut(design) }),
    targets,
    trialsPerCell,
    wanted: header.targets.length * conditions.length * trialsPerCell,
    missing,
  };
}

const cut = (text: string): string => beginning(text, LONGEST_TEXT);

/** A field of something that was read from a file. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
