import type { ConvergenceLevel, NumberReport, Verdict } from '../../model/report.ts';
import { own } from '../../own.ts';
import { fairFit } from '../numbers/fair-fit.ts';
import { countsByVoice, isOfSeveral, measured, spokenOf, type Evidence } from './evidence.ts';
import { correctedAgreement, levelOf } from './level.ts';

/** What was found, and the level of what that speaks of. */
export interface Finding {
  readonly verdict: Verdict;
  readonly level: ConvergenceLevel;
}

/** More outputs than this share without an answer are the finding themselves. */
const MANY = 1 / 5;

/** Runs that came to an end. */
export const settledRuns = ({ counts }: Evidence) => counts.trials - counts.cancelled;

/** Completed outputs that gave no answer that counts. */
export const unusable = ({ counts }: Evidence) => counts.unparsed + counts.outOfRange + (counts.unreadable ?? 0);

/** Runs that came back without an output to read. */
export const withoutOutput = ({ counts }: Evidence) => counts.refused + counts.empty + counts.failed;

/** `null` where answers are not missing in such numbers that a verdict on the rest would mislead. */
function missing(evidence: Evidence): Verdict | null {
  const { counts } = evidence;
  const settled = settledRuns(evidence);
  if (settled === 0) return null;
  if (2 * withoutOutput(evidence) > settled) return 'refused';
  const replied = settled - counts.failed;
  const declined = counts.refused + counts.empty;
  const isMany = declined + unusable(evidence) > MANY * replied || unusable(evidence) > MANY * counts.completed;
  if (!isMany) return null;
  return declined > unusable(evidence) ? 'refused' : 'unreadable';
}

const isDeterminism = ({ fixed, cells }: Evidence) => {
  const answering = cells.filter(({ statistics }) => (statistics['distinct']?.n ?? 0) > 0);
  return fixed.length > 0 && answering.every(({ target }) => fixed.some((cell) => cell.target === target));
};

/** From so many answers on it shows that few of them make up most. */
const MANY_RUNS = 100;
const MOST = 0.9;
const FEW = 0.1;

/** The answers that make up nine of ten outputs, where these are at most a tenth as many as the outputs; else `null`. */
export function topAnswers(evidence: Evidence): { readonly answers: number; readonly count: number } | null {
  const { n, groups, report } = evidence;
  if (report.possible.size !== null || n < MANY_RUNS) return null;
  let count = 0;
  for (const [index, group] of groups.entries()) {
    if (index + 1 > FEW * n) return null;
    // Of several models only what two of them say speaks of convergence between them.
    if (isOfSeveral(evidence) && Object.values(group.byTarget).filter((times) => times > 0).length < 2) return null;
    count += group.count;
    if (count >= MOST * n) return { answers: index + 1, count };
  }
  return null;
}

/** Least and most of what no preference is said of. */
const FEWEST_ANSWERS = 20;
const MOST_POSSIBLE = 20;
const NO_PREFERENCE = 0.05;

/** p of counts against a fair draw over K answers. */
export function fairP(counts: readonly number[], size: number, seed: number): number | null {
  const [n, squares, logs] = counts.reduce<readonly [number, number, number]>(
    ([total, square, log], x) => [total + x, square + x * x, log + (x > 0 ? x * Math.log(x) : 0)],
    [0, 0, 0],
  );
  return fairFit({ squares, logs }, n, size, seed)?.p ?? null;
}

function hasNoPreference(evidence: Evidence): boolean {
  const { report, voices, groups } = evidence;
  const { possible, seed, agreement } = report;
  const size = possible.size;
  if (size === null || size > MOST_POSSIBLE || groups.length > size || voices.length === 0) return false;
  const byVoice = countsByVoice(evidence);
  const pooled = groups.map((_, index) => byVoice.reduce((sum, counts) => sum + counts[index]!, 0));
  if (pooled.reduce((sum, count) => sum + count, 0) < FEWEST_ANSWERS) return false;
  const isEven = (agreed: number | undefined) =>
    agreed === undefined || correctedAgreement(agreed, 1 / size) < NO_PREFERENCE;
  if (!isEven(agreement.within?.value) || !isEven(agreement.between?.value)) return false;
  // Of numbers the p that is printed beside the verdict decides: corrected for all that the report says.
  const byTarget = evidence.record.run.conditions.length < 2 ? (report.numbers?.byTarget ?? {}) : {};
  const holds = (numbers: NumberReport | null | undefined, counts: readonly number[], tests: number) =>
    (numbers?.pAdjusted ?? numbers?.p ?? (fairP(counts, size, seed) ?? 1) * tests) >= NO_PREFERENCE;
  return (
    holds(evidence.numbers, pooled, 1) &&
    voices.every(({ target }, index) => holds(own(byTarget, target), byVoice[index]!, byVoice.length))
  );
}

const RANKS: readonly ConvergenceLevel[] = ['strong', 'moderate', 'weak'];
const isAtLeast = (level: ConvergenceLevel, least: ConvergenceLevel) =>
  RANKS.includes(level) && RANKS.indexOf(level) <= RANKS.indexOf(least);

/** Each model repeats itself, and surely at least twice as often as it repeats another. */
function isEachItsOwn(evidence: Evidence): boolean {
  const { within, between } = evidence.report.agreement;
  const repeated = measured(evidence, within);
  const shared = measured(evidence, between);
  if (repeated === null || shared === null) return false;
  return isAtLeast(levelOf(repeated), 'moderate') && shared.bounds[1] < repeated.bounds[0] / 2;
}

/** The first verdict that applies; see docs/statistics.md, "The verdict". */
export function verdictOf(evidence: Evidence): Finding {
  const lost = missing(evidence);
  if (lost !== null) return { verdict: lost, level: 'undecided' };
  if (isDeterminism(evidence)) return { verdict: 'determinism', level: 'undecided' };
  const spoken = spokenOf(evidence);
  const level = spoken === null ? 'undecided' : levelOf(spoken);
  if (isAtLeast(level, 'weak')) return { verdict: 'converged', level };
  if (spoken !== null && topAnswers(evidence) !== null) return { verdict: 'converged', level: 'weak' };
  if (isEachItsOwn(evidence)) return { verdict: 'each-its-own', level: 'none' };
  if (spoken !== null && hasNoPreference(evidence)) return { verdict: 'no-preference', level: 'none' };
  if (level === 'none') return { verdict: 'varied', level };
  return { verdict: 'undecided', level: 'undecided' };
}
