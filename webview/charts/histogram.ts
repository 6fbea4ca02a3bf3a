import { noChange } from 'lit/html.js';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type ElementPart } from 'lit/directive.js';
import { drawHistogram, type Histogram, redrawHistogram } from './draw.ts';
import type { ChartSpec } from './spec.ts';
import type { ChartTheme } from './theme.ts';

/** Keeps one Chart instance for a canvas: made once it is in the page, updated with it, destroyed with it. */
class HistogramDirective extends AsyncDirective {
  #chart: Histogram | null = null;
  #canvas: HTMLCanvasElement | null = null;
  #shown: readonly [ChartSpec, ChartTheme] | null = null;
  #pending = false;

  override render(_spec: ChartSpec, _theme: ChartTheme): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [spec, theme]: [ChartSpec, ChartTheme]): typeof noChange {
    this.#canvas = part.element as HTMLCanvasElement;
    if (this.#shown?.[0] === spec && this.#shown[1] === theme) return noChange;
    this.#shown = [spec, theme];
    this.#schedule();
    return noChange;
  }

  override disconnected(): void {
    this.#chart?.destroy();
    this.#chart = null;
  }

  override reconnected(): void {
    this.#schedule();
  }

  /** Waits until the template is in the page: Chart.js measures the element around the canvas. */
  #schedule(): void {
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      if (this.#canvas === null || this.#shown === null || !this.isConnected) return;
      const [spec, theme] = this.#shown;
      if (this.#chart === null) this.#chart = drawHistogram(this.#canvas, spec, theme);
      else redrawHistogram(this.#chart, spec, theme);
    });
  }
}

/** `<canvas ${histogram(spec, theme)}>`: draws `spec`; draws again when `spec` or `theme` is another object. */
export const histogram = directive(HistogramDirective);
