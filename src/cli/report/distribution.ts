import { own } from '../../core/own.ts';
import type { Interval, NumberReport, NumberReports, Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { skyline } from '../terminal/blocks.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { fit, widthOf } from '../terminal/width.ts';

const TITLE = 'NUMBERS';
const WIDEST_LABEL = 26;

/** How many whole numbers stand for one column, so that low ... high fits into `columns`. */
function binWidth([low, high]: Interval, columns: number): number {
  return Math.max(1, Math.ceil((high - low + 1) / columns));
}

/** Counts by column; what lies outside the domain is left out (the report counts it apart). */
function bins(numbers: NumberReport, [low, high]: Interval, width: number): number[] {
  const counts = new Array<number>(Math.ceil((high - low + 1) / width)).fill(0);
  for (const [value, count] of Object.entries(numbers.histogram)) {
    const at = Math.floor((Number(value) - low) / width);
    if (Number(value) <= high && counts[at] !== undefined) counts[at] += count;
  }
  return counts;
}

function axis([low, high]: Interval, columns: number): string {
  const left = String(low);
  return `${left}${String(high).padStart(Math.max(1, columns - left.length))}`;
}

/** Conditions that are drawn; more would fill the screen. */
const MOST_CONDITIONS = 8;

/** Whose numbers a skyline shows. */
interface Series {
  readonly name: string;
  readonly numbers: NumberReport | undefined;
  /** Place of the target, for its colour; `null` for a condition. */
  readonly target: number | null;
}

function seriesOf(numbers: NumberReports, { run }: RunRecord): readonly Series[] {
  const byCondition = Object.entries(numbers.byCondition ?? {}).slice(0, MOST_CONDITIONS);
  return [
    ...run.targets.map(({ id, label }, target) => ({
      name: oneLine(label),
      numbers: own(numbers.byTarget, id),
      target,
    })),
    ...byCondition.map(([id, own]) => ({ name: oneLine(id), numbers: own, target: null })),
  ];
}

/**
 * One skyline per model, with several conditions also one per condition, on one axis and one scale, empty bins included; empty when there
 * are no numbers or the domain is unknown.
 */
export function distribution(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const { numbers, domain } = report;
  if (numbers === null || domain === null || !domain.every(Number.isInteger)) return [];
  const series = seriesOf(numbers, record);
  const labelColumns = Math.min(WIDEST_LABEL, Math.max(TITLE.length, ...series.map(({ name }) => widthOf(name))));
  const width = binWidth(domain, columns - labelColumns - 2);
  const drawn = series.map((one) => (one.numbers === undefined ? [] : bins(one.numbers, domain, width)));
  const highest = Math.max(0, ...drawn.flat());
  if (highest === 0) return [];
  const scale = `${width === 1 ? 'one column per number' : `${String(width)} numbers per column`}, highest ${String(highest)}`;
  const binCount = Math.ceil((domain[1] - domain[0] + 1) / width);
  return [
    style.dim(`${fit(TITLE, labelColumns)}  ${scale}`),
    ...series.map(({ name, target }, index) => {
      const coloured = (text: string) => (target === null ? text : style.target(target, text));
      return `${coloured(fit(name, labelColumns))}  ${coloured(skyline(drawn[index] ?? [], highest).trimEnd())}`;
    }),
    style.dim(`${' '.repeat(labelColumns)}  ${axis(domain, binCount)}`),
  ];
}
