import type { Interval } from '../model/report.ts';

/** Bins of a histogram of numbers, and the marks of its axes. Pure arithmetic. */

/** Values `from` ... `to`, both ends included for whole numbers, `to` excluded otherwise. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  /** Where its bar stands on the axis. */
  readonly centre: number;
  /** `42`, or `10–19` for a bin of several values. */
  readonly label: string;
}

/** All bins of an axis, empty ones included. */
export interface Bins {
  readonly bins: readonly Bin[];
  /** Axis from the left edge of the first bin to the right edge of the last one. */
  readonly min: number;
  readonly max: number;
  /** Width of every bin. */
  readonly width: number;
  readonly whole: boolean;
}

/** Value -> count. */
export type Histogram = Readonly<Record<string, number>>;

/** Above this many values, neighbours share a bin. */
const MOST_BINS = 200;

/** Greatest whole number with a bin of its own; beyond 2^52 there are no halves for the edges of bins. */
const MOST_WHOLE = 2 ** 51;

/** The smallest of 1, 2, 5, 10, 20, 50 ... (and 0.5, 0.2 ...) that is not below `size`. */
export function niceStep(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** One axis for all `histograms`: the domain when it is known, what was said otherwise. `null` when there is nothing to draw, or its ends are too far apart for a number. */
export function binsFor(histograms: readonly Histogram[], domain: Interval | null): Bins | null {
  const values = histograms.flatMap((histogram) => Object.keys(histogram).map(Number)).filter(Number.isFinite);
  const ends = domain ?? spanOf(values);
  if (ends === null) return null;
  const [low, high] = ends;
  if (!Number.isFinite(high - low + 1)) return null;
  const whole = [low, high, ...values].every((value) => Number.isInteger(value) && Math.abs(value) <= MOST_WHOLE);
  return whole ? wholeBins(low, high) : realBins(low, high);
}

function spanOf(values: readonly number[]): Interval | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

function wholeBins(low: number, high: number): Bins {
  const span = high - low + 1;
  const width = span <= MOST_BINS ? 1 : niceStep(span / (MOST_BINS / 2));
  // A domain of 1 ... 1000 is cut into 1-10, 11-20 ...; so the first bin begins at its lower end.
  const bins = Array.from({ length: Math.ceil(span / width) }, (_, index): Bin => {
    const from = low + index * width;
    const to = Math.min(high, from + width - 1);
    return { from, to, centre: from + (width - 1) / 2, label: from === to ? String(from) : `${from}–${to}` };
  });
  return { bins, min: low - 0.5, max: low + bins.length * width - 0.5, width, whole: true };
}

/** Narrowest axis: beside its own size, and at all. Below, neighbouring bins would be one number. */
const NARROWEST = { share: 1e-9, size: 1e-290 };

function realBins(low: number, high: number): Bins {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const span = high - low || size || 1;
  const width = niceStep(Math.max(span, size * NARROWEST.share, NARROWEST.size) / 50);
  const start = Math.floor(low / width) * width;
  const count = Math.max(1, Math.floor((high - start) / width + 1e-9) + 1);
  const bins = Array.from({ length: count }, (_, index): Bin => {
    const from = tidy(start + index * width);
    const to = tidy(start + (index + 1) * width);
    return { from, to, centre: from + width / 2, label: `${from} to ${to}` };
  });
  return { bins, min: start, max: start + count * width, width, whole: false };
}

/** Takes away what binary fractions add: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Number of the bin that holds `value`, or -1. */
export function binOf({ bins, min, width, whole }: Bins, value: number): number {
  const at = (value - min) / width;
  // The edges of narrow bins around great numbers are rounded; an end of the axis may lie just outside of them.
  const slack = whole ? 0 : 1e-4;
  if (!(at >= -slack && at < bins.length + slack)) return -1;
  return Math.min(bins.length - 1, Math.max(0, Math.floor(at + 1e-9)));
}

/** How often each bin was named. Values outside of the axis are left out; the report counts them apart. */
export function countBins(axis: Bins, histogram: Histogram): readonly number[] {
  const counts = new Array<number>(axis.bins.length).fill(0);
  for (const [value, count] of Object.entries(histogram)) {
    const index = binOf(axis, Number(value));
    if (index >= 0) counts[index] = (counts[index] ?? 0) + count;
  }
  return counts;
}

/** Upper end of a shared count axis: even and round, so that its half is a whole count. */
export function axisTop(peak: number): number {
  if (peak <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(peak));
  const even = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].map((factor) => Math.round(factor * power));
  return even.find((top) => top >= peak && top % 2 === 0) ?? power * 10;
}

/** Marks of the value axis, at least `room` values apart: both ends of a whole axis and the round values between. */
export function axisMarks({ bins, whole, width }: Bins, room: number): readonly number[] {
  const first = bins[0]?.from ?? 0;
  const last = whole ? (bins.at(-1)?.to ?? first) : (bins.at(-1)?.to ?? first);
  const step = Math.max(niceStep(room), whole ? 1 : width);
  const marks = [first];
  const start = Math.floor(first / step) * step;
  // By their number and not one from the other: a step that is lost beside great numbers would come to no end.
  for (let place = 1; start + place * step < last; place++) {
    const mark = whole ? start + place * step : tidy(start + place * step);
    if (mark - first >= room * 0.75 && last - mark >= room * 0.75) marks.push(mark);
  }
  if (last > first) marks.push(last);
  return marks;
}
