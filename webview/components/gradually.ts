import { nothing } from 'lit/html.js';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { guard } from 'lit/directives/guard.js';
import { type PartInfo, PartType } from 'lit/directive.js';

/** Milliseconds of a frame that are spent on drawing; the rest is left to the page. */
const SLICE = 8;
/** Elements that are drawn without looking at the clock. */
const AT_ONCE = 20;

type Items = readonly (() => unknown)[];

/**
 * Draws many elements in slices, some in each frame, so that the page never stands still. Of another list each slice takes the place
 * of an old one, so that nothing flickers.
 */
class GraduallyDirective extends AsyncDirective {
  #items: Items = [];
  #shown: Items[] = [];
  #done = 0;
  #frame = 0;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.CHILD) throw new Error('gradually stands between tags, not inside one.');
  }

  override render(items: Items): unknown {
    if (items !== this.#items) {
      this.#items = items;
      this.#done = 0;
      this.#soon();
    }
    return this.#slices();
  }

  protected override disconnected(): void {
    cancelAnimationFrame(this.#frame);
  }

  protected override reconnected(): void {
    if (this.#done < this.#items.length) this.#soon();
  }

  #soon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const until = performance.now() + SLICE;
    do {
      this.#shown[this.#done / AT_ONCE] = this.#items.slice(this.#done, this.#done + AT_ONCE);
      this.#done += AT_ONCE;
      if (this.#done >= this.#items.length) this.#shown.length = Math.ceil(this.#items.length / AT_ONCE);
      this.setValue(this.#slices());
    } while (this.#done < this.#items.length && performance.now() < until);
    if (this.#done < this.#items.length) this.#soon();
  }

  #slices(): unknown {
    if (this.#shown.length === 0) return nothing;
    return this.#shown.map((slice) => guard([slice], () => slice.map((item) => item())));
  }
}

/** The elements that the functions make, a few milliseconds' worth in each frame. */
export const gradually = directive(GraduallyDirective);
