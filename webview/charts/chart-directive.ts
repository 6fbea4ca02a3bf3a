import { noChange } from 'lit/html.js';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';
import type { ChartTheme } from './theme.ts';

/** How one kind of chart is made, changed and taken away. */
export interface ChartKind<Spec, Drawn extends { destroy(): void }> {
  draw(canvas: HTMLCanvasElement, spec: Spec, theme: ChartTheme): Drawn;
  redraw(chart: Drawn, spec: Spec, theme: ChartTheme): void;
}

/**
 * A directive for a canvas, `<canvas ${it(spec, theme)}>`: draws `spec`, and again when `spec` or `theme` is another object.
 * The chart is made once the canvas is in the page, changed with it, destroyed with it.
 */
export function chartDirective<Spec, Drawn extends { destroy(): void }>(
  kind: ChartKind<Spec, Drawn>,
): (spec: Spec, theme: ChartTheme) => DirectiveResult {
  class ChartDirective extends AsyncDirective {
    #chart: Drawn | null = null;
    #canvas: HTMLCanvasElement | null = null;
    #shown: readonly [Spec, ChartTheme] | null = null;
    #pending = false;

    override render(_spec: Spec, _theme: ChartTheme): typeof noChange {
      return noChange;
    }

    override update(part: ElementPart, [spec, theme]: [Spec, ChartTheme]): typeof noChange {
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
        if (this.#chart === null) this.#chart = kind.draw(this.#canvas, spec, theme);
        else kind.redraw(this.#chart, spec, theme);
      });
    }
  }
  return directive(ChartDirective);
}
