import type { Interval } from '../model/report.ts';

/** What an extractor may know besides the text. */
export interface ExtractionContext {
  /** The prompt that was sent, so that an echo of it is not taken for an answer. */
  readonly prompt: string;
  /** Lowest and highest allowed number, when known. Out-of-domain answers are returned all the same. */
  readonly domain: Interval | null;
  /** What stands behind the colon in `choice:A,B` or `regex:RE`; `null` without one. */
  readonly argument: string | null;
  /** Whether the text was in the box that mathematics puts around a result, where 5! is 120; false when absent. */
  readonly isBoxed?: boolean;
  /** Whether the outputs are prose, so that no piece of one stands for it (see `prose.ts`); false when absent. */
  readonly isProse?: boolean;
}

/** How one completion was read. */
export interface Extraction {
  /** The answer as the model wrote it, trimmed to what counts; `null` when there is none. */
  readonly answer: string | null;
  /** Parts of the text that are not the answer (a greeting, a closing offer), as [start, end) UTF-16 offsets of the given text. */
  readonly setAside: readonly Interval[];
  /** What was set aside, in a few plain words ("closing offer set aside"); empty when nothing was. */
  readonly notes: readonly string[];
  /** Whether the model declined to answer. `answer` is then `null`. */
  readonly refused: boolean;
}

/** Turns a completion into an answer. One file an extractor; all of them in `registry.ts`. */
export interface Extractor {
  /** Kebab-case, as in `--extract`. */
  readonly id: string;
  /** What people read in a drop-down. */
  readonly label: string;
  /** How its answers are compared: as numbers, or as texts. */
  readonly kind: 'number' | 'text';
  /** Whether it takes an argument behind a colon. */
  readonly argument: 'none' | 'optional' | 'required';
  /** Whether it looks for marks around an answer (labels, tags, boxes) itself, so that only reasoning is taken off; false when absent. */
  readonly readsMarks?: boolean;
  /** Reads one completion. `text` is already repaired (see `grouping/mojibake.ts`) and without scaffolding. Pure; never throws on any text. */
  extract(text: string, context: ExtractionContext): Extraction;
}
