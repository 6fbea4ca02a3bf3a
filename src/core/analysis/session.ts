import { beginRun } from '../model/events.ts';
import { UsageError } from '../model/usage-error.ts';
import { onText } from '../watch.ts';
import { foldText } from '../text/fold.ts';
import { trialName } from '../run-file/journal.ts';
import type { GroupVariant, Report } from '../model/report.ts';
import type {
  CustomTrait,
  GroupEdit,
  Run,
  RunHeader,
  RunRecord,
  RunStatus,
  SemanticGrouping,
  Trial,
} from '../model/run.ts';
import { analyse, type Analysis } from './analyse.ts';
import { previewTally } from './preview-tally.ts';
import { editsAfter, type EditStep } from './edit-wish.ts';
import { echoSpans } from './echo/echo-spans.ts';
import { partFinder } from './parts/part-finder.ts';
import type { PromptTerm } from './echo/prompt-terms.ts';
import type { ByHand } from './edits.ts';
import { areSentences } from './graph/drawn-text.ts';
import { drawGraph, type OutputGraph, takesPiece } from './graph/output-graph.ts';
import { mayBePage, type PageReading } from './page-reading.ts';
import { readRun } from './read-run.ts';
import { Reader } from './reading.ts';
import { type TrialRead } from './trial-read.ts';
import {
  COMPACT_GROUPS,
  TEXT_LIMIT,
  type CompactReport,
  type GroupQuery,
  type GroupRow,
  type OutputQuery,
  type OutputRow,
  type Page,
  type ReadingQuery,
  type RungQuery,
  type RungRow,
  type RowCalls,
  type RowQueries,
  type TallyPreview,
} from './rows.ts';
import { rememberEach, rememberLast } from '../remember.ts';
import { beginning } from '../text/shortened.ts';
import { rungRows } from './rungs.ts';
import type { AnalysisOptions } from './summarize.ts';

function groupRow({ members: _members, variants, ...group }: Report['groups'][number]): GroupRow {
  return { ...group, variantCount: variants.length };
}

/** A report as a panel is sent it; `sentences`: its `areSentences`. */
export function panelReport({ readings: _readings, groups, ...report }: Report, sentences = false): CompactReport {
  const largest = groups.slice(0, COMPACT_GROUPS).map(groupRow);
  return { ...report, groups: largest, groupsTotal: groups.length, areSentences: sentences };
}

