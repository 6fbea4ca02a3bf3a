import { CategoryScale, Chart, type ChartConfiguration, type Plugin } from 'chart.js';
import { formatCount, formatFigure, formatInterval } from '../text/format.ts';
import type { BarRow, BarsSpec } from './bars-spec.ts';
import { chartDirective } from './chart-directive.ts';
import { tooltipLook, VALUE_AXIS } from './draw.ts';
import { errorBars, type ErrorBars } from './error-bars.ts';
import { canvasFill } from './patterns.ts';
import type { ChartTheme } from './theme.ts';

Chart.register(CategoryScale);

/** A chart of horizontal bars. */
export type BarsChart = Chart<'bar', number[], string>;

/** Height of a bar's row, px; as in the style sheet. */
export const BAR_ROW = 26;
const FONT_SIZE = 11;

function draw(canvas: HTMLCanvasElement, spec: BarsSpec, theme: ChartTheme): BarsChart {
  return new Chart(canvas, configOf(spec, theme));
}

function redraw(chart: BarsChart, spec: BarsSpec, theme: ChartTheme): void {
  const { data, options = {} } = configOf(spec, theme);
  chart.data = data;
  chart.options = options;
  const [fair, whiskers] = (chart.config.plugins ?? []) as [FairRange, ErrorBars];
  Object.assign(fair, { spec, theme });
  Object.assign(whiskers, { intervals: intervalsOf(spec), theme });
  chart.update('none');
}

/** `<canvas ${bars(spec, theme)}>` */
export const bars = chartDirective<BarsSpec, BarsChart>({ draw, redraw });

const intervalsOf = ({ rows }: BarsSpec): ErrorBars['intervals'] => rows.map(({ interval }) => interval);

function configOf(spec: BarsSpec, theme: ChartTheme): ChartConfiguration<'bar', number[], string> {
  const font = { size: FONT_SIZE, family: theme.fontFamily };
  return {
    type: 'bar',
    data: {
      labels: spec.rows.map(({ look }) => look.label),
      datasets: [
        {
          data: spec.rows.map(({ value }) => value),
          backgroundColor: spec.rows.map(({ look }) => canvasFill(look, theme)),
          barThickness: 13,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { autoPadding: false, padding: { right: 14, left: 4 } },
      interaction: { mode: 'index', axis: 'y', intersect: false },
      plugins: { tooltip: tooltipOf(spec, theme, font) },
      scales: {
        y: { type: 'category', display: false },
        x: {
          min: 0,
          max: spec.top,
          grid: { color: theme.grid, drawTicks: false },
          border: { color: theme.border },
          afterFit: (scale) => {
            scale.height = VALUE_AXIS;
            Object.assign(scale, { paddingLeft: 0, paddingRight: 0 });
          },
          ticks: { color: theme.dim, font, padding: 4, stepSize: spec.step, maxRotation: 0 },
        },
      },
    },
    plugins: [fairRange(spec, theme), errorBars(intervalsOf(spec), theme)],
  };
}

/** What is known of a bar, line by line. */
export function barLines({ value, interval, n, fair }: BarRow): readonly string[] {
  const range = interval === null ? 'too few runs for an interval' : `95% CI ${formatInterval(interval)}`;
  return [
    `${formatFigure(value)} effective answers, n ${formatCount(n)}`,
    range,
    ...(fair === null ? [] : [`a fair draw: ${formatInterval(fair)}`]),
  ];
}

function tooltipOf({ rows }: BarsSpec, theme: ChartTheme, font: { size: number; family: string }) {
  const rowAt = (index: number | undefined): BarRow | undefined => rows[index ?? -1];
  return {
    ...tooltipLook(theme, font),
    callbacks: {
      title: (shown: { dataIndex: number }[]) => rowAt(shown[0]?.dataIndex)?.look.label ?? '',
      label: (shown: { dataIndex: number }) => {
        const row = rowAt(shown.dataIndex);
        return row === undefined ? '' : [...barLines(row)];
      },
    },
  };
}

interface FairRange extends Plugin<'bar'> {
  spec: BarsSpec;
  theme: ChartTheme;
}

/** A dashed box where a fair draw of as many answers would end. */
function fairRange(spec: BarsSpec, theme: ChartTheme): FairRange {
  return {
    id: 'fair-range',
    spec,
    theme,
    afterDatasetsDraw({ ctx, scales }) {
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = this.theme.dim;
      ctx.setLineDash([3, 3]);
      this.spec.rows.forEach(({ fair }, index) => {
        if (fair === null) return;
        const [low, high] = [x.getPixelForValue(fair[0]), x.getPixelForValue(fair[1])];
        ctx.strokeRect(Math.round(low) + 0.5, Math.round(y.getPixelForValue(index)) - 6.5, Math.max(2, high - low), 13);
      });
      ctx.restore();
    },
  };
}
