import type { PairReport, Report } from '../../model/report.ts';
import type { Run } from '../../model/run.ts';
import { isOneComparison } from '../comparison/between.ts';
import { answersCounted } from '../counts.ts';
import { smallestP } from '../../statistics/significance/smallest-p.ts';
import { labelOf } from './details.ts';
import { pWords } from './fairness.ts';
import { list, percent, plural } from '../../text/prose.ts';

/** What of a report is about the difference between models; a panel's report has it, too. */
export type ModelFigures = Pick<Report, 'between' | 'cells' | 'rarefaction'>;

const LEVEL = 0.05;

/** "5 runs per model are not enough to tell these models apart". */
const tooFew = (runs: string, most: number) =>
  `${runs} per model ${most === 1 ? 'is' : 'are'} not enough to tell these models apart`;

/**
 * What can be said about the difference between models. Nothing is claimed where no outcome at all could have been
 * significant, nor inside the null band.
 */
export function modelsApart(run: Run, report: ModelFigures): string | null {
  const { between, cells } = report;
  if (!isOneComparison(between)) return null;
  const sizes = cells.map(({ counts }) => answersCounted(counts));
  const answered = sizes.filter((size) => size > 0);
  if (answered.length < 2) return null;
  const [fewest, most] = [Math.min(...answered), Math.max(...answered)];
  const runs = fewest === most ? plural(most, 'run') : `${fewest} to ${most} runs`;
  const pairs = answered.flatMap((n, first) => answered.slice(first + 1).map((m) => smallestP(n, m)));
  const least = pairs.reduce((smallest, p) => Math.min(smallest, p), Infinity);
  if (least * pairs.length > LEVEL) return `${tooFew(runs, most)}.`;
  const { effectiveModels, effectiveModelsNull } = between;
  const p = between.pHolm ?? between.p;
  if (effectiveModels === null || effectiveModelsNull === null || p === null) return null;
  const pair = between.pairs.length === 1 ? between.pairs[0]! : null;
  if (p >= LEVEL && pair !== null && pair.overlap !== null)
    return `${named(run, pair)} cannot be told apart in ${runs} each; they ${sharing(pair.overlap)}.`;
  if (p < LEVEL)
    return `The models differ: ${effectiveModels.toFixed(1)} effective models of ${answered.length} (${pWords(p, between.isAtFloor)}).`;
  const [, high] = effectiveModelsNull.band;
  const figures = `(${effectiveModels.toFixed(2)} effective models; identical models give up to ${high.toFixed(2)})`;
  return `The ${answered.length} models cannot be told apart in ${runs} each ${figures}.`;
}

/** What models that differ must share for it to be said, 0 ... 1. */
const WORTH_NAMING = 0.05;

/** How many pairs, or models, are named one by one. */
const MOST_NAMED = 3;

/** What is left once the pairs that differ are named; nothing where the pairs that are alike are all the rest. */
function restOf(tested: readonly PairReport[]): string {
  const undecided = tested.filter(({ verdict }) => verdict === 'undecided').length;
  if (undecided === 0) return '';
  if (tested.every(({ verdict }) => verdict !== 'alike')) return '; no other pair can be told apart';
  return `; ${plural(undecided, 'pair')} ${undecided === 1 ? 'is' : 'are'} undecided`;
}

/** Which pairs of models differ, and which are alike, where a test says so; the rest cannot be told apart yet. */
export function pairsApart(run: Run, { between }: Pick<ModelFigures, 'between'>): readonly string[] {
  if (!isOneComparison(between)) return [];
  const tested = between.pairs.filter(({ verdict }) => verdict !== null);
  return [differing(run, tested), alike(run, tested)].filter((sentence) => sentence !== null);
}

