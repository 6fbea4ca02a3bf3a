import { formatCount } from '../text/format.ts';
import { axisMarks } from '../../src/core/statistics/bins.ts';
import { placeLabels } from './labels.ts';
import type { ChartSpec } from './spec.ts';
import {
  drawing,
  type DrawingTitle,
  EDGE,
  fillOf,
  HEAD,
  line,
  modelLabel,
  NAMES,
  WIDTH,
  widthOf,
} from './svg-frame.ts';
import { element, type SvgMarkup } from './svg-text.ts';
import type { ChartTheme } from './theme.ts';

/** Height of the bars of one of several charts, and of a chart that stands alone, px. */
const HEIGHTS = { one: 84, alone: 260 } as const;
/** Room above the highest bar for its label, px. */
const ABOVE = 18;
/** Room for the value axis, and between two charts, px. */
const AXIS = 22;
const GAP = 8;
/** Room for the count axis, px. */
const COUNTS = 40;
/** Share of its bin that a bar takes, and the most it takes, px; as in the panel. */
const BAR = { share: 0.72, most: 26 } as const;

/** Where a chart stands and how values become pixels. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(count: number): number;
}

/** Charts that stand below each other on one axis, as a drawing (SVG). */
export function histogramSvg(charts: readonly ChartSpec[], title: DrawingTitle, theme: ChartTheme): string {
  const height = charts.length === 1 ? HEIGHTS.alone : HEIGHTS.one;
  const looks = [...new Set(charts.flatMap(({ series }) => series.map(({ look }) => look)))];
  const content: SvgMarkup[] = [];
  let top = HEAD;
  for (const spec of charts) {
    const plot = plotOf(spec, top + ABOVE, height);
    content.push(...chart(spec, plot, theme));
    top = plot.bottom + (spec.marks ? AXIS : GAP);
  }
  content.push(...legend(charts, top + 14, theme));
  return drawing(title, top + 30, looks, theme, content);
}

function plotOf({ axis, top: most }: ChartSpec, top: number, height: number): Plot {
  const [left, right, bottom] = [EDGE + NAMES, WIDTH - EDGE - COUNTS, top + height];
  return {
    ...{ left, right, top, bottom },
    x: (value) => left + ((value - axis.min) / (axis.max - axis.min)) * (right - left),
    y: (count) => bottom - (Math.min(count, most) / most) * height,
  };
}

function chart(spec: ChartSpec, plot: Plot, theme: ChartTheme): readonly SvgMarkup[] {
  const only = spec.series.length === 1 ? spec.series[0]?.look : undefined;
  const middle = (plot.top + plot.bottom) / 2;
  const n = `n = ${formatCount(spec.n)}`;
  return [
    ...(only === undefined ? [] : modelLabel(only, EDGE, middle, NAMES - 12, theme)),
    line(n, only === undefined ? EDGE : EDGE + 16, middle + 15, theme, { fill: theme.dim }),
    ...countAxis(spec, plot, theme),
    ...bars(spec, plot),
    ...emptyBins(spec, plot, theme),
    ...expectation(spec, plot, theme),
    ...spikes(spec, plot, theme),
    ...(spec.marks ? valueAxis(spec, plot, theme) : []),
  ];
}

function countAxis({ top }: ChartSpec, { left, right, y }: Plot, theme: ChartTheme): readonly SvgMarkup[] {
  const rule = { x1: left, x2: right, stroke: theme.foreground };
  return [0, top / 2, top].flatMap((count) => [
    element('line', { ...rule, y1: y(count), y2: y(count), 'stroke-opacity': count === 0 ? 0.4 : 0.12 }),
    ...(count === 0 ? [] : [line(formatCount(count), right + 8, y(count) + 4, theme, { fill: theme.dim })]),
  ]);
}

