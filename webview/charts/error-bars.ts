import type { Chart, Plugin } from 'chart.js';
import type { Interval } from '../../src/core/model/report.ts';
import type { ChartTheme } from './theme.ts';

/** Half of the length of a whisker's end, px. */
const CAP = 4;

/** Intervals of the bars of a horizontal chart, by place; `null` for a bar without one. */
export interface ErrorBars extends Plugin<'bar'> {
  intervals: readonly (Interval | null)[];
  theme: ChartTheme;
}

/** Draws a whisker over every bar that has an interval. Its two fields may be replaced before the chart is updated. */
export function errorBars(intervals: ErrorBars['intervals'], theme: ChartTheme): ErrorBars {
  return {
    id: 'error-bars',
    intervals,
    theme,
    afterDatasetsDraw(chart) {
      // Read from the plugin, not from the closure: both are replaced when the chart is drawn again.
      this.intervals.forEach((interval, index) => {
        if (interval !== null) drawWhisker(chart, index, interval, this.theme);
      });
    },
  };
}

function drawWhisker({ ctx, scales }: Chart, index: number, ends: Interval, theme: ChartTheme): void {
  const { x, y } = scales;
  if (x === undefined || y === undefined) return;
  const [low, high] = ends.map((end) => x.getPixelForValue(end)) as [number, number];
  const middle = Math.round(y.getPixelForValue(index)) + 0.5;
  ctx.save();
  // Once in the colour of the background and once above it, so that it shows on the bar as well as beside it.
  for (const [colour, width] of [[theme.background, 4] as const, [theme.foreground, 1.5] as const]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(low, middle);
    ctx.lineTo(high, middle);
    for (const end of [low, high]) {
      ctx.moveTo(end, middle - CAP);
      ctx.lineTo(end, middle + CAP);
    }
    ctx.stroke();
  }
  ctx.restore();
}
