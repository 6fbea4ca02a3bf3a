/** Which cards of a long column are in the page, and how much empty space stands for the others. */
export interface Slice {
  /** Index of the first card in the page. */
  readonly first: number;
  /** Index after the last one. */
  readonly end: number;
  /** Pixels of the cards before `first`. */
  readonly before: number;
  /** Pixels of the cards from `end` on. */
  readonly after: number;
}

/** The visible part of a column, in pixels. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** Height, gap included, that a card is taken to have until it was measured, px. Never changed later: what stands above would jump. */
export const CARD_ESTIMATE = 84;
/** The same for a card of one line, as those of numbers are, px. */
export const SHORT_CARD_ESTIMATE = 31;

/**
 * The cards that touch the viewport widened by `overscan` pixels on both sides. Heights that were not measured yet
 * count as `estimate`. At least one card is in the page when there is one.
 */
export function sliceOf(
  count: number,
  measured: ReadonlyMap<number, number>,
  viewport: Viewport,
  overscan: number,
  estimate = CARD_ESTIMATE,
): Slice {
  const from = viewport.top - overscan;
  const to = viewport.top + viewport.height + overscan;
  let first = 0;
  let end = 0;
  let before = 0;
  let y = 0;
  for (let index = 0; index < count; index += 1) {
    const height = measured.get(index) ?? estimate;
    if (y + height <= from && index < count - 1) {
      first = index + 1;
      before = y + height;
    }
    if (y < to) end = index + 1;
    y += height;
  }
  end = Math.max(end, Math.min(count, first + 1));
  let shown = 0;
  for (let index = first; index < end; index += 1) shown += measured.get(index) ?? estimate;
  return { first, end, before, after: Math.max(0, y - before - shown) };
}

/** Rows in one request. */
export const PAGE_SIZE = 40;

/** Numbers of the pages that hold rows `first` ... `end` - 1; the first page when there are none. */
export function pagesOf(first: number, end: number): readonly number[] {
  const last = Math.max(first, end - 1);
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page += 1) pages.push(page);
  return pages;
}

/** Pixels kept ready above and below the viewport: less the more columns there are, so that the page stays small. */
export function overscanFor(columns: number): number {
  return Math.min(400, Math.max(100, 900 / Math.max(1, columns)));
}