function bars({ axis, series }: ChartSpec, plot: Plot): readonly SvgMarkup[] {
  const width = Math.min(BAR.most, (plot.x(axis.min + axis.width) - plot.left) * BAR.share);
  return axis.bins.flatMap((bin, index) => {
    let below = 0;
    return series.flatMap(({ look, counts }) => {
      const count = counts[index] ?? 0;
      if (count === 0) return [];
      const [bottom, top] = [plot.y(below), plot.y(below + count)];
      below += count;
      const x = plot.x(bin.centre) - width / 2;
      return [element('rect', { x, y: top, width, height: bottom - top, fill: fillOf(look) })];
    });
  });
}

function totalIn({ series }: ChartSpec, bin: number): number {
  return series.reduce((total, { counts }) => total + (counts[bin] ?? 0), 0);
}

function emptyBins(spec: ChartSpec, plot: Plot, theme: ChartTheme): readonly SvgMarkup[] {
  const half = Math.max(0.5, ((plot.right - plot.left) / spec.axis.bins.length) * 0.2);
  return spec.axis.bins.flatMap(({ centre }, index) => {
    if (totalIn(spec, index) > 0) return [];
    const x = plot.x(centre) - half;
    return [element('rect', { x, y: plot.bottom - 2, width: half * 2, height: 1, fill: theme.dim, opacity: 0.5 })];
  });
}

function dashes(x1: number, x2: number, y: number, theme: ChartTheme): SvgMarkup {
  return element('line', { ...{ x1, x2, y1: y, y2: y, stroke: theme.dim }, 'stroke-dasharray': '3 3' });
}

/** What a fair draw would give, a dash over each bin; neighbours of one height are one line. */
function expectation({ expected, axis }: ChartSpec, plot: Plot, theme: ChartTheme): readonly SvgMarkup[] {
  if (expected === null) return [];
  const half = (plot.right - plot.left) / axis.bins.length / 2;
  const runs: { from: number; to: number; count: number }[] = [];
  expected.forEach((count, index) => {
    const last = runs.at(-1);
    if (last !== undefined && Math.abs(last.count - count) < 1e-9) last.to = index;
    else runs.push({ from: index, to: index, count });
  });
  const centre = (index: number) => plot.x(axis.bins[index]!.centre);
  return runs.map(({ from, to, count }) =>
    dashes(Math.max(plot.left, centre(from) - half), Math.min(plot.right, centre(to) + half), plot.y(count), theme),
  );
}

function spikes(spec: ChartSpec, plot: Plot, theme: ChartTheme): readonly SvgMarkup[] {
  const candidates = spec.labelled.flatMap((index) => {
    const bin = spec.axis.bins[index];
    if (bin === undefined) return [];
    return [{ text: bin.label, x: plot.x(bin.centre), width: widthOf(bin.label), weight: totalIn(spec, index) }];
  });
  const tops = new Map(candidates.map(({ text, weight }) => [text, plot.y(weight)]));
  return placeLabels(candidates, plot.left, plot.right, 4).map(({ text, x }) =>
    line(text, x, (tops.get(text) ?? plot.bottom) - 4, theme, { 'text-anchor': 'middle' }),
  );
}

function valueAxis({ axis }: ChartSpec, plot: Plot, theme: ChartTheme): readonly SvgMarkup[] {
  const room = ((axis.max - axis.min) / (plot.right - plot.left)) * 52;
  return axisMarks(axis, room).map((value) =>
    line(String(value), plot.x(value), plot.bottom + 15, theme, { 'text-anchor': 'middle', fill: theme.dim }),
  );
}

function legend(charts: readonly ChartSpec[], y: number, theme: ChartTheme): readonly SvgMarkup[] {
  const stacked = charts.find(({ series }) => series.length > 1);
  const isFair = charts.some(({ expected }) => expected !== null);
  const parts: SvgMarkup[] = [];
  let x = EDGE + NAMES;
  for (const { look } of stacked?.series ?? []) {
    const width = Math.min(150, 28 + widthOf(look.label));
    parts.push(...modelLabel(look, x, y, width, theme));
    x += width + 12;
  }
  if (isFair) parts.push(dashes(x, x + 24, y - 4, theme), line('uniform draw', x + 30, y, theme, { fill: theme.dim }));
  return parts;
}
