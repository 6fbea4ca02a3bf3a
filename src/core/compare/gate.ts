import { holm } from '../statistics/significance/holm.ts';
import type { WANTS } from '../model/run.ts';
import type { FoundBound } from './bounds.ts';
import type { Comparison } from './comparison.ts';

/** What a prompt is wanted to be, and from what change on it matters. */
export interface GateRule {
  /** `many`: no fewer effective answers than the baseline; `one`: no more; `unchanged`: no change either way. */
  readonly want: (typeof WANTS)[number];
  /** Least factor of the effective answers that matters, above 1. */
  readonly leastFactor: number;
}

export type GateOutcome = 'pass' | 'fail' | 'undecided';

/** One prompt against its baseline. */
export interface GatedPrompt {
  /** What people read: a file name. */
  readonly name: string;
  readonly comparison: Comparison;
  readonly rule: GateRule;
  /** Shares that the later run is held to. */
  readonly bounds: readonly FoundBound[];
}

/** What came of a bound. */
export interface BoundResult extends FoundBound {
  readonly outcome: GateOutcome;
  /** Corrected over all tests of the gate (Holm 1979). */
  readonly pHolm: number | null;
}

/** What came of it. */
export interface GateResult extends Omit<GatedPrompt, 'bounds'> {
  /** The worst of the change and the bounds. */
  readonly outcome: GateOutcome;
  /** Of the change alone. */
  readonly change: GateOutcome;
  readonly bounds: readonly BoundResult[];
  /** Of a change for the worse, one-sided for `many` and `one`; `null` where it could not be tested. */
  readonly p: number | null;
  /** Corrected over all tests of the gate (Holm 1979). */
  readonly pHolm: number | null;
}

/** All prompts, and what the gate says. */
export interface Gate {
  readonly outcome: GateOutcome;
  readonly prompts: readonly GateResult[];
}

const LEVEL = 0.05;

/** p of a change for the worse. */
function harmP({ all: { effectiveP, distributionP, ratio } }: Comparison, { want }: GateRule): number | null {
  if (want === 'unchanged') {
    const adjusted = holm([effectiveP, distributionP]).filter((p) => p !== null);
    return adjusted.length === 0 ? null : Math.min(...adjusted);
  }
  if (effectiveP === null || ratio === null) return null;
  // Twice the smaller tail.
  const isWorse = want === 'many' ? ratio < 1 : ratio > 1;
  return isWorse ? effectiveP / 2 : 1 - effectiveP / 2;
}

/** How many times worse it became, as estimated; 1 and less: not at all. */
const worsening = (ratio: number, want: GateRule['want']): number => (want === 'many' ? 1 / ratio : ratio);

function outcomeOf({ all, verdict }: Comparison, { want, leastFactor }: GateRule, pHolm: number | null): GateOutcome {
  const isSignificant = pHolm !== null && pHolm < LEVEL;
  if (want === 'unchanged') return isSignificant ? 'fail' : verdict === 'unchanged' ? 'pass' : 'undecided';
  const { ratio, ratioInterval } = all;
  if (ratio === null) return 'undecided';
  if (isSignificant && worsening(ratio, want) >= leastFactor) return 'fail';
  const worst = ratioInterval === null ? Infinity : worsening(ratioInterval[want === 'many' ? 0 : 1], want);
  return worst < leastFactor ? 'pass' : 'undecided';
}

const worst = (outcomes: readonly GateOutcome[]): GateOutcome =>
  outcomes.includes('fail') ? 'fail' : outcomes.includes('undecided') ? 'undecided' : 'pass';

function boundOutcome({ isKept }: FoundBound, pHolm: number | null): GateOutcome {
  if (pHolm !== null && pHolm < LEVEL) return 'fail';
  return isKept ? 'pass' : 'undecided';
}

/**
 * Whether prompts may pass. `fail`: a change for the worse is significant, corrected by Holm over all tests, so that at most 5% of
 * gates at which nothing changed fail, and as estimated at least as large as matters; or a share lies significantly beyond its
 * bound. `pass`: a change that matters, and a share beyond its bound, are ruled out at 95% for each prompt. The gate fails with its
 * first prompt, and passes when all do. The comparisons must have been made with `leastFactor` as their margin.
 */
export function gateOf(prompts: readonly GatedPrompt[]): Gate {
  const tests = prompts.map(({ comparison, rule, bounds }) => [harmP(comparison, rule), ...bounds.map(({ p }) => p)]);
  const corrected = holm(tests.flat());
  let at = 0;
  const results = prompts.map((prompt, index): GateResult => {
    const [pHolm, ...ofBounds] = corrected.slice(at, (at += tests[index]!.length));
    const bounds = prompt.bounds.map((bound, place) => {
      const own = ofBounds[place]!;
      return { ...bound, pHolm: own, outcome: boundOutcome(bound, own) };
    });
    const change = outcomeOf(prompt.comparison, prompt.rule, pHolm!);
    const outcome = worst([change, ...bounds.map((bound) => bound.outcome)]);
    return { ...prompt, p: tests[index]![0]!, pHolm: pHolm!, change, bounds, outcome };
  });
  return { prompts: results, outcome: worst(results.map((one) => one.outcome)) };
}
