import type { Listing } from './screen.ts';

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

  /** Reads the heights of the shown cards; whether any was not known or has changed. */
  measure(root: ParentNode): boolean {
    const measured = new Map(this.#listing.measured);
    let changed = false;
    for (const column of root.querySelectorAll<HTMLElement>('.column')) {
      const key = column.dataset['key'] ?? '';
      const known = measured.get(key) ?? new Map<number, number>();
      const heights = new Map(known);
      for (const card of column.querySelectorAll<HTMLElement>('.card:not(.pending)')) {
        heights.set(
          Number(card.dataset['index']),
          card.offsetHeight + Number.parseFloat(getComputedStyle(card).marginBottom),
        );
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
