import type { Interval, NumberReport, Report } from '../../core/model/report.ts';
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

/** One skyline a model on one axis and one scale, empty bins included; empty when there are no numbers or the domain is unknown. */
export function distribution(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const { numbers, domain } = report;
  if (numbers === null || domain === null || !domain.every(Number.isInteger)) return [];
  const { targets } = record.run;
  const labelColumns = Math.min(
    WIDEST_LABEL,
    Math.max(TITLE.length, ...targets.map((target) => widthOf(oneLine(target.label)))),
  );
  const width = binWidth(domain, columns - labelColumns - 2);
  const drawn = targets.map((target) => {
    const own = numbers.byTarget[target.id];
    return own === undefined ? [] : bins(own, domain, width);
  });
  const highest = Math.max(0, ...drawn.flat());
  if (highest === 0) return [];
  const scale = `${width === 1 ? 'one column a number' : `${String(width)} numbers a column`}, highest ${String(highest)}`;
  const binCount = Math.ceil((domain[1] - domain[0] + 1) / width);
  return [
    style.dim(`${fit(TITLE, labelColumns)}  ${scale}`),
    ...targets.map((target, index) => {
      const label = style.target(index, fit(oneLine(target.label), labelColumns));
      return `${label}  ${style.target(index, skyline(drawn[index] ?? [], highest).trimEnd())}`;
    }),
    style.dim(`${' '.repeat(labelColumns)}  ${axis(domain, binCount)}`),
  ];
}
