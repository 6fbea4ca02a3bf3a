/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** Spreads the bits of `state` (SplitMix32 finaliser), so that neighbouring seeds give unrelated streams. */
function mix(state: number): number {
  let z = state >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/**
 * Reproducible numbers in [0, 1) with 32 bits each (xoshiro128**, Blackman and Vigna 2018). The same seed gives the
 * same stream on every machine, so a resampled figure can be checked.
 */
export function seededRandom(seed: number): Random {
  const next = (step: number) => mix((seed + Math.imul(step, 0x9e3779b9)) >>> 0);
  let [a, b, c, d] = [next(1), next(2), next(3), next(4) | 1];
  return () => {
    const turned = Math.imul(b, 5);
    const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 0x1_0000_0000;
  };
}

/** Shuffles in place; every order equally likely (Fisher and Yates 1938, Durstenfeld 1964). */
export function shuffle<T extends { [index: number]: unknown; readonly length: number }>(values: T, random: Random): T {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = values[last];
    values[last] = values[other];
    values[other] = kept;
  }
  return values;
}