function page<Row>(
  rows: readonly Row[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Page<Row> {
  const start = Math.max(0, Math.floor(offset));
  return { total: rows.length, rows: rows.slice(start, start + Math.max(0, Math.floor(limit))) };
}

const outputRow = (read: TrialRead, group: string | null, echoed: readonly PromptTerm[]): OutputRow =>
  onText(read.trial.text, () => rowOf(read, group, echoed));

function rowOf({ trial, reading, status }: TrialRead, group: string | null, echoed: readonly PromptTerm[]): OutputRow {
  const { trialIndex, outcome, finishReason, truncated, usage, latencyMs, attempts } = trial;
  const { requested, honoured, source, error, note } = trial;
  const text = beginning(trial.text, TEXT_LIMIT);
  const setAside = (reading?.setAside ?? [])
    .filter(([start]) => start < text.length)
    .map(([start, end]) => [start, Math.min(end, text.length)] as const);
  const answer = reading?.extraction.answer ?? null;
  const reason = note ?? (status === 'unparsed' ? reading?.extraction.notes[0] : undefined);
  return {
    ...{ trialIndex, outcome, status, text, textLength: trial.text.length, answer, group, setAside },
    echo: reading === null || echoed.length === 0 ? [] : echoSpans(text, echoed),
    ...{ finishReason, truncated, usage, latencyMs, attempts, requested, honoured, source, error },
    ...(reason ? { note: reason } : {}),
  };
}

/** Whether `text` holds `part`, capital or not; every text holds the empty one. */
function contains(text: string, part: string): boolean {
  return part === '' || text.toLowerCase().includes(part.toLowerCase());
}

/**
 * Finds outputs by a piece of their text as it came, capital or not, and by words that follow each other: phrases of the
 * report are folded, so the text may have punctuation between them. A part that the report lists finds the outputs that it counts.
 */
function finder(part: string, { sharedParts }: Report): (read: TrialRead) => boolean {
  if (sharedParts?.some(({ text }) => text === part)) {
    const holds = partFinder(part);
    return ({ reading }) => reading !== null && holds(reading.folded);
  }
  const words = foldText(part);
  const isPhrase = words.includes(' ');
  return ({ trial, reading }) =>
    contains(trial.text, part) || (isPhrase && reading !== null && ` ${reading.folded} `.includes(` ${words} `));
}

/** Outputs that may be pages, in the order of the trials. */
const pagesOf = rememberEach((trials: readonly Trial[]): readonly string[] => {
  const pages: string[] = [];
  for (const { outcome, text } of trials) if (outcome === 'completed' && mayBePage(text)) pages.push(text);
  return pages;
});

/** The analysis of one run while it grows: add trials, ask for the report and for rows. Texts are read once. */
export class AnalysisSession implements RowQueries {
  readonly #options: AnalysisOptions;
  #edits: readonly GroupEdit[];
  readonly #semantic: SemanticGrouping | undefined;
  readonly #trials = new Map<string, Trial>();
  readonly #reader: Reader;
  #run: Run;
  /** The same array until a trial is added, so that what was read out of it is found again. */
  #settled: readonly Trial[] | null = null;
  #analysis: Analysis | null = null;
  /** Previews of these trials and edits, by their query. */
  #previews: { readonly of: readonly unknown[]; readonly found: Map<string, TallyPreview | null> } | null = null;
  /** The graph of the outputs, until something changes. */
  readonly #graphOf = rememberLast(drawGraph);
  /** Texts whose pages the reader knows. */
  readonly #parsed = new Set<string>();

  /** `isKept`: false where there will be one report only, so that nothing need be remembered for another. */
  constructor(
    header: RunHeader,
    options: AnalysisOptions,
    edits: readonly GroupEdit[] = [],
    semantic?: SemanticGrouping,
    isKept = true,
  ) {
    this.#reader = new Reader(isKept);
    this.#run = beginRun(header);
    this.#options = options;
    this.#edits = edits;
    this.#semantic = semantic;
  }

  /** Adds settled trials; one that is there already is replaced, as a retried one is. */
  add(trials: readonly Trial[]): void {
    if (trials.length === 0) return;
    for (const trial of trials) this.#trials.set(trialName(trial), trial);
    this.#settled = null;
    this.#analysis = null;
  }

  /** Marks the run as over. `finishedAt` is ISO-8601 UTC, or `null` when unknown (recorded runs); `endNote` as in `Run`. */
  finish(status: Exclude<RunStatus, 'running'>, finishedAt: string | null, endNote?: string): void {
    this.#run = { ...this.#run, status, finishedAt, ...(endNote !== undefined && { endNote }) };
    this.#analysis = null;
  }

  /** Merges and splits made by hand, in the order in which they were made. */
  edits(): readonly GroupEdit[] {
    return this.#edits;
  }

  /** Adds a merge or a split. Texts are not read again for it. */
  edit(edit: GroupEdit): void {
    this.setEdits([...this.#edits, edit]);
  }

  /** Takes the last edit back; false when there is none. */
  undoEdit(): boolean {
    if (this.#edits.length === 0) return false;
    this.setEdits(this.#edits.slice(0, -1));
    return true;
  }

  /** Puts these edits in the place of all before. */
  setEdits(edits: readonly GroupEdit[]): void {
    this.#edits = edits;
    this.#analysis = null;
  }

  /** What the edits would be after one more step; nothing is changed. Throws a `UsageError` when the step has no effect. */
  editsAfter(step: EditStep): readonly GroupEdit[] {
    return editsAfter(this.#edits, step, () => this.#analysed());
  }

  /** What the edits did to the groups; `null` when there are none. */
  byHand(): ByHand | null {
    return this.#edits.length === 0 ? null : this.#analysed().grouped.byHand;
  }

  /** Whether no trial has settled yet. */
  get isEmpty(): boolean {
    return this.#trials.size === 0;
  }

  /** The run and all its trials so far. */
  record(): RunRecord {
    const semantic = this.#semantic;
    this.#settled ??= [...this.#trials.values()];
    return { run: this.#run, trials: this.#settled, edits: this.#edits, ...(semantic && { semantic }) };
  }

  /** The report of all trials so far; computed once until something is added. */
  report(): Report {
    return this.#analysed().report;
  }

  /** The same as a panel is sent it. */
  panelReport(): CompactReport {
    const { report, reads } = this.#analysed();
    return panelReport(report, report.numbers === null && areSentences(reads));
  }

  /** Different outputs that the next report would have to parse as pages or code. Empty when there is a report already. */
  unparsedPages(): readonly string[] {
    if (this.#analysis !== null) return [];
    return [...new Set(this.#pages())].filter((text) => !this.#parsed.has(text));
  }

  /** Traits of the user that are looked for in pages. */
  get ownTraits(): readonly CustomTrait[] {
    return this.#run.reading?.traits ?? [];
  }

  /** Takes what was found in a page elsewhere (`readPages`), so that the next report need not parse it. */
  learnPage(text: string, { repaired, traits }: PageReading): void {
    this.#reader.traitsOf(this.ownTraits).learn(repaired ?? text, traits);
    this.#parsed.add(text);
  }

  /** Makes what the next report needs beside the pages. Throws as `report` does. */
  prepareReport(): void {
    if (this.#analysis === null) readRun(this.record(), this.#options, this.#reader);
  }

  /** Reads all texts again for the next report: work on some of them was ended. */
  readAgain(): void {
    this.#settled = null;
    this.#analysis = null;
    this.#reader.forgetTexts();
  }

  /** Groups whose answer holds the text, largest first. */
  groups(query: GroupQuery): Page<GroupRow> {
    const found = page(
      this.report().groups.filter((group) => contains(group.answer, query.text)),
      query,
    );
    return { total: found.total, rows: found.rows.map(groupRow) };
  }

  /** The wordings of a group; none when there is no such group (it may have gone while the run grew). */
  variants({ group }: RowCalls['variants']['params']): readonly GroupVariant[] {
    return this.report().groups.find(({ id }) => id === group)?.variants ?? [];
  }

  /** The distinct values of one rung of the funnel, most frequent first. */
  rung(query: RungQuery): Page<RungRow> {
    return page(rungRows(this.#analysed(), query.rung), query);
  }

  /** Outputs of one cell by trial index. */
  outputs(query: OutputQuery): Page<OutputRow> {
    const { reads, report, echoed } = this.#analysed();
    const isFound = finder(query.text, report);
    const isThrough = this.#through(query.through);
    const rows = reads
      .map((read, index) => ({ read, group: report.readings[index]!.group, isThrough: isThrough(index) }))
      .filter((row) => row.isThrough)
      .filter(({ read: { trial } }) => trial.target === query.target && trial.condition === query.condition)
      .filter(({ group }) => query.group === null || group === query.group)
      .filter(({ read: { status } }) => query.status === undefined || status === query.status)
      .filter(({ read }) => isFound(read) && this.#hasTrait(read, query.trait));
    const found = page(rows, query);
    const terms = echoed(query.condition);
    return { total: found.total, rows: found.rows.map(({ read, group }) => outputRow(read, group, terms)) };
  }

  /** The whole text of one output; `null` when there is no such trial. */
  text(trial: RowCalls['text']['params']): string | null {
    return this.#trials.get(trialName(trial))?.text ?? null;
  }

  /** The outputs as paths through shared words. */
  graph(): OutputGraph {
    return this.#graphOf(this.#analysed().reads).graph;
  }

  /** Whether an output, by its place among all, takes a piece of a path; all do where none is asked for. */
  #through(piece: OutputQuery['through']): (index: number) => boolean {
    if (piece === undefined) return () => true;
    const { target, condition, trialIndex } = piece;
    const { reads } = this.#analysed();
    const anchor = reads.findIndex(
      ({ trial }) => trial.target === target && trial.condition === condition && trial.trialIndex === trialIndex,
    );
    return takesPiece(this.#graphOf(reads), anchor, piece);
  }

  /** What the tally would be, read in another way. Worked out once until something changes, without what the report was made of. */
  preview(query: ReadingQuery): TallyPreview | null {
    const { trials, edits } = this.record();
    if (this.#previews?.of[0] !== trials || this.#previews.of[1] !== edits)
      this.#previews = { of: [trials, edits], found: new Map() };
    const { found } = this.#previews;
    const key = JSON.stringify([query.extractor, query.grouping]);
    let preview = found.get(key);
    if (preview === undefined) found.set(key, (preview = this.#preview(query)));
    return preview;
  }

  #preview(query: ReadingQuery): TallyPreview | null {
    try {
      return previewTally(this.record(), { ...this.#options, ...query });
    } catch (error) {
      // No such extractor, or nobody was asked about the meaning of answers: there is nothing to choose.
      if (error instanceof UsageError) return null;
      throw error;
    }
  }

  /** Texts whose traits the report has read are not read again. */
  #hasTrait({ reading }: TrialRead, trait: string | undefined): boolean {
    if (trait === undefined) return true;
    const reader = this.#reader.traitsOf(this.ownTraits);
    return reading !== null && (reader.read(reading.repaired)?.traits.has(trait) ?? false);
  }

  #analysed(): Analysis {
    if (this.#analysis !== null) return this.#analysis;
    this.#analysis = analyse(this.record(), this.#options, this.#reader);
    for (const text of this.#pages()) this.#parsed.add(text);
    return this.#analysis;
  }

  #pages(): readonly string[] {
    return pagesOf(this.record().trials);
  }
}