function differing(run: Run, tested: readonly PairReport[]): string | null {
  const pairs = tested.filter(({ verdict }) => verdict === 'differ');
  if (pairs.length === 0) return null;
  const rest = restOf(tested);
  if (pairs.length === tested.length && pairs.length > 1) {
    const closest = pairs.some(({ overlap }) => (overlap ?? 0) >= WORTH_NAMING) ? ofAll(run, pairs, 'most') : null;
    return `Any two of these models answer differently${closest === null ? '' : `; closest are ${closest}`}.`;
  }
  if (pairs.length > MOST_NAMED) {
    const most = ofAll(run, pairs, 'least');
    return `${pairs.length} of ${tested.length} pairs of models differ${most === null ? '' : `, most of all ${most}`}${rest}.`;
  }
  const odd = pairs.length > 1 ? inAll(pairs) : null;
  if (odd === null) return `${pairs.map((pair) => named(run, pair)).join('; ')} answer differently${rest}.`;
  const others = pairs.map(({ a, b }) => labelOf(run, a === odd ? b : a));
  return `${labelOf(run, odd)} answers differently from ${list(others)}${rest}.`;
}

const named = (run: Run, { a, b }: PairReport) => `${labelOf(run, a)} and ${labelOf(run, b)}`;

/** The target that is in every one of these pairs; `null` when none is. */
function inAll(pairs: readonly PairReport[]): string | null {
  const [first] = pairs;
  return [first!.a, first!.b].find((target) => pairs.every(({ a, b }) => a === target || b === target)) ?? null;
}

function alike(run: Run, tested: readonly PairReport[]): string | null {
  const pairs = tested.filter(({ verdict }) => verdict === 'alike');
  if (pairs.length === 0) return null;
  const furthest = ofAll(run, pairs, 'least');
  if (pairs.length === tested.length && pairs.length > 1)
    return `All of these models answer alike${furthest === null ? '' : `; furthest apart are ${furthest}`}.`;
  if (pairs.length > MOST_NAMED) {
    const closest = ofAll(run, pairs, 'most');
    return `${pairs.length} of ${tested.length} pairs of models answer alike${closest === null ? '' : `, most of all ${closest}`}.`;
  }
  return pairs
    .map(
      (pair) =>
        `${named(run, pair)} answer alike${pair.overlap === null ? '' : `: they ${sharing(pair.overlap)}${atLeast(pair)}`}.`,
    )
    .join(' ');
}

/** "share 93% of their answers": what the distributions of two models have in common (sum of the smaller shares). */
const sharing = (overlap: number) => `share ${overlap > 1 - 1e-9 ? 'all' : percent(overlap)} of their answers`;

/** " (at least 79%)": the bound that "alike" rests on. */
const atLeast = ({ overlapLower }: PairReport) => (overlapLower === null ? '' : ` (at least ${percent(overlapLower)})`);

/** "opus and gpt, which share 93% of their answers": the pair that shares least or most; `null` where none says how much. */
function ofAll(run: Run, pairs: readonly PairReport[], which: 'least' | 'most'): string | null {
  const sign = which === 'least' ? 1 : -1;
  const known = pairs.filter(({ overlap }) => overlap !== null);
  const [first] = [...known].sort((a, b) => sign * (a.overlap! - b.overlap!));
  return first === undefined ? null : `${named(run, first)}, which ${sharing(first.overlap!)}${atLeast(first)}`;
}

/** "In 8 runs gemini gives 1 answer, people give 8.": different answers at the smallest number of runs, where models gave different numbers. */
export function atEqualRuns(run: Run, { rarefaction }: Pick<ModelFigures, 'rarefaction'>): string | null {
  if (rarefaction === null || run.conditions.length > 1 || rarefaction.runs < 2) return null;
  const { cells, runs } = rarefaction;
  if (cells.length < 2 || cells.length > MOST_NAMED) return null;
  const rounded = cells.map(({ target, distinct }) => ({
    label: labelOf(run, target),
    distinct: Math.round(distinct),
  }));
  if (new Set(rounded.map(({ distinct }) => distinct)).size === 1) return null;
  const each = rounded.map(
    ({ label, distinct }, index) => `${label} gives ${index === 0 ? plural(distinct, 'answer') : distinct}`,
  );
  return `In ${runs} runs ${each.join(', ')}.`;
}

/** What is said about the difference between models: which differ and are alike, then how many answers they give. None for several conditions. */
export function aboutModels(run: Run, report: ModelFigures): readonly string[] {
  const pairs = pairsApart(run, report);
  // Which models differ says more than how many they are like.
  const sentences = [pairs.length > 0 ? pairs.join(' ') : modelsApart(run, report), atEqualRuns(run, report)];
  return sentences.filter((sentence) => sentence !== null);
}
