import type { GalleryOrder, PageRow } from '../../src/core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../src/core/gallery/page-of.ts';
import type { GalleryRun } from '../../src/protocol/gallery.ts';
import { GALLERY } from '../text/strings.ts';

/** Why pages do not start by themselves. */
export type Pause =
  /** Stop all was pressed. */
  | 'by-hand'
  /** The user wants little motion. */
  | 'motion'
  /** There are more pages than start by themselves. */
  | 'many'
  /** Frames share the gallery's process. */
  | 'shared'
  /** The gallery before this one hung. */
  | 'replaced';

/** Runs with more pages than these start paused. */
export const MOST_BY_ITSELF = 100;

/** What is shown of which pages. */
export interface Wish {
  readonly order: GalleryOrder;
  readonly target: string | null;
  readonly condition: string | null;
  readonly text: string;
}

/** Everything the gallery draws. */
export interface GalleryState {
  /** `null` before the host has said anything. */
  readonly run: GalleryRun | null;
  readonly wish: Wish;
  readonly rows: readonly PageRow[];
  /** Pages that match; `null` before they are known. */
  readonly total: number | null;
  /** Pages of the run. */
  readonly pages: number;
  readonly outputs: number;
  /** `null` while pages start by themselves. */
  readonly pause: Pause | null;
  /** The page that is shown large; `null` for the overview. */
  readonly large: { readonly row: PageRow; readonly page: OutputPage | null } | null;
  /** One sentence; `null` when nothing went wrong. */
  readonly problem: string | null;
}

/** What there is before anything is known. */
export const NOTHING_YET: GalleryState = {
  run: null,
  wish: { order: 'model', target: null, condition: null, text: '' },
  rows: [],
  total: null,
  pages: 0,
  outputs: 0,
  pause: null,
  large: null,
  problem: null,
};

/** Whether a page is shown when nothing moves by itself. */
export function whyPaused(pages: number, reduced: boolean, isolated: boolean, hung: number): Pause | null {
  if (!isolated) return 'shared';
  if (hung > 0) return 'replaced';
  if (reduced) return 'motion';
  return pages > MOST_BY_ITSELF ? 'many' : null;
}

/** One sentence on why nothing starts by itself. */
export function pauseSentence(pause: Pause, pages: number): string {
  switch (pause) {
    case 'by-hand':
      return GALLERY.allStopped;
    case 'motion':
      return GALLERY.reducedMotion;
    case 'many':
      return GALLERY.many(pages);
    case 'shared':
      return GALLERY.shared;
    case 'replaced':
      return GALLERY.replaced;
  }
}

/** `Opus · warm · 3`; the index counts from 1. */
export function pageName(row: PageRow, run: GalleryRun | null): string {
  const label = run?.targets.find(({ id }) => id === row.target)?.label ?? row.target;
  const condition = (run?.conditions.length ?? 0) > 1 ? [row.condition] : [];
  return [label, ...condition, String(row.trialIndex + 1)].join(' · ');
}
