import type { NumberReport } from '../../model/report.ts';

/** Fair samples that a simulation draws; the smallest p they can give is 1 / (this + 1). */
export const DRAWS = 9_999;

/** Whether no fair sample reached what was seen, so that this p of a report is an upper bound. */
export function isSmallestFit(p: number | null, { fitMethod }: Pick<NumberReport, 'fitMethod'>): boolean {
  return fitMethod === 'monte-carlo' && p !== null && p <= 1 / (DRAWS + 1);
}
