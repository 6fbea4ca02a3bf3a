import type { ConvergenceLevel, Interval } from '../../model/report.ts';

/** What a level is read off. */
export interface Measured {
  /** The chance that two runs agree. */
  readonly value: number;
  /** Its lower and its upper 95% bound, each on its own. */
  readonly bounds: Interval;
  /** What a fair draw over the possible answers would give, 1/K; 0 when it is not known how many are possible. */
  readonly chance: number;
}

/**
 * Each level by the chance-corrected agreement (A - c) / (1 - c), c = 1/K (Cohen 1960, with equal shares as Bennett, Alpert and
 * Goldstein 1954), or by A / c, the multiple of a fair draw. The multiple counts from a corrected agreement of `least` on, since
 * one coincidence in a million is nothing; that rises with the level, so that no agreement falls from strong to none at once.
 */
const LEVELS = [
  { level: 'strong', corrected: 0.5, ofChance: 4, least: 0.03 },
  { level: 'moderate', corrected: 0.2, ofChance: 2, least: 0.025 },
  { level: 'weak', corrected: 0.05, ofChance: 4 / 3, least: 0.02 },
] as const;

/** The lowest agreement of a level. */
function threshold({ corrected, ofChance, least }: (typeof LEVELS)[number], chance: number): number {
  const byCorrected = chance + corrected * (1 - chance);
  if (chance === 0) return byCorrected;
  return Math.min(byCorrected, Math.max(ofChance * chance, chance + least * (1 - chance)));
}

const reached = (agreement: number, chance: number) =>
  LEVELS.find((one) => agreement >= threshold(one, chance))?.level ?? null;

/**
 * The level of an agreement: the highest that its lower bound reaches; `none` where its upper bound stays below the lowest, or only one
 * answer is possible; else undecided. Each bound holds in 95%, so a level is claimed wrongly in 5% at most.
 */
export function levelOf({ bounds: [lower, upper], chance }: Measured): ConvergenceLevel {
  if (chance === 1) return 'none';
  return reached(lower, chance) ?? (upper < threshold(LEVELS[2], chance) ? 'none' : 'undecided');
}

/** (A - c) / (1 - c): 0 as often as by a fair draw, 1 always; 0 where only one answer is possible. */
export function correctedAgreement(agreement: number, chance: number): number {
  return chance === 1 ? 0 : (agreement - chance) / (1 - chance);
}

/** Whether the estimate itself, were it certain, would be a higher level than its lower bound allows to claim. */
export function mayBeHigher({ value, bounds: [lower], chance }: Measured): boolean {
  const rank = (agreement: number) => LEVELS.findIndex(({ level }) => level === reached(agreement, chance));
  return rank(value) !== -1 && rank(value) < rank(lower);
}

/** Whether an undecided agreement can at most be weak. */
export function atMostWeak({ bounds: [, upper], chance }: Measured): boolean {
  return upper < threshold(LEVELS[1], chance);
}
