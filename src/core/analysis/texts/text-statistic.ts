import type { Interval } from '../../model/report.ts';
import type { StatisticUnit } from '../../statistics/figures/statistic.ts';
import type { TextSample } from './text-sample.ts';

/** A figure of long texts. `n` says what it was computed on: texts, or pairs of texts. */
export interface TextFigure {
  /** `null` where it is undefined, never NaN. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly nullBand: Interval | null;
  readonly n: number;
}

/** One figure of long texts. One file a statistic; all of them in `registry.ts`. */
export interface TextStatisticDefinition {
  /** Kebab-case; the key in the report. A published contract. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
  readonly unit: StatisticUnit;
  /** Pure, and reproducible from the sample's seed. */
  of(sample: TextSample): TextFigure;
}

/** A figure without an interval. */
export function figureOf(value: number | null, n: number): TextFigure {
  return { value, interval: null, nullBand: null, n };
}
