import type { ChangeVerdict } from '../model/change-verdict.ts';
import type { ConditionDifference } from '../model/conditions-report.ts';
import type { Interval, Report, Statistics } from '../model/report.ts';
import type { RunRecord } from '../model/run.ts';
import { summarize, type AnalysisOptions } from '../analysis/summarize.ts';
import { seedOf } from '../statistics/random.ts';
import { holm } from '../statistics/significance/holm.ts';
import { AFTER, BEFORE, combineRuns, type CombinedRun, type CombinedRuns } from './combine-runs.ts';
import { distributionTest, type Stratum } from './distribution-test.ts';
import { MARGINS, type Margins } from './margins.ts';
import { ratioInterval } from '../statistics/intervals/ratio-interval.ts';
import { runsToDecide } from './runs-to-decide.ts';

/** What two runs of a prompt say of each other. Figures that are undefined are `null`. */
export interface Comparison extends Omit<CombinedRuns, 'record' | 'before' | 'after'> {
  readonly before: Side;
  readonly after: Side;
  readonly extractor: string;
  /** All models together, each compared with itself. */
  readonly all: Change;
  /** One entry per model that both runs asked. */
  readonly models: readonly (Change & { readonly target: string; readonly label: string })[];
  /** Frequent answers, largest first. */
  readonly answers: readonly AnswerChange[];
  readonly verdict: ChangeVerdict;
  /** Runs of each model after which it will probably be decided; `null` unless it is undecided, or where that cannot be said. */
  readonly runsToDecide: number | null;
}

/** One of the two runs, and its most frequent answer. */
export interface Side extends CombinedRun {
  readonly modalAnswer: string | null;
}

/** What changed for some models. */
export interface Change {
  /** Answers that count. */
  readonly nBefore: number;
  readonly nAfter: number;
  /** Effective answers, unseen ones estimated. */
  readonly effectiveBefore: number | null;
  readonly effectiveAfter: number | null;
  /** effectiveAfter / effectiveBefore. */
  readonly ratio: number | null;
  /** 95%. */
  readonly ratioInterval: Interval | null;
  /** Two-sided, of the effective answers, by permutation. */
  readonly effectiveP: number | null;
  /** Of the whole distribution of answers, by permutation. */
  readonly distributionP: number | null;
  readonly verdict: ChangeVerdict;
}

