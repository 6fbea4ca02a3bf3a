/**
 * Entropy and Hill numbers of counts or shares. A Hill number of order q is the number of equally common answers
 * that would be as diverse as what was seen (Hill 1973; Jost 2006).
 */

/** Shannon entropy in nats of weights that need not sum to 1; NaN when they sum to 0. Shannon 1948. */
export function entropyNats(weights: ArrayLike<number>): number {
  let total = 0;
  let sum = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index]!;
    if (weight <= 0) continue;
    total += weight;
    sum += weight * Math.log(weight);
  }
  // H = ln T - (1/T) sum w ln w; rounding must not make a certain answer less than certain.
  return total > 0 ? Math.max(0, Math.log(total) - sum / total) : NaN;
}

/** Sum of squared shares: the chance that two draws with replacement agree; NaN without weights. Simpson 1949. */
export function concentration(weights: ArrayLike<number>): number {
  let total = 0;
  let squares = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index]!;
    total += weight;
    squares += weight * weight;
  }
  return squares / (total * total);
}

/**
 * The chance that two different runs out of `counts` agree: sum x(x-1) / (n(n-1)), the unbiased estimate of the
 * concentration. NaN below two runs. Simpson 1949.
 */
export function unbiasedCollision(counts: readonly number[]): number {
  let n = 0;
  let pairs = 0;
  for (const count of counts) {
    n += count;
    pairs += count * (count - 1);
  }
  return n < 2 ? NaN : pairs / (n * (n - 1));
}
