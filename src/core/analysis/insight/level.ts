import type { ConvergenceLevel, Interval } from '../../model/report.ts';
import { areBoundsWide, BOUND } from '../intervals/collision-interval.ts';

/** What the level is read off. */
export interface Agreement {
  /** Unbiased chance that two runs agree. */
  readonly collision: number;
  /** Its lower and its upper 95 % bound, each on its own (`BOUND`). */
  readonly bounds: Interval;
  /** What a fair draw over the domain would give, 1/K; `null` when the domain is not known. */
  readonly chance: number | null;
}

/** Lowest agreement of each level: absolute, or as a multiple of a fair draw. Whichever is reached first counts. */
const LEVELS = [
  { level: 'strong', absolute: 0.5, ofChance: 10 },
  { level: 'moderate', absolute: 0.2, ofChance: 5 },
  { level: 'weak', absolute: 0.1, ofChance: 2 },
] as const;

interface Threshold {
  readonly level: 'strong' | 'moderate' | 'weak';
  /** Lowest agreement of the level. */
  readonly from: number;
}

/**
 * The thresholds that say something, highest first. One that a fair draw reaches by itself says nothing and is left out: two
 * throws of a fair die agree in 1 of 6 cases, which is above "weak". Where none is left (a coin), strong is what lies
 * nearer to certainty than to a fair draw.
 */
function thresholds(chance: number | null): readonly Threshold[] {
  if (chance === null) return LEVELS.map(({ level, absolute }) => ({ level, from: absolute }));
  const telling = LEVELS.map(({ level, absolute, ofChance }) => ({
    level,
    from: Math.min(absolute, ofChance * chance),
  })).filter(({ from }) => from > chance);
  return telling.length > 0 ? telling : [{ level: 'strong', from: (1 + chance) / 2 }];
}

const reached = (collision: number, chance: number | null) =>
  thresholds(chance).find(({ from }) => collision >= from)?.level ?? null;

/**
 * How much the answers converge, by the lower bound of their agreement; `none` only where the upper bound is below the lowest
 * level there is, or where only one answer is possible; otherwise undecided. Each bound is a one-sided 95 % bound: a level
 * is claimed wrongly in at most 5 % of the cases, and so is `none`.
 */
export function levelOf({ bounds: [lower, upper], chance }: Agreement): ConvergenceLevel {
  if (chance === 1) return 'none';
  return reached(lower, chance) ?? (upper < thresholds(chance).at(-1)!.from ? 'none' : 'undecided');
}

/** Whether the estimate itself, were it certain, would be a higher level than its lower bound allows to claim. */
export function mayBeHigher({ collision, bounds: [lower], chance }: Agreement): boolean {
  const rank = (value: number) => LEVELS.findIndex(({ level }) => level === reached(value, chance));
  return rank(collision) !== -1 && rank(collision) < rank(lower);
}

/** Whether an undecided run can at most be weakly converged. */
export function atMostWeak({ bounds: [, upper], chance }: Agreement): boolean {
  return thresholds(chance).every(({ level, from }) => level === 'weak' || upper < from);
}

/** More runs than this are not proposed to anybody. */
const MOST_RUNS = 20_000;

/**
 * Roughly how many runs in all would decide the level if the answers stayed as they are, `modalShare` being the share of
 * the favourite; `null` when more than 20,000.
 */
export function runsToSettle(agreement: Agreement, n: number, modalShare: number): number | null {
  for (let runs = Math.max(n + 1, 4); runs <= MOST_RUNS; runs = Math.ceil(runs * 1.1)) {
    // Wider bounds than undecided ones are undecided too.
    const isUndecided = (bounds: Interval) => levelOf({ ...agreement, bounds }) === 'undecided';
    if (!areBoundsWide(agreement.collision, runs, Math.round(modalShare * runs), BOUND, isUndecided)) return runs;
  }
  return null;
}
