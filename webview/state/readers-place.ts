import { estimateOf } from './listing.ts';
import type { MeasuredCards } from './measured-cards.ts';
import type { Screen } from './screen.ts';
import { ScrollingBack } from './scrolling-back.ts';
import type { ViewState } from './view-state.ts';

const OUTPUTS = 'outputs';

/** The view that says where the reader is. */
interface Held {
  view(): ViewState;
  /** The reader is elsewhere now. */
  moved(view: ViewState): void;
}

/** How far down each tab the reader is, among the outputs at which card; and the way back there when a page is made anew. */
export class ReadersPlace {
  readonly #root: HTMLElement;
  readonly #cards: MeasuredCards;
  readonly #held: Held;
  readonly #back = new ScrollingBack(() => Date.now());
  #tab = '';

  constructor(root: HTMLElement, cards: MeasuredCards, held: Held) {
    this.#root = root;
    this.#cards = cards;
    this.#held = held;
  }

  /** Another run is shown: it is scrolled to where it was, on whichever tab. */
  begin(): void {
    this.#tab = '';
  }

  /** The reader moves something: nothing is scrolled back any more. */
  takenOver(): void {
    this.#back.end();
  }

  /** The visible part of the open tab has moved or changed its size. Whether it has to be drawn again. */
  scrolled(scroller: HTMLElement, tab: string): boolean {
    // What moves before the kept place is reached is not the reader's doing.
    if (!this.#back.isUnderway) {
      const view = this.#held.view();
      this.#held.moved({ ...view, scroll: { ...view.scroll, [tab]: Math.round(scroller.scrollTop) } });
      if (tab === OUTPUTS) this.#noteCard();
    }
    return tab === OUTPUTS && this.#cards.look(this.#root);
  }

  /** A tab was drawn. Whether it has to be drawn again. */
  drawn(screen: Screen, tab: string): boolean {
    if (this.#tab !== tab) this.#back.begin();
    this.#tab = tab;
    const isMeasured = tab === OUTPUTS && this.#cards.measure(this.#root);
    this.#back.step(() => this.#goBack(screen, tab));
    if (tab !== OUTPUTS) return false;
    if (!this.#back.isUnderway) this.#noteCard();
    return this.#cards.look(this.#root) || isMeasured;
  }

  /** Which card is read now: seen after a scroll, or drawn only after it. */
  #noteCard(): void {
    const place = this.#cards.place(this.#root);
    const view = this.#held.view();
    const { place: before } = view.cards;
    if (place === null || (place.index === before?.index && place.below === before.below)) return;
    this.#held.moved({ ...view, cards: { ...view.cards, place } });
  }

  /** Scrolls to where the reader was; false while that is not in the page yet. */
  #goBack(screen: Screen, tab: string): boolean {
    const { cards, scroll } = this.#held.view();
    if (tab === OUTPUTS) return cards.place === null || this.#cards.goTo(this.#root, cards.place, estimateOf(screen));
    const scroller = this.#root.querySelector('[data-scroller]');
    const top = scroll[tab] ?? 0;
    scroller?.scrollTo({ top });
    return scroller === null || scroller.scrollTop >= top - 1;
  }
}
