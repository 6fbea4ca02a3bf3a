import type { Listing } from './screen.ts';

/** Where the listing is scrolled to. */
export interface CardPlace {
  /** Of the first visible card of the first column. */
  readonly index: number;
  /** How far below the upper edge it begins, px; negative when a part of it is above. */
  readonly below: number;
}

function firstColumnCards(root: ParentNode): readonly HTMLElement[] {
  return [...(root.querySelector('.column')?.querySelectorAll<HTMLElement>('.card') ?? [])];
}

function upperEdge(root: ParentNode): number {
  return root.querySelector('[data-listing]')?.getBoundingClientRect().top ?? 0;
}

function indexOf(card: HTMLElement): number {
  return Number(card.dataset['index']);
}

/** With the gap below, px. */
function heightOf(card: HTMLElement): number {
  return card.offsetHeight + Number.parseFloat(getComputedStyle(card).marginBottom);
}

/** Reads from the page how high the shown cards are and which part of the outputs is visible. */
export class MeasuredCards {
  #listing: Listing = { viewport: { top: 0, height: 800 }, measured: new Map() };
  #width = 0;

  /** What is known now. */
  get listing(): Listing {
    return this.#listing;
  }

  /** Forgets all heights: other rows are shown, or the width has changed. */
  forget(): void {
    this.#listing = { ...this.#listing, measured: new Map() };
  }

  /** Reads the visible part; whether it has changed. */
  look(root: ParentNode): boolean {
    const listing = root.querySelector<HTMLElement>('[data-listing]');
    if (listing === null) return false;
    const { scrollTop: top, clientHeight: height, clientWidth: width } = listing;
    const { viewport } = this.#listing;
    if (width !== this.#width) {
      this.#width = width;
      this.forget();
    } else if (viewport.top === top && viewport.height === height) {
      return false;
    }
    this.#listing = { ...this.#listing, viewport: { top, height } };
    return true;
  }

  /**
   * Reads the heights of the shown cards; whether any was not known or has changed. Cards above the visible part that
   * turn out higher or lower than they were taken to be would move what is read: the listing is scrolled by as much. The
   * browser's own scroll anchoring is switched off, because it runs after its own corrections from end to end.
   */
  measure(root: ParentNode, estimate: number): boolean {
    const shift = this.#shiftAbove(root, estimate);
    const isChanged = this.#readHeights(root);
    if (Math.abs(shift) >= 1) root.querySelector('[data-listing]')?.scrollBy({ top: shift });
    return isChanged;
  }

  /** Which card of the first column is the first visible one, and how far below the upper edge it begins, px. */
  place(root: ParentNode): CardPlace | null {
    const edge = upperEdge(root);
    const card = firstColumnCards(root).find((candidate) => candidate.getBoundingClientRect().bottom > edge);
    if (card === undefined) return null;
    return { index: indexOf(card), below: Math.round(card.getBoundingClientRect().top - edge) };
  }

  /** Scrolls to a card of the first column, at first to about where it must be; true once it stands there. */
  goTo(root: ParentNode, { index, below }: CardPlace, estimate: number): boolean {
    const listing = root.querySelector('[data-listing]');
    const card = firstColumnCards(root).find((candidate) => indexOf(candidate) === index);
    if (listing === null) return false;
    if (card === undefined) {
      listing.scrollTo({ top: index * estimate });
      return false;
    }
    listing.scrollBy({ top: card.getBoundingClientRect().top - upperEdge(root) - below });
    return !card.classList.contains('pending');
  }

  /** By how much the cards of the first column above the visible part are higher than they were taken to be, px. */
  #shiftAbove(root: ParentNode, estimate: number): number {
    const edge = upperEdge(root);
    const key = root.querySelector<HTMLElement>('.column')?.dataset['key'] ?? '';
    const known = this.#listing.measured.get(key);
    let shift = 0;
    for (const card of firstColumnCards(root)) {
      if (card.getBoundingClientRect().bottom > edge) break;
      if (!card.classList.contains('pending')) shift += heightOf(card) - (known?.get(indexOf(card)) ?? estimate);
    }
    return shift;
  }

  #readHeights(root: ParentNode): boolean {
    const measured = new Map(this.#listing.measured);
    let changed = false;
    for (const column of root.querySelectorAll<HTMLElement>('.column')) {
      const key = column.dataset['key'] ?? '';
      const known = measured.get(key) ?? new Map<number, number>();
      const heights = new Map(known);
      for (const card of column.querySelectorAll<HTMLElement>('.card:not(.pending)')) {
        heights.set(indexOf(card), heightOf(card));
      }
      const same = heights.size === known.size && [...heights].every(([index, height]) => known.get(index) === height);
      if (same) continue;
      measured.set(key, heights);
      changed = true;
    }
    if (changed) this.#listing = { ...this.#listing, measured };
    return changed;
  }
}
