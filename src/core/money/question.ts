import type { RunHeader, Target } from '../model/run.ts';
import type { Range } from './estimate.ts';

/** When a person is asked before something is sent. */

/** What goes without a question. */
export interface AskingLimits {
  readonly calls: number;
  /** US dollars. */
  readonly costUsd: number;
}

/** `cost`: it may cost too much. `unknown`: nobody knows what it costs. `calls`: there are many. */
export type AskReason = 'cost' | 'unknown' | 'calls';

/** What is about to be sent, as far as the question goes. */
export interface SendingCost {
  readonly calls: number;
  /** US dollars as far as prices are known. */
  readonly costUsd: Range | null;
  /** Whether some of it has no price, and is not free without one. */
  readonly hasUnknownCost: boolean;
}

/** Why to ask before sending; `null` when it just goes. A cost that nobody knows is asked about like a high one. */
export function reasonToAsk({ calls, costUsd, hasUnknownCost }: SendingCost, unasked: AskingLimits): AskReason | null {
  if (calls === 0) return null;
  if (costUsd !== null && costUsd.high > unasked.costUsd) return 'cost';
  if (hasUnknownCost) return 'unknown';
  return calls > unasked.calls ? 'calls' : null;
}

/** Targets without a price that are not free without one. `isFree`: those of this machine, or paid in another way. */
export function unknownCosts(
  unpriced: readonly string[],
  { targets }: Pick<RunHeader, 'targets'>,
  isFree: (target: Target) => boolean,
): readonly Target[] {
  return targets.filter((target) => unpriced.includes(target.id) && !isFree(target));
}
