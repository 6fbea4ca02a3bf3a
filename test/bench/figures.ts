/** What a benchmark line comes to: figures of several repetitions, what they are compared with, and a verdict. */

/** What a figure counts. `x` is a bare ratio. */
export type Unit = 's' | 'ms' | 'MB' | 'kB' | '%' | 'x' | '';

/** One figure, measured once a repetition. */
export interface Series {
  /** At least one; in the order of the repetitions. */
  readonly values: readonly number[];
  readonly unit: Unit;
}

/** What must hold for a line. */
export interface Target {
  /** Whether the measured figure is held against the bound, or its ratio to what it is compared with. */
  readonly of: 'measured' | 'ratio';
  readonly kind: 'at most' | 'at least' | 'exactly';
  readonly bound: number;
}

/** One line of the table. */
export interface Row {
  /** In the words of the targets, for example `N = 50 × 3, default settings`. */
  readonly line: string;
  /** `null` when it was not measured; then `note` says why. */
  readonly measured: Series | null;
  /** What it is divided by: the ideal, or a baseline that was measured in the same repetition. */
  readonly against?: Series;
  readonly target: Target;
  /** promptfoo's own figure on the same servers; absent when it was not asked for or has no such figure. */
  readonly peer?: { readonly measured: number; readonly against?: number; readonly note?: string };
  /** How it was taken, when that differs from the line's settings; or why it was not. */
  readonly note?: string;
}

/** `broken`: the measurement itself failed. */
export type Verdict = 'pass' | 'over' | 'not measured' | 'broken';

/** Median with the smallest and the largest of the repetitions. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The spread of at least one value; NaN when there is none, which is drawn as a dash. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return { median: sorted.length === 0 ? NaN : median, low: sorted[0] ?? NaN, high: sorted.at(-1) ?? NaN };
}

/**
 * Repetition by repetition, so that what slowed both down cancels out. A baseline of one value holds for all of them.
 * Throws when the repetitions do not match: a ratio of figures from different moments means nothing.
 */
export function ratiosOf(measured: Series, against: Series): readonly number[] {
  const { values } = against;
  if (values.length !== 1 && values.length !== measured.values.length) {
    throw new Error(`${measured.values.length} repetitions cannot be compared with ${values.length}.`);
  }
  if (measured.unit !== against.unit) throw new Error(`${measured.unit} cannot be compared with ${against.unit}.`);
  return measured.values.map((value, index) => value / (values.length === 1 ? values[0]! : values[index]!));
}

/** The ratio of a row, or `null` when it is compared with nothing or was not measured. */
export function ratioOf({ measured, against }: Row): Spread | null {
  return measured === null || against === undefined ? null : spreadOf(ratiosOf(measured, against));
}

/** Whether the median keeps to the target; the spread is shown, and does not decide. */
export function verdictOf(row: Row): Exclude<Verdict, 'broken'> {
  if (row.measured === null) return 'not measured';
  const spread = row.target.of === 'ratio' ? ratioOf(row) : spreadOf(row.measured.values);
  if (spread === null) throw new Error(`“${row.line}” has a target for a ratio and nothing to compare with.`);
  return keeps(spread.median, row.target) ? 'pass' : 'over';
}

function keeps(value: number, { kind, bound }: Target): boolean {
  switch (kind) {
    case 'at most':
      return value <= bound;
    case 'at least':
      return value >= bound;
    case 'exactly':
      return value === bound;
  }
}

/** A target that a figure must not pass. */
export function atMost(bound: number, of: Target['of'] = 'measured'): Target {
  return { of, kind: 'at most', bound };
}

/** A target that only this figure meets. */
export function exactly(bound: number): Target {
  return { of: 'measured', kind: 'exactly', bound };
}

/** How many times longer something may take at twice the size, when it grows like n log n. */
export function linearithmicGrowth(size: number): number {
  return (2 * Math.log(2 * size)) / Math.log(size);
}
