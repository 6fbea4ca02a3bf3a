import { digitShares } from '../../src/core/analysis/numbers/last-digit.ts';
import type { Interval, NumberReport } from '../../src/core/model/report.ts';
import type { NumberMode } from '../state/view-state.ts';
import type { Look } from '../state/look.ts';
import { axisTop, type Bin, binOf, type Bins, binsFor, countBins } from '../../src/core/statistics/bins.ts';

/** What a chart shows, before any pixel. */
export interface ChartSpec {
  /** Id of the chart within its view. */
  readonly id: string;
  readonly axis: Bins;
  /** Stacked from the first to the last. */
  readonly series: readonly { readonly look: Look; readonly counts: readonly number[] }[];
  /** Answers in this chart. */
  readonly n: number;
  /** Upper end of the count axis, the same for all charts that are shown together. */
  readonly top: number;
  /** How often a fair draw would name each bin, bin by bin; `null` when the domain is not known. */
  readonly expected: readonly number[] | null;
  /** Indexes of the bins that carry a label. */
  readonly labelled: readonly number[];
  /** Whether the value axis is written below. */
  readonly marks: boolean;
  /** What the value axis counts in. */
  readonly axisTitle: string;
  /** Whether it stands above the others, so that it names their count axis. */
  readonly isFirst: boolean;
  /** Opens the outputs of a bar; absent where there is nothing to open. */
  readonly onOpen?: (bin: Bin) => void;
}

/** The numbers part of a report. */
export interface Numbers {
  readonly pooled: NumberReport;
  readonly byTarget: Readonly<Record<string, NumberReport>>;
}

/** The charts of one mode, in the order in which they are shown. */
export function chartsOf(
  numbers: Numbers,
  domain: Interval | null,
  looks: readonly Look[],
  mode: NumberMode,
): readonly ChartSpec[] {
  const reports = looks.flatMap((look) => {
    const report = numbers.byTarget[look.target];
    return report === undefined ? [] : [{ look, report }];
  });
  if (mode === 'last-digit') return lastDigitCharts(reports, domain);
  const axis = binsFor([numbers.pooled.histogram, ...reports.map(({ report }) => report.histogram)], domain);
  if (axis === null) return [];
  const series = reports.map(({ look, report }) => ({ look, counts: countBins(axis, report.histogram) }));
  if (mode === 'stacked') return [stackedChart(axis, series, numbers.pooled, domain)];
  const top = axisTop(Math.max(...series.flatMap(({ counts }) => counts), 1));
  return reports.map(({ look, report }, index) => {
    const counts = series[index]?.counts ?? [];
    const n = sum(counts);
    return {
      id: look.target,
      axis,
      series: [{ look, counts }],
      n,
      top,
      expected: expectedIn(axis, n, domain),
      labelled: labelledBins(axis, report, counts),
      marks: index === reports.length - 1,
      axisTitle: 'number',
      isFirst: index === 0,
    };
  });
}

function stackedChart(
  axis: Bins,
  series: ChartSpec['series'],
  pooled: NumberReport,
  domain: Interval | null,
): ChartSpec {
  const totals = axis.bins.map((_, bin) => sum(series.map(({ counts }) => counts[bin] ?? 0)));
  const n = sum(totals);
  return {
    id: 'stacked',
    axis,
    series,
    n,
    top: axisTop(Math.max(...totals, 1)),
    expected: expectedIn(axis, n, domain),
    labelled: labelledBins(axis, pooled, totals),
    marks: true,
    axisTitle: 'number',
    isFirst: true,
  };
}

const DIGITS: Interval = [0, 9];

function lastDigitCharts(
  reports: readonly { readonly look: Look; readonly report: NumberReport }[],
  domain: Interval | null,
): readonly ChartSpec[] {
  const axis = binsFor([], DIGITS);
  const withDigits = reports.filter(({ report }) => report.lastDigit !== null);
  if (axis === null || withDigits.length === 0) return [];
  const top = axisTop(Math.max(...withDigits.flatMap(({ report }) => report.lastDigit ?? []), 1));
  // The last digits of a fair draw are all alike only where the domain holds each of them equally often.
  const isWhole = domain !== null && domain.every((end) => Number.isSafeInteger(end));
  const shares = isWhole ? digitShares(domain) : null;
  return withDigits.map(({ look, report }, index) => {
    const counts = report.lastDigit ?? [];
    const n = sum(counts);
    const marks = index === withDigits.length - 1;
    const labelled = counts.flatMap((count, digit) => (count > 0 && count >= n / 5 ? [digit] : []));
    return {
      id: look.target,
      axis,
      series: [{ look, counts }],
      n,
      top,
      expected: shares?.map((share) => share * n) ?? null,
      labelled,
      marks,
      axisTitle: 'digit',
      isFirst: index === 0,
    };
  });
}

/** Counts a fair draw over `domain` would put into each bin: the last bin may hold fewer values than the others. */
function expectedIn({ bins, whole }: Bins, n: number, domain: Interval | null): readonly number[] | null {
  if (domain === null || n === 0) return null;
  const extra = whole ? 1 : 0;
  const size = domain[1] - domain[0] + extra;
  if (!(size > 0)) return null;
  const held = (from: number, to: number): number =>
    Math.max(0, Math.min(to, domain[1]) - Math.max(from, domain[0]) + extra);
  return bins.map(({ from, to }) => (n * held(from, to)) / size);
}

/** The spikes the report found; where nothing was tested, the bars that hold a tenth of the answers or more. */
function labelledBins(axis: Bins, report: NumberReport, counts: readonly number[]): readonly number[] {
  const spikes = report.spikes.filter(({ pHolm }) => pHolm === null || pHolm < 0.05);
  if (spikes.length > 0 || report.p !== null) {
    return [...new Set(spikes.map(({ value }) => binOf(axis, value)).filter((bin) => bin >= 0))];
  }
  const n = sum(counts);
  return counts.flatMap((count, bin) => (count >= 2 && count >= n / 10 ? [bin] : []));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
