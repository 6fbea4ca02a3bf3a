import {
  BarController,
  BarElement,
  Chart,
  type ChartConfiguration,
  Interaction,
  type InteractionModeFunction,
  LinearScale,
  type Plugin,
  Tooltip,
} from 'chart.js';
import { formatCount, formatFigure, formatShare } from '../text/format.ts';
import { axisMarks, type Bins } from '../../src/core/statistics/bins.ts';
import { placeLabels } from './labels.ts';
import { canvasFill } from './patterns.ts';
import type { ChartSpec } from './spec.ts';
import type { ChartTheme } from './theme.ts';

declare module 'chart.js' {
  interface InteractionModeMap {
    nearestBar: InteractionModeFunction;
  }
}

/** The bar beside which the pointer is, all its parts: most bins are empty, and nobody hits a bar of three pixels. */
Interaction.modes.nearestBar = (chart, { x }) => {
  const metas = chart.getSortedVisibleDatasetMetas();
  if (x === null) return [];
  let nearest: { readonly index: number; readonly distance: number } | null = null;
  for (const { data, index: datasetIndex } of metas) {
    const points = chart.data.datasets[datasetIndex]?.data as readonly Point[];
    for (const [index, element] of data.entries()) {
      const distance = Math.abs(element.x - x);
      if ((points[index]?.y ?? 0) > 0 && (nearest === null || distance < nearest.distance))
        nearest = { index, distance };
    }
  }
  if (nearest === null) return [];
  const { index } = nearest;
  return metas.flatMap(({ data, index: datasetIndex }) => {
    const element = data[index];
    return element === undefined ? [] : [{ element, datasetIndex, index }];
  });
};

Chart.register(BarController, BarElement, LinearScale, Tooltip);

/** A bar: its place and its height. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The one kind of chart there is. */
export type Histogram = Chart<'bar', Point[]>;

/** Room for the count axis on the right, px: the same in all charts, so that their value axes stand below each other. */
const COUNT_AXIS = 50;
/** Height of the value axis, px. */
export const VALUE_AXIS = 20;
const FONT_SIZE = 11;
/** Size of what stands above a bar, px. */
const LABEL_SIZE = 12;
/** Half of a digit, px. */
const HALF_DIGIT = 3.5;

/** Room on the left for half of the first mark, px: kept by all charts on one axis, also by those that write no marks. */
export function leftRoom({ min, whole }: Pick<Bins, 'min' | 'whole'>): number {
  return Math.ceil(String(whole ? Math.ceil(min) : Number(min.toPrecision(3))).length * HALF_DIGIT);
}

/** How far above the chart the name of its count axis stands, px. */
const TITLE_ABOVE = 9;

/** Room above the highest bar, px: for what stands on it, and for the name of the axis where the chart has one. */
export function topRoom({ marks, isFirst }: Pick<ChartSpec, 'marks' | 'isFirst'>): number {
  return Math.max(marks ? 18 : 14, isFirst ? TITLE_ABOVE + FONT_SIZE : 0);
}

/** Draws `spec` on `canvas`. */
export function drawHistogram(canvas: HTMLCanvasElement, spec: ChartSpec, theme: ChartTheme): Histogram {
  return new Chart(canvas, configOf(spec, theme));
}

/** Shows another spec in the same chart. */
export function redrawHistogram(chart: Histogram, spec: ChartSpec, theme: ChartTheme): void {
  const { data, options = {} } = configOf(spec, theme);
  chart.data = data;
  chart.options = options;
  const annotations = chart.config.plugins?.[0] as Annotations | undefined;
  if (annotations !== undefined) Object.assign(annotations, { spec, theme });
  chart.update('none');
}

