import type { PanelAction, PanelReport, PanelSnapshot } from '../../src/protocol/messages.ts';
import type { Run } from '../../src/core/model/run.ts';
import type { ChartTheme } from '../charts/theme.ts';
import type { Look } from './look.ts';
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
  /** By target id. */
  readonly looks: ReadonlyMap<string, Look>;
  /** Ids of the largest groups in the order in which they are shown; does not jump while the run is going. */
  readonly order: readonly string[];
  readonly view: ViewState;
  readonly rows: Pick<RowCache, 'read'>;
  /** Time of day, ms since 1970. */
  readonly now: number;
  /** Milliseconds the run has taken; `null` when unknown. */
  readonly elapsedMs: number | null;
  readonly theme: ChartTheme;
  readonly listing: Listing;
}

/** Where the outputs are scrolled to, and how high the cards turned out. */
export interface Listing {
  readonly viewport: Viewport;
  /** Column key -> card index -> height with gap, px. */
  readonly measured: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** What a person can do. */
export interface Actions {
  /** Changes what is shown. */
  change(next: (view: ViewState) => ViewState): void;
  openTab(tab: string): void;
  /** Opens the outputs of one group. */
  showOutputs(group: string): void;
  /** Presses a button whose work is done by the host. */
  act(action: PanelAction): void;
  /** Puts the whole tally on the clipboard. */
  copyTally(): void;
}
