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

function cardAt(root: ParentNode, index: number): HTMLElement | undefined {
  return firstColumnCards(root).find((card) => indexOf(card) === index);
}

/** The first visible card of the first column, to parts of a pixel. */
function firstSeen(root: ParentNode): CardPlace | null {
  const edge = upperEdge(root);
  const card = firstColumnCards(root).find((candidate) => candidate.getBoundingClientRect().bottom > edge);
  return card === undefined ? null : { index: indexOf(card), below: card.getBoundingClientRect().top - edge };
}

/** With the gap below, px. */
function heightOf(card: HTMLElement): number {
  return card.offsetHeight + Number.parseFloat(getComputedStyle(card).marginBottom);
}

/** Reads from the page how high the shown cards are and which part of the outputs is visible. */
export class MeasuredCards {
  #listing: Listing = { viewport: { top: 0, height: 800 }, measured: new Map() };
  #width = 0;
  #held: CardPlace | null = null;

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

  /** To be called before a drawing: remembers the card that is read, which the drawing must not move. */
  hold(root: ParentNode): void {
    const { measured, viewport } = this.#listing;
    const place = measured.size === 0 ? null : firstSeen(root);
    this.#held = place !== null && place.below < viewport.height ? place : null;
  }

  /**
   * Reads the heights of the shown cards after a drawing; whether any was not known or has changed. Where cards above turned
   * out higher or lower than they were taken to be, the listing is scrolled by as much, so that the held card stays. The
   * browser's own scroll anchoring is switched off, because it runs after its own corrections from end to end.
   */
  measure(root: ParentNode): boolean {
    const isChanged = this.#readHeights(root);
    const held = this.#held;
    const card = held === null ? undefined : cardAt(root, held.index);
    if (held === null || card === undefined) return isChanged;
    const shift = card.getBoundingClientRect().top - upperEdge(root) - held.below;
    if (Math.abs(shift) >= 1) root.querySelector('[data-listing]')?.scrollBy({ top: shift });
    return isChanged;
  }

  /** Which card of the first column is the first visible one, and how far below the upper edge it begins, px. */
  place(root: ParentNode): CardPlace | null {
    const seen = firstSeen(root);
    return seen === null ? null : { ...seen, below: Math.round(seen.below) };
  }

  /** Scrolls to a card of the first column, at first to about where it must be; true once it stands there. */
  goTo(root: ParentNode, { index, below }: CardPlace, estimate: number): boolean {
    const listing = root.querySelector('[data-listing]');
    const card = cardAt(root, index);
    if (listing === null) return false;
    if (card === undefined) {
      listing.scrollTo({ top: this.#topOf(root, index, estimate) });
      return false;
    }
    listing.scrollBy({ top: card.getBoundingClientRect().top - upperEdge(root) - below });
    return !card.classList.contains('pending');
  }

  /** Pixels of the cards of the first column before `index`, as far as they are known. */
  #topOf(root: ParentNode, index: number, estimate: number): number {
    const key = root.querySelector<HTMLElement>('.column')?.dataset['key'] ?? '';
    const known = this.#listing.measured.get(key);
    let top = 0;
    for (let before = 0; before < index; before += 1) top += known?.get(before) ?? estimate;
    return top;
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
