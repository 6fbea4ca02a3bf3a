/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** Spreads the bits of `state` (SplitMix32 finaliser), so that neighbouring seeds give unrelated streams. */
function mix(state: number): number {
  let z = state >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** A stream of numbers in [0, 1) for loops that take millions: a method is inlined whichever stream it is of, a function is not. */
export interface RandomStream {
  next(): number;
}

class Xoshiro implements RandomStream {
  /** Of 32-bit words: fields would be boxed numbers in some engines. */
  readonly #state: Int32Array;

  constructor(seed: number) {
    const next = (step: number) => mix((seed + Math.imul(step, 0x9e3779b9)) >>> 0);
    this.#state = Int32Array.of(next(1), next(2), next(3), next(4) | 1);
  }

  next(): number {
    const state = this.#state;
    const a = state[0]!;
    const b = state[1]!;
    const turned = Math.imul(b, 5);
    const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const c = state[2]! ^ a;
    const d = state[3]! ^ b;
    state[0] = a ^ d;
    state[1] = b ^ c;
    state[2] = c ^ (b << 9);
    state[3] = (d << 11) | (d >>> 21);
    return result / 0x1_0000_0000;
  }
}

/**
 * Reproducible numbers in [0, 1) with 32 bits each (xoshiro128**, Blackman and Vigna 2018). The same seed gives the
 * same stream on every machine, so a resampled figure can be checked.
 */
export function randomStream(seed: number): RandomStream {
  return new Xoshiro(seed);
}

/** `randomStream` as a function. */
export function seededRandom(seed: number): Random {
  const stream = randomStream(seed);
  return () => stream.next();
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

/** A seed drawn from text (FNV-1a, 32 bits): equal texts give equal seeds. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
