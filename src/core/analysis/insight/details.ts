import type { CellReport, Report } from '../../model/report.ts';
import type { Run, RunRecord, Source, Trial } from '../../model/run.ts';
import { rememberEach } from '../../remember.ts';
import { figure, list, percent, plural, quote, shownName } from '../../text/prose.ts';

/** The report before its insight. */
export type Figures = Omit<Report, 'insight'>;

const kindOf = (report: Figures) => (report.numbers === null ? 'text' : 'number');
/** An answer of this report inside a sentence. */
export const quoted = (report: Figures, answer: string) => quote(answer, kindOf(report));
/** What people call a target. */
export const labelOf = (run: Run, id: string) => shownName(run.targets.find((target) => target.id === id)?.label ?? id);

/** A target that says little else than one answer: this share or more, out of at least `LOYAL_RUNS`. */
const LOYAL_SHARE = 0.9;
const LOYAL_RUNS = 5;
/** How many targets are named one by one. */
const MOST_NAMED = 3;

/** "opus says “blue” in 50 of 50 runs": who says what how often; `null` where no answer has that share. */
function loyalty(
  run: Run,
  report: Figures,
  cell: CellReport,
  least: number,
): { who: string; what: string; often: string } | null {
  const share = cell.statistics['modal-share'];
  if (share === undefined || share.value === null || cell.modalAnswer === null) return null;
  if (share.n < LOYAL_RUNS || share.value < least) return null;
  const where = run.conditions.length > 1 ? ` under ${cell.condition}` : '';
  const times = Math.round(share.value * share.n);
  return {
    who: labelOf(run, cell.target),
    what: quote(cell.modalAnswer, kindOf(report)),
    often: `in ${figure(times)} of ${figure(share.n)} runs${where}`,
  };
}

/**
 * Targets that say the same in a share of `least` of their runs, nearly always if nothing else is said, in one sentence; of interest
 * only where not all answers are the same anyway.
 */
export function loyalTargets(run: Run, report: Figures, least = LOYAL_SHARE): string | null {
  // Of a single cell the tally says the same.
  if (report.groups.length < 2 || report.cells.length < 2) return null;
  const loyal = report.cells.map((cell) => loyalty(run, report, cell, least)).filter((one) => one !== null);
  if (loyal.length === 0) return null;
  if (loyal.length > MOST_NAMED) {
    const cells = run.conditions.length > 1 ? 'model and prompt combinations' : 'models';
    return `${loyal.length} of ${report.cells.length} ${cells} give one answer in ${percent(least)} of their runs or more.`;
  }
  const said = loyal.map(({ who, what, often }, index) => {
    const isSame = index > 0 && loyal.every((one) => one.what === what);
    return `${who}${index === 0 ? ' says' : ''}${isSame ? '' : ` ${what}`} ${often}`;
  });
  return `${list(said)}.`;
}

/** What the headline has counted already: runs without an output, or outputs that gave no answer. */
export type Counted = 'without output' | 'unusable' | null;

/** Trials that are not in n, and answers that were cut off, but for those that the headline has counted. */
export function leftOut({ counts }: Figures, counted: Counted = null): readonly string[] {
  const without = [
    [counts.failed, 'failed'],
    [counts.refused, 'refused'],
    [counts.empty, 'empty'],
  ] as const;
  const unusable = [
    [counts.unparsed, 'without a readable answer'],
    [counts.outOfRange, 'out of range'],
  ] as const;
  // The headline gives the sum of both.
  const isOneKind = unusable.filter(([count]) => count > 0).length < 2;
  const kinds = [
    ...(counted === 'without output' ? [] : without),
    ...(counted === 'unusable' && isOneKind ? [] : unusable),
    [counts.echoed ?? 0, 'that the prompt already held'],
    [counts.unreadable ?? 0, 'that took too long to read'],
    [counts.cancelled, 'missing'],
  ] as const;
  const present = kinds.filter(([count]) => count > 0);
  const total = present.reduce((sum, [count]) => sum + count, 0);
  const named = list(present.map(([count, kind]) => `${figure(count)} ${kind}`));
  return [
    ...(total > 0 ? [`Not counted: ${named}, of ${plural(counts.trials, 'run')}.`] : []),
    ...(counts.truncated > 0
      ? [`${plural(counts.truncated, 'answer was', 'answers were')} cut off by a length limit.`]
      : []),
  ];
}

/** Ids of the targets that answered, by where their answers come from. */
export const targetsBySource = rememberEach((trials: readonly Trial[]): ReadonlyMap<Source, ReadonlySet<string>> => {
  const told = new Map<Source, Set<string>>();
  for (const { outcome, source, target } of trials) {
    if (outcome === 'failed' || outcome === 'cancelled') continue;
    const targets = told.get(source);
    if (targets === undefined) told.set(source, new Set([target]));
    else targets.add(target);
  }
  return told;
});

/** Says which answers no model gave in this run. */
export function sources({ run, trials }: RunRecord): readonly string[] {
  const told = targetsBySource(trials);
  const title = run.provenance ? ` (${run.provenance.title})` : '';
  const words: readonly (readonly [Source, string])[] = [
    ['simulated', 'simulated; no model was asked'],
    ['recorded', `recorded${title}; no model was asked now`],
    ['imported', `imported from ${run.provenance?.from ?? 'a file'}; no model was asked now`],
  ];
  return words.flatMap(([source, what]) => {
    const targets = told.get(source);
    if (targets === undefined) return [];
    // In the order of the run: answers arrive in any.
    const named = run.targets.filter(({ id }) => targets.has(id)).map(({ id }) => labelOf(run, id));
    const whose = told.size === 1 ? 'These answers' : `The answers of ${list(named)}`;
    return [`${whose} are ${what}.`];
  });
}
