import type { ConvergenceLevel, Interval } from '../../model/report.ts';
import { BOUND, collisionBounds } from '../intervals/collision-interval.ts';

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

const thresholdOf = ({ absolute, ofChance }: (typeof LEVELS)[number], chance: number | null) =>
  chance === null ? absolute : Math.min(absolute, ofChance * chance);

/** The level that an agreement of `collision` reaches; `null` below weak, and when a fair draw agrees as much (two runs of a fair coin agree half of the time). */
function reached(collision: number, chance: number | null): 'strong' | 'moderate' | 'weak' | null {
  if (chance !== null && collision <= chance) return null;
  return LEVELS.find((level) => collision >= thresholdOf(level, chance))?.level ?? null;
}

/**
 * How much the answers converge, by the lower bound of their agreement; `none` only where the upper bound is below weak
 * (or, for a domain so small that weak lies below a fair draw, below twice a fair draw); otherwise undecided.
 */
export function levelOf({ bounds: [lower, upper], chance }: Agreement): ConvergenceLevel {
  const level = reached(lower, chance);
  if (level !== null) return level;
  const weak = thresholdOf(LEVELS[2], chance);
  const limit = chance === null ? weak : Math.max(weak, 2 * chance);
  return upper < limit ? 'none' : 'undecided';
}

/** Whether the estimate itself, were it certain, would be a higher level than its lower bound allows to claim. */
export function mayBeHigher({ collision, bounds: [lower], chance }: Agreement): boolean {
  const rank = (value: number) => LEVELS.findIndex(({ level }) => level === reached(value, chance));
  return rank(collision) !== -1 && rank(collision) < rank(lower);
}

/** Whether an undecided run can at most be weakly converged. */
export function atMostWeak({ bounds: [, upper], chance }: Agreement): boolean {
  return upper < thresholdOf(LEVELS[1], chance);
}

/** More runs than this are not proposed to anybody. */
const MOST_RUNS = 20_000;

/**
 * Roughly how many runs in all would decide the level if the answers stayed as they are, `modalShare` being the share of
 * the favourite; `null` when more than 20,000.
 */
export function runsToSettle(agreement: Agreement, n: number, modalShare: number): number | null {
  for (let runs = Math.max(n + 1, 4); runs <= MOST_RUNS; runs = Math.ceil(runs * 1.1)) {
    const bounds = collisionBounds(agreement.collision, runs, Math.round(modalShare * runs), BOUND);
    if (bounds !== null && levelOf({ ...agreement, bounds }) !== 'undecided') return runs;
  }
  return null;
}
