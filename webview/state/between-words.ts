import type { BetweenReport, Interval, PairReport } from '../../src/core/model/report.ts';
import type { Run } from '../../src/core/model/run.ts';
import { aboutModels } from '../../src/core/analysis/insight/models.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { percent } from '../../src/core/text/prose.ts';
import { formatHundredths, formatShare } from '../text/format.ts';
import { betweenOf, controlOf } from './report.ts';
import type { PairFigure } from './view-state.ts';

/** What the comparison of models says, as words and figures. */

/** What is found about a pair, in words. */
export function verdictWords({ verdict, overlap, overlapLower }: PairReport): string {
  if (verdict === 'undecided') return 'undecided: too few runs';
  if (verdict === 'alike' && overlap !== null && overlapLower !== null) {
    return `alike: share ${percent(overlap)}, at least ${percent(overlapLower)}`;
  }
  return verdict ?? 'not compared: one has no answers';
}

const METHODS: Readonly<Record<NonNullable<PairReport['method']>, string>> = {
  exact: 'exact test',
  permutation: 'permutation test',
  sequential: 'sequential permutation test',
  asymptotic: 'chi-square test',
};

/** How the p of these pairs were found: `exact permutation test or permutation test`; empty when none was. */
export function methodsOf(pairs: readonly PairReport[]): string {
  return [...new Set(pairs.flatMap(({ method }) => (method === null ? [] : [METHODS[method]])))].join(' or ');
}

/** One figure of a pair. */
export function pairFigure(pair: PairReport, figure: PairFigure): string {
  if (figure === 'overlap') return formatShare(pair.overlap);
  return figure === 'same-answer' ? formatShare(pair.crossCollision) : formatHundredths(pair.jensenShannonBits);
}

/** The pair of two targets, whichever is named first. */
export function pairOf({ pairs }: BetweenReport, a: string, b: string): PairReport | undefined {
  return pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));
}

/** Effective models beside what one model would read, with as many decimals as it takes to tell them apart. */
export interface EffectiveModels {
  readonly value: number;
  readonly valueText: string;
  readonly band: Interval | null;
  /** `1.1–1.2`; empty when not known. */
  readonly bandText: string;
  /** Whether nothing speaks against all being one model. */
  readonly isOne: boolean;
}

/** `null` when undefined. */
export function effectiveModelsOf(between: BetweenReport | null): EffectiveModels | null {
  if (between === null || between.effectiveModels === null) return null;
  const value = between.effectiveModels;
  const band = between.effectiveModelsNull?.band ?? null;
  const digits = band !== null && value > band[1] && value.toFixed(1) === band[1].toFixed(1) ? 2 : 1;
  const p = between.pHolm ?? between.p;
  const isOne = p === null ? band !== null && value <= band[1] + 1e-9 : p >= 0.05;
  return { value, valueText: value.toFixed(digits), band, bandText: rangeText(band, digits), isOne };
}

/** `1.1–1.2`; one figure where both ends read the same, empty for none. */
export function rangeText(interval: Interval | null, digits: number): string {
  if (interval === null) return '';
  const [low, high] = [interval[0].toFixed(digits), interval[1].toFixed(digits)];
  return low === high ? low : `${low}–${high}`;
}

/** The 95% interval of a figure in words; a figure without one says why. */
export function intervalText(interval: Interval | null, digits: number): string {
  return interval === null ? 'too few runs for an interval' : `95% CI ${rangeText(interval, digits)}`;
}

/**
 * The sentences about the difference between models that the insight holds; of the control where there are several
 * conditions. None where the insight has none: where all runs had to be the same, say.
 */
export function modelSentences(report: PanelReport, run: Run): readonly string[] {
  const { details } = report.insight;
  if (run.conditions.length <= 1) return aboutModels(run, report).filter((sentence) => details.includes(sentence));
  const control = controlOf(run);
  const cells = report.cells.filter(({ condition }) => condition === control);
  return aboutModels(run, { between: betweenOf(report, run), cells, rarefaction: null });
}