/** How often an answer came, all models together. */
export interface AnswerChange {
  /** Hostile text. */
  readonly answer: string;
  readonly before: { readonly count: number; readonly n: number };
  readonly after: { readonly count: number; readonly n: number };
  /** Share after - share before, each model compared with itself; -1 to 1. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly pHolm: number | null;
  readonly verdict: ConditionDifference['verdict'];
}

const LEVEL = 0.05;
const EFFECTIVE = 'effective-answers-estimated';

/**
 * Compares two runs of a prompt, read and grouped together. Throws `UsageError` when no model is in both, and as `summarize` does.
 */
export function compareRuns(before: RunRecord, after: RunRecord, options: AnalysisOptions): Comparison {
  const combined = combineRuns(before, after);
  return comparisonOf(combined, summarize(combined.record, options));
}

/** `report`: of the combined record. */
export function comparisonOf(
  { record, before, after, ...combined }: CombinedRuns,
  report: Report,
  margins: Margins = MARGINS,
): Comparison {
  const strata = strataOf(record, report);
  const { targets } = record.run;
  const answers = answerChanges(report);
  const conditions = report.conditions!;
  const summary = (id: string) => conditions.conditions.find(({ condition }) => condition === id)!;
  const permuted = (target: string | null) =>
    conditions.effective.differences.find((one) => one.target === target && one.to === AFTER)?.p ?? null;
  const change = (
    sides: readonly [Figures, Figures],
    own: readonly Stratum[],
    p: number | null,
    shares: readonly Pick<AnswerChange, 'difference' | 'interval'>[],
  ): Change => changeOf(sides, { p, distributionP: distributionTest(own, seedOf(record.run.id)) }, shares, margins);
  const all = change([summary(BEFORE), summary(AFTER)], strata, permuted(null), answers);
  const cell = (target: string, condition: string): Figures => {
    const { statistics } = report.cells.find((one) => one.target === target && one.condition === condition)!;
    return { n: statistics[EFFECTIVE]?.n ?? 0, statistics };
  };
  const models = targets.map(({ id, label }, index) => ({
    target: id,
    label,
    ...change(
      [cell(id, BEFORE), cell(id, AFTER)],
      [strata[index]!],
      targets.length === 1 ? permuted(null) : permuted(id),
      sharesOf(report, id),
    ),
  }));
  return {
    ...combined,
    before: { ...before, modalAnswer: summary(BEFORE).modalAnswer },
    after: { ...after, modalAnswer: summary(AFTER).modalAnswer },
    extractor: report.extractor,
    all,
    models,
    answers,
    verdict: all.verdict,
    runsToDecide: all.verdict === 'undecided' ? decidedAfter(record, all, answers, margins) : null,
  };
}

interface Figures {
  readonly n: number;
  readonly statistics: Statistics;
}

function changeOf(
  [before, after]: readonly [Figures, Figures],
  { p, distributionP }: { readonly p: number | null; readonly distributionP: number | null },
  shares: readonly Pick<AnswerChange, 'difference' | 'interval'>[],
  margins: Margins,
): Change {
  const [one, other] = [before.statistics[EFFECTIVE], after.statistics[EFFECTIVE]];
  const [from, to] = [one?.value ?? null, other?.value ?? null];
  const interval =
    from === null || to === null || !one?.interval || !other?.interval
      ? null
      : ratioInterval({ value: from, interval: one.interval }, { value: to, interval: other.interval });
  const figures = {
    nBefore: before.n,
    nAfter: after.n,
    effectiveBefore: from,
    effectiveAfter: to,
    ratio: from === null || to === null ? null : to / from,
    ratioInterval: interval,
    effectiveP: p,
    distributionP,
  };
  return { ...figures, verdict: verdictOf(figures, shares, margins) };
}

/** Two tests, corrected by Holm; then whether every interval lies within its margin. */
function verdictOf(
  { ratio, ratioInterval: interval, effectiveP, distributionP }: Omit<Change, 'verdict'>,
  shares: readonly Pick<AnswerChange, 'interval'>[],
  margins: Margins,
): ChangeVerdict {
  const [effective, distribution] = holm([effectiveP, distributionP]);
  if (effective !== null && effective! < LEVEL && ratio !== null) return ratio > 1 ? 'more-varied' : 'less-varied';
  if (distribution !== null && distribution! < LEVEL) return 'other-answers';
  const isWithin = (one: Interval | null, low: number, high: number): boolean =>
    one !== null && one[0] >= low && one[1] <= high;
  const unchanged =
    isWithin(interval, 1 / margins.ratio, margins.ratio) &&
    shares.every((share) => isWithin(share.interval, -margins.share, margins.share));
  return unchanged ? 'unchanged' : 'undecided';
}

/** Counts by group of every target under both conditions. */
function strataOf({ run }: RunRecord, { groups }: Report): readonly Stratum[] {
  const strata = run.targets.map(() => ({
    before: new Int32Array(groups.length),
    after: new Int32Array(groups.length),
  }));
  const place = new Map(run.targets.map(({ id }, index) => [id, index]));
  groups.forEach(({ members }, group) => {
    for (const { target, condition } of members) {
      const stratum = strata[place.get(target) ?? -1];
      if (stratum === undefined) continue;
      const counts = condition === BEFORE ? stratum.before : stratum.after;
      counts[group]! += 1;
    }
  });
  return strata;
}

const answerTable = ({ conditions }: Report) => conditions!.tables.find(({ kind }) => kind === 'answer');

function answerChanges(report: Report): readonly AnswerChange[] {
  return (answerTable(report)?.features ?? []).map(({ label, cells, differences }) => {
    const at = (condition: string) => {
      const { count, n } = cells.find((one) => one.target === null && one.condition === condition)!;
      return { count, n };
    };
    const { difference, interval, pHolm, verdict } = differences.find(({ target }) => target === null)!;
    return { answer: label, before: at(BEFORE), after: at(AFTER), difference, interval, pHolm, verdict };
  });
}

/** The same of one model. */
function sharesOf(report: Report, target: string): readonly Pick<AnswerChange, 'difference' | 'interval'>[] {
  return (answerTable(report)?.features ?? []).flatMap(({ differences }) =>
    differences.filter((one) => one.target === target || differences.length === 1),
  );
}

/** The most that one of the figures needs. */
function decidedAfter(
  { run: { trialsPerCell } }: RunRecord,
  { ratio, ratioInterval: interval }: Change,
  answers: readonly AnswerChange[],
  margins: Margins,
): number | null {
  if (ratio === null || interval === null) return null;
  const log = Math.log;
  const needed = [
    runsToDecide(trialsPerCell, log(ratio), [log(interval[0]), log(interval[1])], log(margins.ratio)),
    ...answers.flatMap(({ difference, interval: share }) =>
      difference === null || share === null ? [] : [runsToDecide(trialsPerCell, difference, share, margins.share)],
    ),
  ];
  return needed.some((runs) => runs === null) ? null : Math.max(...needed.map((runs) => runs!));
}
