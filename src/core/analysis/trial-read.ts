import type { Extraction } from '../extraction/extractor.ts';
import type { Interval, TrialReading } from '../model/report.ts';
import type { Trial } from '../model/run.ts';

/** How one text is read, whichever trial said it. */
export interface TextReading {
  /** The text with broken encoding repaired, without reasoning and without what only marks the answer. */
  readonly repaired: string;
  /** What was taken off, in words; empty when nothing was. */
  readonly unwrapped: readonly string[];
  readonly folded: string;
  readonly extraction: Extraction;
  /** The folded answer; `null` without an answer. */
  readonly foldedAnswer: string | null;
  /** What the answer must share with others to be the same text (see `comparedForm`); `null` without an answer. */
  readonly compared: string | null;
  /** The answer as a number; `null` for texts, and when it is none. */
  readonly number: number | null;
  /** What was set aside, as offsets of the text as it came. */
  readonly setAside: readonly Interval[];
}

/** A trial and how it was read; `reading` is `null` when there was no completion to read, or it could not be read in time. */
export interface TrialRead {
  readonly trial: Trial;
  readonly reading: TextReading | null;
  readonly status: TrialReading['status'];
}

/** A trial that counts: it has an answer within the domain. */
export interface CountedRead extends TrialRead {
  readonly reading: TextReading & { readonly extraction: Extraction & { readonly answer: string } };
  readonly status: 'counted';
}

/** Whether a trial counts in n. */
export function isCounted(read: TrialRead): read is CountedRead {
  return read.status === 'counted';
}
