import type { Interval } from '../../model/report.ts';
import { rememberUpTo } from '../../remember.ts';
import { binomialUpperTail, exactUpper } from './binomial.ts';

/** Chance to miss the truth at each end. */
const ERROR = 0.025;
const STEPS = 50;

/**
 * The 95% interval of the largest share there is, `count` of `n` being the favourite's. The favourite was picked because it
 * came out on top, so a plain interval of its share claims too much: a fair draw of 100 numbers has a favourite of 6% at
 * n = 50. Lower end: the smallest m for which some answer reaches `count` with a chance above 2.5%; if no share exceeds m
 * that chance is at most P(X >= count) / m, X binomial (n, m), because P / share rises with the share. Upper end: Clopper and
 * Pearson (1934), since an answer of that share would have come at most `count` times. Exact, and so on the wide side.
 * `null` for n = 0. What was asked last is kept: two statistics ask for it.
 */
export function favouriteInterval(count: number, n: number): Interval | null {
  return n === 0 ? null : intervalOf({ count, n });
}

const intervalOf = rememberUpTo(
  1,
  ({ count, n }) => `${count} of ${n}`,
  ({ count, n }: { readonly count: number; readonly n: number }) => computed(count, n),
);

function computed(count: number, n: number): Interval {
  const reaches = (m: number) => binomialUpperTail(count, n, m) / m >= ERROR;
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return [Math.min(low, count / n), exactUpper(count, n, ERROR)];
}
