import type { OutputRow } from '../../src/core/analysis/rows.ts';
import { type Column, columnsOf, controlOf } from './report.ts';
import type { Held, Want } from './rows.ts';
import type { Screen } from './screen.ts';
import type { Passage } from './view-state.ts';
import {
  CARD_ESTIMATE,
  overscanFor,
  PAGE_SIZE,
  pagesOf,
  SHORT_CARD_ESTIMATE,
  type Slice,
  sliceOf,
} from './windowing.ts';

/** Which outputs are in the page, and which rows they need. */

/** The request for one page of a column. */
export type OutputsWant = Extract<Want, { readonly method: 'outputs' }>;

/** A page of a column under the present filter. */
export function pageWant(column: Column, page: number, { view }: Pick<Screen, 'view'>): OutputsWant {
  const { filter, group, trait, through } = view.outputs;
  const { status } = view.cards;
  const { target, condition } = column;
  return {
    slot: `outputs ${column.key} ${page}`,
    method: 'outputs',
    params: {
      ...{ target, condition, offset: page * PAGE_SIZE, limit: PAGE_SIZE, text: filter, group },
      ...(status !== null && { status }),
      ...(trait !== null && { trait }),
      ...(through !== null && { through: pieceOf(through) }),
    },
  };
}

const pieceOf = ({ words: _words, ...piece }: Passage): OutputsWant['params']['through'] => piece;

/** The part of a column that is in the page. */
export interface ColumnWindow {
  readonly column: Column;
  /** Rows of the column under the present filter; `null` before the first reply. */
  readonly total: number | null;
  readonly slice: Slice;
  readonly error: string | null;
  /** Whether all that is shown answers the present filter. */
  readonly current: boolean;
  rowAt(index: number): OutputRow | undefined;
}

/** Columns that are seen side by side without moving them; of more, those of one condition are shown first. */
const MOST_COLUMNS = 6;

/** Id of the condition whose outputs are shown, the control's where there are many columns and none was chosen; `null` for all. */
export function conditionShown({ run, view }: Pick<Screen, 'run' | 'view'>): string | null {
  const { condition, allConditions } = view.cards;
  if (condition !== null) return run.conditions.some(({ id }) => id === condition) ? condition : null;
  const isMany = run.conditions.length > 1 && run.conditions.length * run.targets.length > MOST_COLUMNS;
  return isMany && !allConditions ? controlOf(run) : null;
}

/** The columns that are shown: those of the models and the condition that are not left out, or of all where that would leave none. */
export function shownColumns({ run, report, view }: Pick<Screen, 'run' | 'report' | 'view'>): readonly Column[] {
  const { hidden } = view.cards;
  const condition = conditionShown({ run, view });
  const columns = columnsOf(run, report);
  const ofModels = columns.filter(({ target }) => !hidden.includes(target));
  const shown = (ofModels.length === 0 ? columns : ofModels).filter(
    (column) => condition === null || column.condition === condition,
  );
  return shown.length === 0 ? columns : shown;
}

/** Height, gap included, that a card of this run is taken to have until it was measured, px. */
export function estimateOf({ report }: Pick<Screen, 'report'>): number {
  return report?.numbers == null ? CARD_ESTIMATE : SHORT_CARD_ESTIMATE;
}

/** Whether only some outputs are shown. */
export function isNarrowed({ view }: Pick<Screen, 'view'>): boolean {
  return (
    view.outputs.filter !== '' ||
    view.outputs.group !== null ||
    view.outputs.trait !== null ||
    view.outputs.through !== null ||
    view.cards.status !== null
  );
}

/** All shown columns with what of them is in the page. */
export function columnWindows(screen: Screen): readonly ColumnWindow[] {
  const columns = shownColumns(screen);
  const overscan = overscanFor(columns.length);
  const estimate = estimateOf(screen);
  return columns.map((column) => {
    const first = screen.rows.read(pageWant(column, 0, screen));
    const total = first.value?.total ?? null;
    const measured = screen.listing.measured.get(column.key) ?? new Map<number, number>();
    const slice = sliceOf(total ?? 0, measured, screen.listing.viewport, overscan, estimate);
    const pages = new Map(
      pagesOf(slice.first, slice.end).map((page) => [page, screen.rows.read(pageWant(column, page, screen))]),
    );
    const held: readonly Held<unknown>[] = [first, ...pages.values()];
    return {
      column,
      total,
      slice,
      error: held.find(({ error }) => error !== null)?.error ?? null,
      current: held.every(({ current }) => current),
      rowAt: (index) => pages.get(Math.floor(index / PAGE_SIZE))?.value?.rows[index % PAGE_SIZE],
    };
  });
}

/** The pages the columns show; always the first one, which tells how many rows there are. */
export function outputWants(screen: Screen): readonly Want[] {
  return columnWindows(screen).flatMap(({ column, slice }) =>
    [...new Set([0, ...pagesOf(slice.first, slice.end)])].map((page) => pageWant(column, page, screen)),
  );
}

/** Names an output among those shown whole. */
export function cardKey(column: Column, trialIndex: number): string {
  return `${column.key} ${trialIndex}`;
}

/** The whole text of an output. */
export function textWant(column: Column, trialIndex: number): Extract<Want, { readonly method: 'text' }> {
  const { target, condition } = column;
  return { slot: `text ${cardKey(column, trialIndex)}`, method: 'text', params: { target, condition, trialIndex } };
}

/** Whole texts of the cards that are open and in the page, as far as their rows do not hold them. */
export function textWants(screen: Screen): readonly Want[] {
  const open = new Set(screen.view.outputs.open);
  if (open.size === 0) return [];
  return columnWindows(screen).flatMap(({ column, slice, rowAt }) =>
    Array.from({ length: slice.end - slice.first }, (_, at) => rowAt(slice.first + at)).flatMap((row) =>
      row !== undefined && row.textLength > row.text.length && open.has(cardKey(column, row.trialIndex))
        ? [textWant(column, row.trialIndex)]
        : [],
    ),
  );
}
