import { logChoose } from '../resampling/log-factorial.ts';

/** Two samples of one stratum: `a` of `n` against `b` of `m`. */
export interface Stratum {
  readonly a: number;
  readonly n: number;
  readonly b: number;
  readonly m: number;
}

/** Tables whose chance differs by less than this share count as equally likely. */
const TIE = 1e-7;

/** Chances of the counts `lowest`, `lowest` + 1 ... */
interface Distribution {
  readonly lowest: number;
  readonly chances: Float64Array;
}

/** How many of `n` have what `successes` of `n` + `m` have, dealt out at random. */
function hypergeometric({ a, n, b, m }: Stratum): Distribution {
  const successes = a + b;
  const lowest = Math.max(0, successes - m);
  const whole = logChoose(n + m, successes);
  const chances = Float64Array.from({ length: Math.min(n, successes) - lowest + 1 }, (_, index) =>
    Math.exp(logChoose(n, lowest + index) + logChoose(m, successes - lowest - index) - whole),
  );
  return { lowest, chances };
}

/** The distribution of the sum of two independent counts. */
function sumOf(one: Distribution, other: Distribution): Distribution {
  const chances = new Float64Array(one.chances.length + other.chances.length - 1);
  one.chances.forEach((chance, index) => {
    if (chance === 0) return;
    other.chances.forEach((own, shift) => (chances[index + shift]! += chance * own));
  });
  return { lowest: one.lowest + other.lowest, chances };
}

/**
 * Two-sided exact p that both sides have one share within every stratum, whatever it is there: the chance of all sums of `a` that
 * are not likelier than the one seen, given the margins of each stratum (Cox 1966; Mehta, Patel and Gray 1985). Of one stratum it
 * is Fisher's exact test. 1 when nothing can vary.
 */
export function stratifiedExact(strata: readonly Stratum[]): number {
  const { lowest, chances } = strata.map(hypergeometric).reduce(sumOf, { lowest: 0, chances: Float64Array.of(1) });
  const seen = chances[strata.reduce((sum, { a }) => sum + a, 0) - lowest]!;
  let p = 0;
  for (const chance of chances) if (chance <= seen * (1 + TIE)) p += chance;
  return Math.min(1, p);
}
