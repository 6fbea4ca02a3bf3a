import { CHANGE_VERDICTS } from './change-verdict.ts';
import { flagOr, membersOf, otherwise, textOr } from './lenient.ts';
import { amount, count, described, flag, list, oneOf, only, optional, orNull, text, type Of } from './schema.ts';

/** What is remembered of kept runs beside their journals. */

const runChangeSchema = only({
  /** Which run it was compared with, and how much of it there was: `baselineStamp`. */
  since: text,
  /** `null`: the two cannot be compared. */
  verdict: orNull(oneOf(CHANGE_VERDICTS)),
});
/** What changed since the baseline of the prompt. */
export interface RunChange extends Of<typeof runChangeSchema> {}

const runDigestSchema = only({
  /** How the answers were read; a digest of another reading is out of date. */
  reading: text,
  /** The verdict in a few words; empty when no report could be made. */
  claim: text,
  /** The most frequent answers, largest first. Hostile text. */
  answers: list(text),
  /** Share of all answers that these are, 0 to 1. */
  share: orNull(amount),
  /** Effective number of answers. */
  effective: orNull(amount),
  /** Absent as long as it was not compared with a baseline. */
  change: optional(runChangeSchema),
});
/** What a report said of a run, as far as a list shows it. */
export interface RunDigest extends Of<typeof runDigestSchema> {}

const runOutlineSchema = only({
  createdAt: text,
  recordedAt: optional(described(text, 'When its answers were given, where they were only replayed.')),
  prompt: described(text, 'The beginning of it. Hostile text.'),
  promptDigest: described(text, 'Tells whole prompts apart.'),
  promptLength: optional(
    described(count, 'Length of the whole prompt, UTF-16 units; absent when `prompt` is all of it.'),
  ),
  file: optional(described(text, 'Path of the file that the prompt came from; absent when that is not known.')),
  line: optional(described(count, 'Where it stands in that file, 1-based.')),
  isPart: optional(described(flag, 'Whether only a part of the prompt that stands there was asked.')),
  design: optional(described(text, 'Name of the probe file; absent without one.')),
  targets: list(text),
  trialsPerCell: count,
  wanted: described(count, 'Trials of the whole run.'),
  missing: described(count, 'Trials that never ended; the run is unfinished when this is above 0.'),
});
/** A run as its header and the names of its trials tell it. */
export interface RunOutline extends Of<typeof runOutlineSchema> {}

const indexEntrySchema = only({
  stamp: described(text, 'Identifies the journal and how far it got: the entry holds for no other.'),
  outline: described(orNull(runOutlineSchema), 'null when the file is not the journal of a run of this program.'),
  digest: optional(runDigestSchema),
});
/** What is known of one journal. */
export interface IndexEntry extends Of<typeof indexEntrySchema> {}

/** By run. Entries that cannot be read are left out, and made again of their journals. */
export const runIndexSchema = otherwise(only({ runs: membersOf(indexEntrySchema) }), { runs: {} });

/** What a user says of a run. Nothing could make it again, so it is kept beside the run. */
const marksSchema = only({ name: textOr(''), isPinned: flagOr(false), isBaseline: flagOr(false) });
export interface RunMarks extends Of<typeof marksSchema> {}

export const NO_MARKS: RunMarks = { name: '', isPinned: false, isBaseline: false };
export const runMarksSchema = otherwise(marksSchema, NO_MARKS);