function configOf(spec: ChartSpec, theme: ChartTheme): ChartConfiguration<'bar', Point[]> {
  const font = { size: FONT_SIZE, family: theme.fontFamily };
  return {
    type: 'bar',
    data: {
      datasets: spec.series.map(({ look, counts }) => ({
        label: look.label,
        data: spec.axis.bins.map((bin, index) => ({ x: bin.centre, y: counts[index] ?? 0 })),
        backgroundColor: canvasFill(look, theme),
        barPercentage: 0.72,
        categoryPercentage: 1,
        maxBarThickness: 26,
        grouped: false,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      layout: { autoPadding: false, padding: { top: topRoom(spec), left: leftRoom(spec.axis) } },
      interaction: { mode: 'nearestBar', intersect: false },
      onClick: (_, [bar]) => {
        const bin = spec.axis.bins[bar?.index ?? -1];
        if (bin !== undefined) spec.onOpen?.(bin);
      },
      onHover: (_, bars, { canvas }) => {
        canvas.style.cursor = spec.onOpen !== undefined && bars.length > 0 ? 'pointer' : '';
      },
      plugins: { tooltip: tooltipOf(spec, theme, font) },
      scales: {
        x: {
          type: 'linear',
          offset: false,
          min: spec.axis.min,
          max: spec.axis.max,
          stacked: true,
          grid: { display: false },
          border: { color: theme.border },
          afterBuildTicks: (scale) => {
            const room = ((spec.axis.max - spec.axis.min) / Math.max(1, scale.chart.width)) * 52;
            scale.ticks = axisMarks(spec.axis, room).map((value) => ({ value }));
          },
          afterFit: (scale) => {
            scale.height = spec.marks ? VALUE_AXIS : 1;
            // Only charts with marks would move inwards to have room for them.
            Object.assign(scale, { paddingLeft: 0, paddingRight: 0 });
          },
          ticks: {
            ...{ display: spec.marks, color: theme.dim, font, autoSkip: false, maxRotation: 0, padding: 2 },
            // The last mark leaves the corner to the name of the axis.
            align: 'inner',
          },
        },
        y: {
          min: 0,
          max: spec.top,
          stacked: true,
          position: 'right',
          grid: { color: theme.grid, drawTicks: false },
          border: { display: false },
          afterBuildTicks: (scale) => {
            scale.ticks = [0, spec.top / 2, spec.top].map((value) => ({ value }));
          },
          afterFit: (scale) => {
            scale.width = COUNT_AXIS;
            // Half a line above and below is kept for the marks otherwise; the labels of the spikes have that room.
            Object.assign(scale, { paddingTop: 0, paddingBottom: 0 });
          },
          ticks: {
            color: theme.dim,
            font,
            padding: 6,
            callback: (value) => (value === 0 ? '' : formatCount(Number(value))),
          },
        },
      },
    },
    plugins: [annotationsOf(spec, theme)],
  };
}

/** How the tooltips of all charts look. */
export function tooltipLook(theme: ChartTheme, font: { size: number; family: string }) {
  return {
    animation: false as const,
    backgroundColor: theme.background,
    borderColor: theme.border,
    borderWidth: 1,
    titleColor: theme.foreground,
    bodyColor: theme.foreground,
    titleFont: { ...font, weight: 'bold' as const },
    bodyFont: font,
    padding: 6,
    cornerRadius: 2,
    displayColors: false,
    caretSize: 0,
  };
}

function tooltipOf(spec: ChartSpec, theme: ChartTheme, font: { size: number; family: string }) {
  const { bins } = spec.axis;
  return {
    ...tooltipLook(theme, font),
    filter: (shown: { parsed: { y: number | null } }) => spec.series.length === 1 || shown.parsed.y !== 0,
    callbacks: {
      title: (shown: { dataIndex: number }[]) => bins[shown[0]?.dataIndex ?? -1]?.label ?? '',
      label: (shown: { datasetIndex: number; parsed: { y: number | null } }) => {
        const times = shown.parsed.y ?? 0;
        const name = spec.series.length === 1 ? '' : `${spec.series[shown.datasetIndex]?.look.label ?? ''}: `;
        const share = spec.n === 0 ? '' : ` (${formatShare(times / spec.n)})`;
        return `${name}${formatCount(times)} of ${formatCount(spec.n)}${share}`;
      },
      afterBody: (shown: { dataIndex: number }[]) => {
        const expected = spec.expected?.[shown[0]?.dataIndex ?? -1];
        return expected === undefined ? '' : `a fair draw: ${formatFigure(expected)}`;
      },
    },
  };
}

interface Annotations extends Plugin<'bar'> {
  spec: ChartSpec;
  theme: ChartTheme;
}

/** The dashed line of the fair draw, a mark for every empty bin, and the labels of the spikes. */
function annotationsOf(spec: ChartSpec, theme: ChartTheme): Annotations {
  return {
    id: 'annotations',
    spec,
    theme,
    afterDatasetsDraw(chart) {
      // Read from the plugin, not from the closure: `redrawHistogram` replaces both.
      drawEmptyBins(chart, this.spec, this.theme);
      drawExpectation(chart, this.spec, this.theme);
      drawLabels(chart, this.spec, this.theme);
      drawTitles(chart, this.spec, this.theme);
    },
  };
}

function totalIn(spec: ChartSpec, bin: number): number {
  return spec.series.reduce((total, { counts }) => total + (counts[bin] ?? 0), 0);
}

function drawEmptyBins({ ctx, scales, chartArea }: Chart, spec: ChartSpec, theme: ChartTheme): void {
  const x = scales['x'];
  if (x === undefined) return;
  const half = Math.max(0.5, (chartArea.width / spec.axis.bins.length) * 0.2);
  ctx.save();
  ctx.fillStyle = theme.border;
  spec.axis.bins.forEach((bin, index) => {
    if (totalIn(spec, index) > 0) return;
    ctx.fillRect(x.getPixelForValue(bin.centre) - half, chartArea.bottom - 2, half * 2, 1);
  });
  ctx.restore();
}

function drawExpectation({ ctx, scales, chartArea }: Chart, spec: ChartSpec, theme: ChartTheme): void {
  const { x, y } = scales;
  if (x === undefined || y === undefined || spec.expected === null) return;
  const half = spec.axis.width / 2;
  ctx.save();
  ctx.strokeStyle = theme.dim;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  // One line where all bins expect the same; steps where they do not.
  spec.expected.forEach((expected, index) => {
    const centre = spec.axis.bins[index]?.centre ?? 0;
    const height = Math.round(y.getPixelForValue(expected)) - 0.5;
    const left = index === 0 ? chartArea.left : x.getPixelForValue(centre - half);
    if (index === 0) ctx.moveTo(left, height);
    else ctx.lineTo(left, height);
    ctx.lineTo(Math.min(chartArea.right, x.getPixelForValue(centre + half)), height);
  });
  ctx.stroke();
  drawFairLabel(
    ctx,
    spec,
    chartArea,
    (bin) => ({
      x: x.getPixelForValue(spec.axis.bins[bin]!.centre),
      y: y.getPixelForValue(totalIn(spec, bin)),
      fair: y.getPixelForValue(spec.expected![bin]!),
    }),
    theme,
  );
  ctx.restore();
}

/** "fair draw: 1.5 each" above an end of its line, where no bar is in the way; of charts that stand alone. */
function drawFairLabel(
  ctx: CanvasRenderingContext2D,
  { expected, axis, series }: ChartSpec,
  { left, right }: Chart['chartArea'],
  place: (bin: number) => { readonly x: number; readonly y: number; readonly fair: number },
  theme: ChartTheme,
): void {
  const [first] = expected ?? [];
  if (first === undefined || series.length < 2 || expected!.some((one) => Math.abs(one - first) > 1e-9)) return;
  const text = `fair draw: ${formatFigure(first)} each`;
  ctx.font = `${FONT_SIZE}px ${theme.fontFamily}`;
  const width = ctx.measureText(text).width;
  const places = axis.bins.map((_, bin) => place(bin));
  const height = (places[0]?.fair ?? 0) - 4;
  const free = [left + 2, right - width - 2].find((start) =>
    places.every(({ x, y }) => x < start - 6 || x > start + width + 6 || y > height),
  );
  if (free === undefined) return;
  ctx.fillStyle = theme.dim;
  ctx.textAlign = 'left';
  ctx.fillText(text, free, height);
}

function drawLabels({ ctx, scales, chartArea }: Chart, spec: ChartSpec, theme: ChartTheme): void {
  const { x, y } = scales;
  if (x === undefined || y === undefined) return;
  ctx.save();
  ctx.font = `600 ${LABEL_SIZE}px ${theme.fontFamily}`;
  ctx.fillStyle = theme.foreground;
  ctx.textAlign = 'center';
  const bars = spec.labelled.flatMap((index) => {
    const bin = spec.axis.bins[index];
    if (bin === undefined) return [];
    const weight = totalIn(spec, index);
    const width = ctx.measureText(bin.label).width;
    return [{ text: bin.label, x: x.getPixelForValue(bin.centre), width, weight }];
  });
  const tops = new Map(bars.map(({ text, weight }) => [text, y.getPixelForValue(weight)]));
  for (const { text, x: middle } of placeLabels(bars, chartArea.left, chartArea.right, 4)) {
    ctx.fillText(text, middle, (tops.get(text) ?? chartArea.bottom) - 4);
  }
  ctx.restore();
}

/** What the axes count: in the corners, where no bar is. */
function drawTitles({ ctx, chartArea, width }: Chart, spec: ChartSpec, theme: ChartTheme): void {
  ctx.save();
  ctx.font = `${FONT_SIZE}px ${theme.fontFamily}`;
  ctx.fillStyle = theme.dim;
  ctx.textAlign = 'right';
  if (spec.isFirst) ctx.fillText('answers', width, chartArea.top - TITLE_ABOVE);
  if (spec.marks) ctx.fillText(spec.axisTitle, width, chartArea.bottom + VALUE_AXIS - 5);
  ctx.restore();
}
