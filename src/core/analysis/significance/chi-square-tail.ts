import { logGamma } from '../intervals/binomial.ts';

const PRECISION = 1e-15;
const MOST_TERMS = 10_000;

/** P(a, x), the lower regularised incomplete gamma function, by its series (Abramowitz and Stegun 6.5.29); for x < a + 1. */
function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < MOST_TERMS && term > sum * PRECISION; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** Q(a, x) by its continued fraction (Abramowitz and Stegun 6.5.31), evaluated as Lentz (1976) does; for x >= a + 1. */
function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < MOST_TERMS; k++) {
    const step = -k * (k - a);
    b += 2;
    d = 1 / (step * d + b || tiny);
    c = b + step / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** P(X >= x) for X chi-square with `degrees` >= 1 degrees of freedom. */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0) return 1;
  const [a, half] = [degrees / 2, x / 2];
  return half < a + 1 ? Math.max(0, 1 - lowerBySeries(a, half)) : upperByFraction(a, half);
}
