import { seededRandom, seedOf, shuffle } from '../statistics/random.ts';
import { runsUnder } from '../model/planned-trials.ts';
import type { Condition } from '../model/run.ts';

/** A trial's place within its target. */
export interface Turn {
  readonly condition: Condition;
  readonly trialIndex: number;
}

/**
 * The order in which one target's trials are sent: index by index, so that early figures cover every condition
 * alike, with the conditions of each index shuffled by the run's seed. The same run always has the same order.
 */
export function orderOfTurns(
  target: string,
  conditions: readonly Condition[],
  trialsPerCell: number,
  seed: number,
): Turn[] {
  const random = seededRandom(seedOf(`${seed} ${target}`));
  const turns: Turn[] = [];
  for (let trialIndex = 0; trialIndex < trialsPerCell; trialIndex++) {
    for (const condition of shuffle([...conditions], random)) {
      if (trialIndex < runsUnder(condition, trialsPerCell)) turns.push({ condition, trialIndex });
    }
  }
  return turns;
}
