import type { OutputRow } from '../../src/core/analysis/rows.ts';
import type { PageRow } from '../../src/core/gallery/gallery-pages.ts';
import type { TrialKey } from '../../src/core/model/run.ts';
import { columnWindows, cardKey } from './listing.ts';
import { controlOf } from './report.ts';
import type { Want } from './rows.ts';
import type { Screen } from './screen.ts';

/** Pages among the outputs, as they are shown without running: which are asked for, and which are here. */

type PageWant = Extract<Want, { readonly method: 'page-row' }>;

const wantOf = ({ target, condition, trialIndex }: TrialKey): PageWant => ({
  slot: `page ${JSON.stringify([target, condition, trialIndex])}`,
  method: 'page-row',
  params: { target, condition, trialIndex },
});

/** Pages on the overview, and how many outputs are looked at for them: some have failed or are none. */
const MOST_COVERS = 6;
const LOOKED_AT = 12;

/** Outputs to look for pages: the first ones of every model under the control, where outputs are pages. */
function candidates({ report, run, running }: Screen): readonly TrialKey[] {
  if (report === null || report.traits === null || running) return [];
  const condition = controlOf(run);
  const keys = Array.from({ length: run.trialsPerCell }, (_, trialIndex) =>
    run.targets.map(({ id: target }) => ({ target, condition, trialIndex })),
  );
  return keys.slice(0, LOOKED_AT).flat().slice(0, LOOKED_AT);
}

export const coverWants = (screen: Screen): readonly PageWant[] => candidates(screen).map(wantOf);

/** The pages that the overview shows; `null` for each before all are here, so that none moves. */
export function coversOf(screen: Screen): readonly (PageRow | null)[] {
  const held = coverWants(screen).map((want) => screen.rows.read(want));
  const isWaiting = held.some(({ value, error }) => value === undefined && error === null);
  return (isWaiting ? held.map(() => null) : held.flatMap(({ value }) => value ?? [])).slice(0, MOST_COVERS);
}

/** Whether an output may be a page. Most that is none is told by its lack of tags. */
export const mayBePage = ({ text, outcome }: Pick<OutputRow, 'text' | 'outcome'>): boolean =>
  outcome === 'completed' && text.includes('<') && text.includes('</');

/** A card shows its page instead of the source: not where sources are compared, or the reader has opened it. */
export function showsPage(row: OutputRow, key: string, { view }: Pick<Screen, 'view'>): boolean {
  return !view.cards.diff && !view.outputs.open.includes(key) && mayBePage(row);
}

/** The page of a card: `undefined` while it is asked for, `null` where the output is none. */
export function cardPage(key: TrialKey, { rows }: Pick<Screen, 'rows'>): PageRow | null | undefined {
  const { value, error } = rows.read(wantOf(key));
  return error === null ? value : null;
}

/** The pages that the cards in sight show. */
export function cardPageWants(screen: Screen): readonly PageWant[] {
  return columnWindows(screen).flatMap(({ column, slice, rowAt }) =>
    Array.from({ length: slice.end - slice.first }, (_, at) => rowAt(slice.first + at)).flatMap((row) =>
      row !== undefined && showsPage(row, cardKey(column, row.trialIndex), screen)
        ? [wantOf({ target: column.target, condition: column.condition, trialIndex: row.trialIndex })]
        : [],
    ),
  );
}
