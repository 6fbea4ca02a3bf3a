import type {
  ConditionDifference,
  ConditionFeature,
  ConditionTable,
  FeatureCell,
  FeatureKind,
} from '../../src/core/model/conditions-report.ts';
import type { Interval } from '../../src/core/model/report.ts';
import { formatCount, formatP, formatShare, formatShareInterval, plural } from '../text/format.ts';

/** What the tab of conditions looks up in a report, and its sentences. */

/** In which order the features of a table stand. */
export type FeatureOrder = 'change' | 'share';

/** Cell of a feature; `target` is `null` for all targets together. */
export function cellAt(
  { cells }: Pick<ConditionFeature, 'cells'>,
  target: string | null,
  condition: string,
): FeatureCell | undefined {
  return cells.find((cell) => cell.target === target && cell.condition === condition);
}

/** What a condition has more than the control; `undefined` for the control itself. */
export function differenceAt(
  { differences }: { readonly differences: readonly ConditionDifference[] },
  target: string | null,
  condition: string,
): ConditionDifference | undefined {
  return differences.find((one) => one.target === target && one.to === condition);
}

/** 1 and more for a feature that surely changes, the more the further; below 1 for all others. */
function weightOf({ differences }: ConditionFeature): number {
  return differences.reduce((most, { target, verdict, difference }) => {
    if (target !== null) return most;
    return Math.max(most, Math.abs(difference ?? 0) * 0.99 + (verdict === 'differ' ? 1 : 0));
  }, 0);
}

/** The features as they stand: most frequent first, or what surely changes first and the rest by how far it moved. */
export function orderedFeatures({ features }: ConditionTable, order: FeatureOrder): readonly ConditionFeature[] {
  if (order === 'change') return [...features].sort((a, b) => weightOf(b) - weightOf(a));
  return [...features].sort((a, b) => b.outputs - a.outputs);
}

/** A difference of shares in points, with a true minus sign: `+12`, `−49`, `0`. */
export function pointsText(difference: number | null): string {
  if (difference === null) return '–';
  const points = Math.sign(difference) * Math.round(Math.abs(difference * 100)) || 0;
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}

/** `95% CI −57 to −41`; empty without an interval. */
export function pointsInterval(interval: Interval | null): string {
  return interval === null ? '' : `95% CI ${pointsText(interval[0])} to ${pointsText(interval[1])}`;
}

/** `76 of 150 (51%), 95% CI 43–59%`. */
export function cellLine({ count, n, share, interval }: Omit<FeatureCell, 'target' | 'condition'>): string {
  const range = interval === null ? '' : `, 95% CI ${formatShareInterval(interval)}%`;
  return n === 0 ? 'no outputs' : `${formatCount(count)} of ${formatCount(n)} (${formatShare(share)})${range}`;
}

const VERDICTS = { differ: 'differs', alike: 'alike within 15 points', undecided: 'undecided' } as const;

/** What is known of a difference, a line each: how far, and how sure. */
export function differenceLines(difference: ConditionDifference | undefined): readonly string[] {
  if (difference === undefined || difference.difference === null) return [];
  const { from, interval, p, pHolm, verdict } = difference;
  const range = interval === null ? '' : `, ${pointsInterval(interval)}`;
  const tested =
    p === null || pHolm === null
      ? 'nothing to test'
      : `${formatP(p)}, corrected ${formatP(pHolm)}${verdict === null ? '' : `: ${VERDICTS[verdict]}`}`;
  return [`${pointsText(difference.difference)} points against ${from}${range}`, tested];
}

const METHODS = {
  fisher: 'Fisher exact',
  stratified: 'exact test within each model (stratified)',
  permutation: 'permutation test',
} as const;

/** How the differences of a table were tested, named once each: over all targets, or of single ones. */
export function methodWords(differences: readonly ConditionDifference[], byModel: boolean): string {
  const found = new Set(
    differences.filter(({ target }) => byModel || target === null).flatMap(({ method }) => method ?? []),
  );
  return [...found].map((method) => METHODS[method]).join(' or ');
}

const NOUNS: Readonly<Record<FeatureKind, string>> = { trait: 'traits', title: 'titles', answer: 'answers' };

/** Most answers under one condition. */
function largestN({ features }: ConditionTable, byModel: boolean): number {
  const cells = features[0]?.cells ?? [];
  return cells.filter(({ target }) => (target === null) !== byModel).reduce((most, { n }) => Math.max(most, n), 0);
}

/** Why a table says so little, where it does; empty where a difference could have been shown. */
export function undecidedText(table: ConditionTable, byModel: boolean): string {
  const family = byModel ? table.byTarget : table.pooled;
  if (family === null) return '';
  if (family.tests === 0) return `No difference of ${NOUNS[table.kind]} could be tested.`;
  if (family.decidable) return '';
  const n = largestN(table, byModel);
  const each = byModel ? 'a model and condition' : 'a condition';
  const what = family.tests === 1 ? 'this difference' : `any of ${plural(family.tests, 'difference')}`;
  return `${plural(n, 'run')} ${each} ${n === 1 ? 'is' : 'are'} not enough to tell ${what} from chance, however large it were.`;
}
