import { chartDirective } from './chart-directive.ts';
import { drawHistogram, type Histogram, redrawHistogram } from './draw.ts';
import type { ChartSpec } from './spec.ts';

/** `<canvas ${histogram(spec, theme)}>`: draws `spec`; draws again when `spec` or `theme` is another object. */
export const histogram = chartDirective<ChartSpec, Histogram>({ draw: drawHistogram, redraw: redrawHistogram });
