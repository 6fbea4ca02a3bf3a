import { holm } from '../statistics/significance/holm.ts';
import type { Comparison } from './comparison.ts';

/** What a prompt is wanted to be, and from what change on it matters. */
export interface GateRule {
  /** `many`: no fewer effective answers than the baseline; `one`: no more; `unchanged`: no change either way. */
  readonly want: 'many' | 'one' | 'unchanged';
  /** Least factor of the effective answers that matters, above 1. */
  readonly leastFactor: number;
}

export type GateOutcome = 'pass' | 'fail' | 'undecided';

/** One prompt against its baseline. */
export interface GatedPrompt {
  /** What people read: a file name. */
  readonly name: string;
  readonly comparison: Comparison;
}

/** What came of it. */
export interface GateResult extends GatedPrompt {
  readonly outcome: GateOutcome;
  /** Of a change for the worse, one-sided for `many` and `one`; `null` where it could not be tested. */
  readonly p: number | null;
  /** Corrected over all prompts of the gate (Holm 1979). */
  readonly pHolm: number | null;
}

/** All prompts, and what the gate says. */
export interface Gate {
  readonly rule: GateRule;
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

/**
 * Whether prompts may pass. `fail`: a change for the worse is significant, corrected by Holm over all prompts, so that at most 5% of
 * gates at which nothing changed fail, and as estimated at least as large as matters. `pass`: a change that matters is ruled out at 95%
 * for each prompt. The gate fails with its first prompt, and passes when all do. The comparisons must have been made with
 * `leastFactor` as their margin.
 */
export function gateOf(prompts: readonly GatedPrompt[], rule: GateRule): Gate {
  const p = prompts.map(({ comparison }) => harmP(comparison, rule));
  const corrected = holm(p);
  const results = prompts.map((prompt, index): GateResult => ({
    ...prompt,
    p: p[index]!,
    pHolm: corrected[index]!,
    outcome: outcomeOf(prompt.comparison, rule, corrected[index]!),
  }));
  const has = (outcome: GateOutcome): boolean => results.some((one) => one.outcome === outcome);
  return { rule, prompts: results, outcome: has('fail') ? 'fail' : has('undecided') ? 'undecided' : 'pass' };
}
