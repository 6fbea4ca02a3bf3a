import type { Row, Series, Spread, Target, Unit, Verdict } from './figures.ts';
import { ratioOf, spreadOf, verdictOf } from './figures.ts';

/** The rows as a table for a terminal or a log, and what stands below it. */

const HEADINGS = ['line', 'measured', 'target', 'ratio', 'verdict'] as const;
const RIGHT = new Set([1, 2, 3]);
const PEER = 'promptfoo';
/** Longest line name before it is broken into the next line, columns. */
const LINE_COLUMNS = 52;

/** One line a row, columns aligned; promptfoo's column only when a row has it. */
export function tableOf(rows: readonly Row[]): string {
  const withPeer = rows.some(({ peer }) => peer !== undefined);
  const cells = rows.map((row) => [...cellsOf(row), ...(withPeer ? [peerText(row)] : [])]);
  const all = [[...HEADINGS, ...(withPeer ? [PEER] : [])], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column]!, column))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf(row: Row): string[] {
  const { measured, target } = row;
  return [
    cut(row.line),
    measured === null ? '–' : spreadText(spreadOf(measured.values), measured.unit),
    targetText(target, measured?.unit ?? ''),
    ratioText(row),
    verdictOf(row),
  ];
}

function ratioText(row: Row): string {
  const ratio = ratioOf(row);
  if (ratio === null) return '';
  return spreadText(ratio, 'x');
}

function peerText({ peer, measured }: Row): string {
  if (peer === undefined) return '';
  const unit = measured?.unit ?? '';
  const ratio = peer.against === undefined ? '' : ` (${figure(peer.measured / peer.against, 'x')})`;
  return `${figure(peer.measured, unit)}${ratio}${peer.note === undefined ? '' : ` ${peer.note}`}`;
}

/** `1.18 s (1.15-1.24)`; the spread only when there were repetitions that differ as printed. */
export function spreadText({ median, low, high }: Spread, unit: Unit): string {
  const [lowest, highest] = [number(low, unit), number(high, unit)];
  const spread = lowest === highest ? '' : ` (${lowest}-${highest})`;
  return `${figure(median, unit)}${spread}`;
}

/** `<= 1.15 x`. */
export function targetText({ kind, bound, of }: Target, unit: Unit): string {
  const sign = { 'at most': '<=', 'at least': '>=', exactly: '=' }[kind];
  return `${sign} ${figure(bound, of === 'ratio' ? 'x' : unit)}`;
}

function figure(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '–';
  return unit === '' ? number(value, unit) : `${number(value, unit)} ${unit}`;
}

/** As many digits as mean something: times and ratios to a hundredth below 10, three digits above. */
function number(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '–';
  if (unit === '' || Number.isInteger(value)) return String(Math.round(value * 100) / 100);
  const size = Math.abs(value);
  return value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}

function cut(text: string): string {
  return text.length <= LINE_COLUMNS ? text : `${text.slice(0, LINE_COLUMNS - 1)}…`;
}

function pad(text: string, width: number, column: number): string {
  return RIGHT.has(column) ? text.padStart(width) : text.padEnd(width);
}

/** How the rows came out, in one line: `14 pass, 2 over, 1 not measured`. */
export function countsText(verdicts: readonly Verdict[]): string {
  const counts = new Map<Verdict, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}

/** A row for a file that is read by programs. */
export interface RowRecord extends Row {
  readonly verdict: Verdict;
  readonly median: number | null;
  readonly ratio: Spread | null;
}

/** A row with what the table derives from it. */
export function recordOf(row: Row): RowRecord {
  return { ...row, verdict: verdictOf(row), median: medianOf(row.measured), ratio: ratioOf(row) };
}

function medianOf(series: Series | null): number | null {
  return series === null ? null : spreadOf(series.values).median;
}
