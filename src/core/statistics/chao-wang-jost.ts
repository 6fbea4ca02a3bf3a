/** Above this (n-1) A the closed form loses digits to cancellation, and the series below converges at once. */
const SERIES_FROM = 20;

/**
 * (1-A)^(1-n) (-ln A - sum_{r<n} (1-A)^r / r): the part of the correction that stands for answers not seen. It is the
 * tail sum_{r>=n} (1-A)^(r-n+1) / r, which is summed directly where that is short.
 */
function tail(n: number, a: number): number {
  const rest = 1 - a;
  if (rest <= 0) return 0;
  if ((n - 1) * a < SERIES_FROM) {
    let power = 1;
    let head = 0;
    for (let r = 1; r < n; r++) {
      power *= rest;
      head += power / r;
    }
    return (-Math.log(a) - head) / power;
  }
  let power = rest;
  let sum = 0;
  for (let r = n; power / r > sum * 1e-15; r++) {
    sum += power / r;
    power *= rest;
  }
  return sum;
}

/** A of Chao, Wang and Jost: the estimated mean share of the answers that were seen once; 1 when none was. */
function shareOfSingletons(n: number, once: number, twice: number): number {
  if (twice > 0) return (2 * twice) / ((n - 1) * once + 2 * twice);
  return once > 0 ? 2 / ((n - 1) * (once - 1) + 2) : 1;
}

/** sum_{k=from}^{to} 1/k for all `from`: index i holds sum_{k=i}^{n-1}. */
function harmonicTails(n: number): Float64Array<ArrayBuffer> {
  const tails = new Float64Array(n + 1);
  for (let k = n - 1; k >= 1; k--) tails[k] = tails[k + 1]! + 1 / k;
  return tails;
}

let known = { n: 0, tails: new Float64Array(1) };

/** The table for the n asked last: a bootstrap asks for the same one hundreds of times. */
function tailsFor(n: number): Float64Array {
  if (known.n !== n) known = { n, tails: harmonicTails(n) };
  return known.tails;
}

/**
 * The entropy of what would be said, in nats, corrected for answers that were not seen: sum (x/n)(sum_{k=x}^{n-1} 1/k) +
 * (f1/n) tail (Chao, Wang and Jost 2013, Methods in Ecology and Evolution 4, eq. 7). `counts` may hold zeros. At least
 * 0; NaN for n = 0.
 */
export function chaoWangJostOf(counts: ArrayLike<number>, n: number): number {
  if (n === 0) return NaN;
  const tails = tailsFor(n);
  let sum = 0;
  let once = 0;
  let twice = 0;
  for (let index = 0; index < counts.length; index++) {
    const count = counts[index]!;
    if (count === 0) continue;
    if (count === 1) once++;
    else if (count === 2) twice++;
    sum += (count / n) * tails[count]!;
  }
  return once === 0 ? sum : sum + (once / n) * tail(n, shareOfSingletons(n, once, twice));
}
