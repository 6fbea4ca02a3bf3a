import type { Sample } from '../sample.ts';

/** What a figure counts, for the reader and for how it is written. */
export type StatisticUnit = 'answers' | 'share' | 'nats' | 'ratio';

/**
 * One figure of a cell or of all cells pooled. One file a statistic; all of them in `registry.ts`, and from there
 * they appear in every table, export and on the command line.
 */
export interface StatisticDefinition {
  /** Kebab-case; the key in the report. A published contract. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
  readonly unit: StatisticUnit;
  /** The point estimate; `null` where it is undefined, never NaN. Pure, and the same in whatever order the counts come. */
  value(sample: Sample): number | null;
  /** A 95% confidence interval that holds what it claims; left out, or `null`, where there is none. */
  interval?(sample: Sample): readonly [number, number] | null;
}
