import type { Group, GroupVariant, Interval, Report, TrialReading } from '../model/report.ts';
import type { Outcome, Source, TrialError, Usage, Parameters } from '../model/run.ts';

/** The rows a view asks for. A view never holds a whole run; it asks for the rows it shows. */

/** A group without its members. */
export type GroupRow = Omit<Group, 'members' | 'variants'> & { readonly variantCount: number };

/** The report without what grows with the number of trials; what a panel is sent. */
export type CompactReport = Omit<Report, 'readings' | 'groups'> & {
  /** The largest groups, at most `COMPACT_GROUPS`. */
  readonly groups: readonly GroupRow[];
  readonly groupsTotal: number;
};

/** How many groups a compact report carries. */
export const COMPACT_GROUPS = 50;

/** A page of rows. `total` counts all rows that match the filter. */
export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Which groups to return. */
export interface GroupQuery {
  readonly offset: number;
  readonly limit: number;
  /** Case-insensitive substring of the answer; empty for all. */
  readonly text: string;
}

/** Which rung of the funnel to explain. */
export type Rung = 'outputs' | 'raw' | 'unwrapped' | 'folded' | 'extracted' | 'groups';

/** One distinct value on a rung, and what it became on the next one. */
export interface RungRow {
  readonly value: string;
  readonly count: number;
  readonly byTarget: Readonly<Record<string, number>>;
  /** How many distinct values of the rung before were joined into this one. */
  readonly merged: number;
  /** What joined them, in plain words; empty when `merged` is 1. */
  readonly why: string;
}

/** Which values of a rung to return. */
export interface RungQuery {
  readonly rung: Rung;
  readonly offset: number;
  readonly limit: number;
}

/** Which outputs of one target to return. */
export interface OutputQuery {
  readonly target: string;
  readonly condition: string;
  readonly offset: number;
  readonly limit: number;
  /** Case-insensitive substring of the text, or words that follow each other in the folded text; empty for all. */
  readonly text: string;
  /** Only this group; `null` for all. */
  readonly group: string | null;
  /** Only outputs that were read so; absent for all. */
  readonly status?: TrialReading['status'];
  /** Only outputs with this trait, by its id; absent for all. */
  readonly trait?: string;
}

/** One output as a card shows it. */
export interface OutputRow {
  readonly trialIndex: number;
  readonly outcome: Outcome;
  readonly status: TrialReading['status'];
  /** The text, cut at `TEXT_LIMIT` UTF-16 units; `textLength` is the length of all of it. Hostile text. */
  readonly text: string;
  readonly textLength: number;
  readonly answer: string | null;
  readonly group: string | null;
  readonly setAside: readonly Interval[];
  /** What the text took from the prompt or system prompt, as `setAside`; ascending, and without overlap. */
  readonly echo: readonly Interval[];
  readonly finishReason: string | null;
  readonly truncated: boolean;
  readonly usage: Usage | null;
  readonly latencyMs: number | null;
  readonly attempts: number;
  readonly requested: Parameters;
  readonly honoured: Parameters;
  readonly source: Source;
  readonly error: TrialError | null;
  /** Why an answer is refused or empty, or why there is none, in plain words; absent when there is nothing to say. */
  readonly note?: string | null;
}

/** Longest text a row carries; the whole text is asked for by trial. */
export const TEXT_LIMIT = 20_000;

/** What a view may ask of a run's analysis; implemented by `AnalysisSession`. */
export interface RunQueries {
  groups(query: GroupQuery): Page<GroupRow>;
  variants(group: string): readonly GroupVariant[];
  rung(query: RungQuery): Page<RungRow>;
  outputs(query: OutputQuery): Page<OutputRow>;
  /** The whole text of one output; `null` when there is no such trial. */
  text(target: string, condition: string, trialIndex: number): string | null;
}
