import { answersCounted } from '../analysis/counts.ts';
import type { Interval, Report } from '../model/report.ts';
import type { ShareBound } from '../model/run.ts';
import { binomialUpperTail, exactLower, exactUpper } from '../statistics/intervals/binomial.ts';
import { foldText } from '../text/fold.ts';
import { AFTER } from './combine-runs.ts';

/** A bound of a share, and what the later run has to say of it. */
export interface FoundBound extends ShareBound {
  /** Outputs that give this answer, or that could be read. */
  readonly count: number;
  /** Outputs that came back: completed, refused and empty ones. */
  readonly n: number;
  /** 95%, Clopper and Pearson; `null` without outputs. */
  readonly interval: Interval | null;
  /** Of lying beyond the bound, one-sided and exact; `null` without outputs. */
  readonly p: number | null;
  /** Whether lying beyond it is ruled out at 95%. */
  readonly isKept: boolean;
}

const ERROR = 0.05;

/** P(X <= count). */
const lowerTail = (count: number, n: number, share: number): number =>
  share >= 1 ? +(count >= n) : share <= 0 ? 1 : 1 - binomialUpperTail(count + 1, n, share);
/** P(X >= count). */
const upperTail = (count: number, n: number, share: number): number =>
  share <= 0 ? +(count <= 0) : share >= 1 ? 1 : binomialUpperTail(count, n, share);

/** `count` of `n` against a bound. Outputs of several models vary less than a binomial of their mean share, so that it errs towards "undecided" (Hoeffding 1956). */
export function testBound({ atLeast, atMost }: ShareBound, count: number, n: number): Pick<FoundBound, 'p' | 'isKept'> {
  if (n === 0) return { p: null, isKept: false };
  const tails = [
    ...(atMost === undefined ? [] : [upperTail(count, n, atMost)]),
    ...(atLeast === undefined ? [] : [lowerTail(count, n, atLeast)]),
  ];
  const isBelow = atMost === undefined || exactUpper(count, n, ERROR) <= atMost;
  const isAbove = atLeast === undefined || exactLower(count, n, ERROR) >= atLeast;
  // With both ends there are two tests (Bonferroni).
  return { p: tails.length === 0 ? null : Math.min(1, tails.length * Math.min(...tails)), isKept: isBelow && isAbove };
}

/** What the report of combined runs says of bounds: all models of the later run together. */
export function foundBounds(report: Report, bounds: readonly ShareBound[]): readonly FoundBound[] {
  const cells = report.cells.filter(({ condition }) => condition === AFTER);
  const sum = (of: (cell: (typeof cells)[number]) => number): number =>
    cells.reduce((total, cell) => total + of(cell), 0);
  const n = sum(({ counts }) => counts.completed + counts.refused + counts.empty);
  return bounds.map((bound) => {
    const { answer } = bound;
    const count = answer === undefined ? sum(({ counts }) => answersCounted(counts)) : timesOf(answer, report);
    const interval: Interval | null =
      n === 0 ? null : [exactLower(count, n, ERROR / 2), exactUpper(count, n, ERROR / 2)];
    return { ...bound, count, n, interval, ...testBound(bound, count, n) };
  });
}

/** How often an answer came, in any of the wordings that are grouped with it. */
function timesOf(answer: string, { groups }: Report): number {
  const wanted = foldText(answer);
  const isIt = (text: string): boolean => text === answer || (wanted !== '' && foldText(text) === wanted);
  const found = groups.find((group) => isIt(group.answer) || (group.variants ?? []).some(({ text }) => isIt(text)));
  return found?.members.filter(({ condition }) => condition === AFTER).length ?? 0;
}
