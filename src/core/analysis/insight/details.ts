import type { CellReport, Group, NumberReport, Report } from '../../model/report.ts';
import type { Run, RunRecord, Source } from '../../model/run.ts';
import { isOneComparison } from '../comparison/between.ts';
import { list, percent, plural, quote } from './words.ts';

/** The report before its insight. */
export type Figures = Omit<Report, 'insight'>;

const kindOf = (report: Figures) => (report.numbers === null ? 'text' : 'number');
const labelOf = (run: Run, id: string) => run.targets.find((target) => target.id === id)?.label ?? id;

function topThree(groups: readonly Group[], n: number, kind: 'number' | 'text'): string | null {
  const top = groups.slice(0, 3);
  const count = top.reduce((sum, group) => sum + group.count, 0);
  if (count / n < 1 / 3) return null;
  return `${list(top.map((group) => quote(group.answer, kind)))} make up ${percent(count / n)} of all answers.`;
}

/** Which answers there are, by their counts. */
export function favourites(report: Figures): string | null {
  const { groups } = report;
  const kind = kindOf(report);
  const n = report.funnel.outputs;
  const [first, second] = groups;
  if (first === undefined || n < 2) return null;
  if (first.count === 1) return 'No answer came twice.';
  if (second === undefined) return `All ${n} answers are ${quote(first.answer, kind)}.`;
  if (groups.length === 2)
    return `${quote(first.answer, kind)} is ${first.count} of ${n} answers, ${quote(second.answer, kind)} ${second.count}.`;
  return (
    topThree(groups, n, kind) ?? `The most frequent answer, ${quote(first.answer, kind)}, is ${first.count} of ${n}.`
  );
}

/** A target that says little else than one answer: this share or more, out of at least `LOYAL_RUNS`. */
const LOYAL_SHARE = 0.9;
const LOYAL_RUNS = 5;
/** How many targets are named one by one. */
const MOST_NAMED = 3;

function loyalty(run: Run, report: Figures, cell: CellReport): string | null {
  const share = cell.statistics['modal-share'];
  if (share === undefined || share.value === null || cell.modalAnswer === null) return null;
  if (share.n < LOYAL_RUNS || share.value < LOYAL_SHARE) return null;
  const where = run.conditions.length > 1 ? ` under ${cell.condition}` : '';
  const times = Math.round(share.value * share.n);
  return `${labelOf(run, cell.target)} says ${quote(cell.modalAnswer, kindOf(report))} in ${times} of ${share.n} runs${where}.`;
}

/** Targets that nearly always say the same; of interest only where not all answers are the same anyway. */
export function loyalTargets(run: Run, report: Figures): readonly string[] {
  if (report.groups.length < 2) return [];
  const sentences = report.cells.map((cell) => loyalty(run, report, cell)).filter((sentence) => sentence !== null);
  if (sentences.length <= MOST_NAMED) return sentences;
  const cells = run.conditions.length > 1 ? 'model and prompt combinations' : 'models';
  return [
    `${sentences.length} of ${report.cells.length} ${cells} give one answer in ${percent(LOYAL_SHARE)} of their runs or more.`,
  ];
}

/** A gap at an end of the domain is named when a fair draw would leave it with less than this chance. */
const GAP_CHANCE = 0.001;

/** Ends of the domain that were never named although a fair draw would have reached them. */
export function emptyEnds({ numbers, domain }: Figures): readonly string[] {
  const pooled: NumberReport | undefined = numbers?.pooled;
  if (!pooled || domain === null || pooled.chiSquare === null || pooled.min === null || pooled.max === null) return [];
  const size = domain[1] - domain[0] + 1;
  const n = Object.values(pooled.histogram).reduce((sum, count) => sum + count, 0);
  const rare = (missing: number) => missing > 0 && (1 - missing / size) ** n < GAP_CHANCE;
  return [
    ...(rare(pooled.min - domain[0]) ? [`No answer is below ${pooled.min}.`] : []),
    ...(rare(domain[1] - pooled.max) ? [`No answer is above ${pooled.max}.`] : []),
  ];
}

/** Smallest p that a permutation test of two targets with `n` answers each can give: 2 / C(2n, n). */
function smallestP(n: number): number {
  let arrangements = 1;
  for (let k = 1; k <= n && arrangements < 1e9; k++) arrangements = (arrangements * (n + k)) / k;
  return 2 / arrangements;
}

const LEVEL = 0.05;

/**
 * What can be said about the difference between models. Nothing is claimed where no outcome at all could have been
 * significant, nor inside the null band.
 */
export function modelsApart(report: Figures): string | null {
  const { between, cells } = report;
  if (!isOneComparison(between)) return null;
  const sizes = cells.map((cell) => cell.counts.completed - cell.counts.unparsed - cell.counts.outOfRange);
  const answered = sizes.filter((size) => size > 0);
  if (answered.length < 2) return null;
  const fewest = Math.min(...answered);
  const pairs = (answered.length * (answered.length - 1)) / 2;
  if (smallestP(fewest) * pairs > LEVEL)
    return `${plural(fewest, 'run')} a model ${fewest === 1 ? 'is' : 'are'} not enough to tell these models apart.`;
  const { effectiveModels, effectiveModelsNull, p } = between;
  if (effectiveModels === null || effectiveModelsNull === null || p === null) return null;
  const [low, high] = effectiveModelsNull.band.map((end) => end.toFixed(1));
  const would = `${low === high ? low : `${low} to ${high}`} if they were one`;
  if (p >= LEVEL)
    return `In ${plural(fewest, 'run')} each, the ${answered.length} models are not distinguishable from one model.`;
  return `${answered.length} models answer like ${effectiveModels.toFixed(1)} (${would}).`;
}

/** Trials that are not in n, and answers that were cut off. */
export function leftOut({ counts }: Figures): readonly string[] {
  const kinds = [
    [counts.failed, 'failed'],
    [counts.refused, 'refused'],
    [counts.empty, 'empty'],
    [counts.unparsed, 'without a readable answer'],
    [counts.outOfRange, 'out of range'],
    [counts.cancelled, 'cancelled'],
  ] as const;
  const present = kinds.filter(([count]) => count > 0);
  const total = present.reduce((sum, [count]) => sum + count, 0);
  const named = list(present.map(([count, kind]) => `${count} ${kind}`));
  return [
    ...(total > 0 ? [`Not counted: ${named}, of ${plural(counts.trials, 'run')}.`] : []),
    ...(counts.truncated > 0
      ? [`${plural(counts.truncated, 'answer was', 'answers were')} cut off by a length limit.`]
      : []),
  ];
}

/** Says which answers no model gave in this run. */
export function sources({ run, trials }: RunRecord): readonly string[] {
  const told = trials.filter((trial) => trial.outcome !== 'failed' && trial.outcome !== 'cancelled');
  const title = run.provenance ? ` (${run.provenance.title})` : '';
  const words: readonly (readonly [Source, string])[] = [
    ['simulated', 'simulated; no model was asked'],
    ['recorded', `recorded${title}; no model was asked now`],
    ['imported', 'imported from a file; no model was asked now'],
  ];
  return words.flatMap(([source, what]) => {
    const targets = new Set(told.filter((trial) => trial.source === source).map((trial) => trial.target));
    if (targets.size === 0) return [];
    const all = told.every((trial) => trial.source === source);
    const whose = all ? 'These answers' : `The answers of ${list([...targets].map((id) => labelOf(run, id)))}`;
    return [`${whose} are ${what}.`];
  });
}
