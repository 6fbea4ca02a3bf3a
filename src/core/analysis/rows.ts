import * as v from 'valibot';
import { gives, type CallsOf, type HandlersOf } from '../model/calls.ts';
import { isListedExtractor } from '../model/extractor-words.ts';
import { GROUPING_MODES } from '../model/grouping-mode.ts';
import { READING_STATUSES } from '../model/reading-status.ts';
import type { OutputGraph } from './graph/output-graph.ts';
import { pathPieceSchema } from './graph/path-piece.ts';
import type { Group, GroupVariant, Interval, Report, TrialReading } from '../model/report.ts';
import type { Outcome, Source, TrialError, Usage, Parameters } from '../model/run.ts';
import { count, described, oneOf, only, optional, orNull, text, type Of } from '../model/schema.ts';

/** The rows a view asks for. A view never holds a whole run; it asks for the rows it shows. */

/** A group without its members. */
export type GroupRow = Omit<Group, 'members' | 'variants'> & { readonly variantCount: number };

/** The report without what grows with the number of trials; what a panel is sent. */
export type CompactReport = Omit<Report, 'readings' | 'groups'> & {
  /** The largest groups, at most `COMPACT_GROUPS`. */
  readonly groups: readonly GroupRow[];
  readonly groupsTotal: number;
  /** Whether the outputs are sentences, so that a graph of them shows something. */
  readonly areSentences: boolean;
};

/** How many groups a compact report carries. */
export const COMPACT_GROUPS = 50;

/** A page of rows. `total` counts all rows that match the filter. */
export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Most rows that one query may ask for. */
export const PAGE_LIMIT = 1_000;

const limit = v.pipe(count, v.maxValue(PAGE_LIMIT));

const groupQuerySchema = only({
  offset: count,
  limit,
  text: described(text, 'Case-insensitive substring of the answer; empty for all.'),
});
/** Which groups to return. */
export type GroupQuery = Of<typeof groupQuerySchema>;

export const RUNGS = ['outputs', 'raw', 'unwrapped', 'folded', 'extracted', 'groups'] as const;
/** A rung of the funnel. */
export type Rung = (typeof RUNGS)[number];

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

const rungQuerySchema = only({ rung: oneOf(RUNGS), offset: count, limit });
/** Which values of a rung to return. */
export type RungQuery = Of<typeof rungQuerySchema>;

const outputQuerySchema = only({
  offset: count,
  limit,
  target: text,
  condition: text,
  text: described(
    text,
    'Case-insensitive substring of the text, or words that follow each other in the folded text; empty for all.',
  ),
  group: described(orNull(text), 'Only this group; null for all.'),
  status: optional(described(oneOf(READING_STATUSES), 'Only outputs that were read so; absent for all.')),
  trait: optional(described(text, 'Only outputs with this trait, by its id; absent for all.')),
  through: optional(pathPieceSchema),
});
/** Which outputs of one target to return. */
export type OutputQuery = Of<typeof outputQuerySchema>;

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

const readingQuerySchema = only({
  extractor: v.pipe(text, v.check(isListedExtractor)),
  grouping: oneOf(GROUPING_MODES),
});
/** Another way to read the answers. */
export type ReadingQuery = Of<typeof readingQuerySchema>;

/** What the tally would be, read in another way. */
export interface TallyPreview {
  /** The extractor that was used; what `auto` found. */
  readonly extractor: string;
  /** Outputs that an answer was read out of. */
  readonly outputs: number;
  /** Different answers. */
  readonly different: number;
  /** The most frequent ones, shortened. */
  readonly top: readonly { readonly answer: string; readonly count: number }[];
}

/** What a view may ask of the analysis of a run. A query that is declared here is answered by the method of its name in `AnalysisSession`. */
export const ROW_QUERIES = {
  groups: { params: groupQuerySchema, result: gives<Page<GroupRow>>() },
  variants: { params: only({ group: text }), result: gives<readonly GroupVariant[]>() },
  rung: { params: rungQuerySchema, result: gives<Page<RungRow>>() },
  outputs: { params: outputQuerySchema, result: gives<Page<OutputRow>>() },
  /** The whole text of one output; `null` when there is no such trial. */
  text: { params: only({ target: text, condition: text, trialIndex: count }), result: gives<string | null>() },
  /** What the tally would be, read in another way; `null` when this run cannot be read so. Nothing is changed. */
  preview: { params: readingQuerySchema, result: gives<TallyPreview | null>() },
  /** The outputs as paths through shared words. */
  graph: { params: only({}), result: gives<OutputGraph>() },
};

export type RowCalls = CallsOf<typeof ROW_QUERIES>;

/** A query with its parameters. */
export type RowQuery = {
  [M in keyof RowCalls]: { readonly method: M; readonly params: RowCalls[M]['params'] };
}[keyof RowCalls];

export type RowQueries = { readonly [M in keyof RowCalls]: (params: RowCalls[M]['params']) => RowCalls[M]['result'] };

/** Answers a query by the method of its name. */
export function answerRows(queries: RowQueries, { method, params }: RowQuery): unknown {
  // Method and parameters belong together; a union of queries cannot say that to the compiler.
  return queries[method](params as never);
}

/** What answers the queries where somebody else has the rows: `ask` passes them on. */
export function rowHandlers(ask: (query: RowQuery) => unknown): HandlersOf<RowCalls> {
  const methods = Object.keys(ROW_QUERIES) as (keyof RowCalls)[];
  const handlers = methods.map((method) => [method, (params: unknown) => ask({ method, params } as RowQuery)]);
  return Object.fromEntries(handlers) as HandlersOf<RowCalls>;
}
