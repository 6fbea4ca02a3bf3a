import type { OutputRow, TallyPreview } from '../../src/core/analysis/rows.ts';
import { EXTRACTOR_WORDS, extractorWords, isListedExtractor } from '../../src/core/model/extractor-words.ts';
import { GROUPING_MODES, type GroupingMode } from '../../src/core/model/grouping-mode.ts';
import type { PanelReport, Reread } from '../../src/protocol/messages.ts';
import { type Excerpt, excerptOf, shorten } from '../text/words.ts';
import type { Want } from './rows.ts';
import type { Screen } from './screen.ts';

/** The ways in which the answers of a run could be read and grouped, each with what the tally would be. */

/** One entry of a menu. */
export interface Reading {
  readonly name: string;
  readonly isChosen: boolean;
  /** What is asked of the host when it is chosen. */
  readonly reread: Reread;
  readonly preview: TallyPreview;
}

/** The menu of readings: how outputs are read, or how answers are grouped. */
export type ReadingMenu = 'extractor' | 'grouping';

/** Least part of the outputs that a reading must find an answer in, to be offered. */
const LEAST = 0.5;
/** Fields of JSON that are offered. */
const MOST_FIELDS = 8;
/** Characters of an extractor in a menu. */
const NAME_LENGTH = 48;

const GROUPING_WORDS: Readonly<Record<GroupingMode, string>> = {
  exact: 'exact text',
  folded: 'spelling',
  lexical: 'wording',
  semantic: 'meaning',
};

/** `wording` for `lexical`. */
export const groupingWords = (grouping: string): string => GROUPING_WORDS[modeOf(grouping)];

const modeOf = (grouping: string): GroupingMode => GROUPING_MODES.find((mode) => mode === grouping) ?? 'lexical';

/** `JSON field sentiment`, on one line. */
export const readingWords = (extractor: string): string => shorten(extractorWords(extractor), NAME_LENGTH);

type Query = Extract<Want, { readonly method: 'preview' }>['params'];

const wantOf = (params: Query): Extract<Want, { readonly method: 'preview' }> => ({
  slot: `preview ${params.grouping} ${params.extractor}`,
  method: 'preview',
  params,
});

/** What could stand in a menu, the chosen one included. */
function queriesOf(menu: ReadingMenu, report: PanelReport): readonly Query[] {
  const grouping = modeOf(report.grouping);
  const extractor = isListedExtractor(report.extractor) ? report.extractor : 'auto';
  if (menu === 'grouping') return GROUPING_MODES.map((mode) => ({ extractor, grouping: mode }));
  const fields = (report.fields ?? []).flatMap((field) => field.extractor ?? []).slice(0, MOST_FIELDS);
  const all = ['auto', ...fields, ...Object.keys(EXTRACTOR_WORDS).filter(isListedExtractor)];
  // Any text can be read as a joke.
  const extractors = all.filter((one) => one !== 'joke' || report.extractor === 'joke');
  return extractors.map((one) => ({ extractor: one, grouping }));
}

/** The previews that the open menu needs; none while the run is going, as they would be out of date at once. */
export function readingWants({ report, view, running }: Screen): readonly Want[] {
  if (report === null || running || view.menu === null) return [];
  return queriesOf(view.menu, report).map(wantOf);
}

/** The entries of a menu; how many of how many previews are here while some are missing. */
export function readingsOf(
  menu: ReadingMenu,
  { report, rows }: Screen,
): { readonly ready: number; readonly of: number; readonly readings: readonly Reading[] | null } {
  const queries = report === null ? [] : queriesOf(menu, report);
  const held = queries.map((query) => ({ query, ...rows.read(wantOf(query)) }));
  const ready = held.filter(({ value, current, error }) => (current && value !== undefined) || error !== null).length;
  if (report === null || ready < queries.length) return { ready, of: queries.length, readings: null };
  const found = held.flatMap(({ query, value }) => (value ? [{ query, preview: value }] : []));
  const readings = menu === 'grouping' ? groupings(report, found) : extractors(report, found);
  return { ready, of: queries.length, readings };
}

interface Found {
  readonly query: Query;
  readonly preview: TallyPreview;
}

const groupings = ({ grouping }: PanelReport, found: readonly Found[]): readonly Reading[] =>
  found.map(({ query, preview }) => ({
    name: GROUPING_WORDS[query.grouping],
    isChosen: query.grouping === grouping,
    reread: { grouping: query.grouping },
    preview,
  }));

const tallyOf = ({ outputs, different, top }: TallyPreview): string => JSON.stringify([outputs, different, top]);

/** Readings that find an answer in most outputs, each tally once: of two that come to the same, the first one. */
function extractors(report: PanelReport, found: readonly Found[]): readonly Reading[] {
  const isAuto = report.extractorReason !== null;
  const most = Math.max(...found.map(({ preview }) => preview.outputs), 0);
  const known = new Set<string>();
  return found.flatMap(({ query, preview }): readonly Reading[] => {
    const { extractor } = query;
    const isChosen = isAuto ? extractor === 'auto' : extractor === report.extractor;
    const name = extractor === 'auto' ? `automatic: ${readingWords(preview.extractor)}` : readingWords(extractor);
    const isAlways = isChosen || extractor === 'auto' || extractor === 'whole';
    const isUseful = preview.outputs > 0 && preview.outputs >= LEAST * most && !known.has(tallyOf(preview));
    if (!isAlways && !isUseful) return [];
    known.add(tallyOf(preview));
    return [{ name, isChosen, reread: { extractor }, preview }];
  });
}

/** How a sentence shows what was read out of it; `null` where nothing but the answer was said, or no single part of it is the answer. */
export function exampleOf({ text, setAside, answer }: OutputRow): Excerpt | null {
  if (answer === null) return null;
  const [from, to] = readPart(text, setAside);
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  const end = start + part.trim().length;
  if (start >= end) return null;
  return /\p{L}/u.test(text.slice(0, start) + text.slice(end)) ? excerptOf(text, start, end) : null;
}

/** The first part that was not set aside. */
function readPart(text: string, setAside: OutputRow['setAside']): readonly [number, number] {
  let start = 0;
  for (const [from, to] of setAside) {
    if (from > start && text.slice(start, from).trim() !== '') return [start, from];
    start = Math.max(start, to);
  }
  return [start, text.length];
}

/** Outputs of the most frequent answer, among which an example is looked for. */
const LOOKED_AT = 20;

/** The outputs of the most frequent answer where a part of each is read; `null` elsewhere. */
export function exampleWant({ report, running }: Screen): Extract<Want, { readonly method: 'outputs' }> | null {
  const [group] = report?.groups ?? [];
  if (report === null || running || group === undefined || !READS_A_PART.has(report.extractor.split(':')[0] ?? ''))
    return null;
  const largest = (tally: Readonly<Record<string, number>>): string =>
    Object.entries(tally).reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as const)[0];
  return {
    slot: 'example',
    method: 'outputs',
    params: {
      ...{ target: largest(group.byTarget), condition: largest(group.byCondition) },
      ...{ offset: 0, limit: LOOKED_AT, text: '', group: group.id },
    },
  };
}

/** Extractors whose answer is a word or two of an output. */
const READS_A_PART: ReadonlySet<string> = new Set(['named', 'number', 'choice']);
