import type { EditWish } from '../../src/core/analysis/edit-wish.ts';
import type { PanelAction, PanelReport, PanelSnapshot, Reread } from '../../src/protocol/messages.ts';
import type { Run, TrialKey } from '../../src/core/model/run.ts';
import type { ChartTheme } from '../charts/theme.ts';
import type { Look } from './look.ts';
import type { ShownProgress } from './progress.ts';
import type { RowCache } from './rows.ts';
import type { ViewState } from './view-state.ts';
import type { Viewport } from './windowing.ts';

/** The one object everything on the screen is a pure function of. */
export interface Screen {
  readonly snapshot: PanelSnapshot;
  readonly run: Run;
  /** `null` before the first answer. */
  readonly report: PanelReport | null;
  readonly running: boolean;
  /** What each model is doing; empty unless the run is going. */
  readonly progress: readonly ShownProgress[];
  /** Whether what is sent cannot be changed now: a press is waiting for its effect. */
  readonly isHeld: boolean;
  /** Why the last press did not work, one sentence; empty when it did. */
  readonly problem: string;
  /** What became of merging and splitting by hand. */
  readonly hand: HandState;
  /** By target id. */
  readonly looks: ReadonlyMap<string, Look>;
  /** Ids of the largest groups in the order in which they are shown; does not jump while the run is going. */
  readonly order: readonly string[];
  readonly view: ViewState;
  readonly rows: Pick<RowCache, 'read'>;
  /** Time of day by the clock of the host, ms since 1970. */
  readonly now: number;
  /** Milliseconds the run has taken; `null` when unknown. */
  readonly elapsedMs: number | null;
  /** Milliseconds it still takes; `null` when that is not known. */
  readonly leftMs: number | null;
  readonly theme: ChartTheme;
  readonly listing: Listing;
}

/** Where the outputs are scrolled to, and how high the cards turned out. */
export interface Listing {
  readonly viewport: Viewport;
  /** Column key -> card index -> height with gap, px. */
  readonly measured: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Merging and splitting by hand, as far as it is not part of the run yet. */
export interface HandState {
  /** Whether an edit is on its way. */
  readonly isBusy: boolean;
  /** Why the last one did not work, one sentence; empty when it did. */
  readonly problem: string;
}

/** Something that leaves the panel. */
export type Take =
  | { readonly kind: 'copy'; readonly text: string; readonly said: string }
  /** The whole text of an output, which may not be in the page. */
  | ({ readonly kind: 'copy-output' } & TrialKey)
  | { readonly kind: 'save'; readonly name: string; readonly as: 'svg' | 'tsv'; readonly text: string }
  /** The whole tally, which may not be in the page, of the answers with a text. */
  | { readonly kind: 'copy-tally' | 'save-tally'; readonly run: Pick<Run, 'targets'>; readonly text: string }
  /** A picture, drawn from SVG. */
  | { readonly kind: 'copy-picture' | 'save-picture'; readonly name: string; readonly svg: string };

/** What a person can do. */
export interface Actions {
  /** Changes what is shown. */
  change(next: (view: ViewState) => ViewState): void;
  openTab(tab: string): void;
  /** Opens the outputs of one group. */
  showOutputs(group: string): void;
  /** Presses a button whose work is done by the host; `target` is the id of the model it is about, `more` how many runs to add. */
  act(action: PanelAction, target?: string, more?: number): void;
  /** Takes away the sentence that says why a press did not work. */
  dismissProblem(): void;
  /** Reads the answers in another way; `said` confirms it. */
  readAs(reading: Reread, said: string): void;
  /** Merges or splits groups by hand. */
  edit(wish: EditWish): void;
  /** Takes the last merge or split back. */
  undoEdit(): void;
  /** Takes away the sentence that says why a merge or split did not work. */
  dismissEdit(): void;
  /** Copies or saves something that the panel shows. */
  take(what: Take): void;
}
