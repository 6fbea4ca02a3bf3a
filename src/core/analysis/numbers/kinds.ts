import type { Interval, NumberKind } from '../../model/report.ts';
import { binomialTwoSided } from '../../statistics/intervals/binomial.ts';
import { digitShares } from './last-digit.ts';

/** Digits of the largest safe integer. */
const MOST_DIGITS = 16;

/** 11, 22 ... 99, 111 ...: two digits or more, all the same. */
function isRepeatedDigit(value: number): boolean {
  return /^(\d)\1+$/u.test(String(Math.abs(value)));
}

/** Share of numbers of one repeated digit among the whole numbers of the domain. */
function repeatedShare([low, high]: Interval): number {
  let count = 0;
  for (let length = 2; length <= MOST_DIGITS; length++) {
    for (let digit = 1; digit <= 9; digit++) {
      const value = Number(String(digit).repeat(length));
      count += +(value >= low && value <= high) + +(-value >= low && -value <= high);
    }
  }
  return count / (high - low + 1);
}

interface Kind {
  readonly kind: NumberKind['kind'];
  readonly is: (value: number) => boolean;
  readonly expected: (domain: Interval) => number;
}

const KINDS: readonly Kind[] = [
  { kind: 'round', is: (value) => value % 10 === 0, expected: (domain) => digitShares(domain)[0]! },
  { kind: 'repeated-digit', is: isRepeatedDigit, expected: repeatedShare },
];

/**
 * Round numbers (multiples of ten) and numbers of one repeated digit, which people and models avoid or prefer: how often they
 * came, against a fair draw over the domain, with a two-sided exact binomial p. Kinds that the domain has none of, or nothing
 * else than, are left out. Values are whole numbers within the domain.
 */
export function numberKinds(values: readonly number[], domain: Interval): readonly NumberKind[] {
  const n = values.length;
  return KINDS.map(({ kind, is, expected }) => {
    const share = expected(domain);
    const count = values.filter(is).length;
    const possible = share > 0 && share < 1;
    return { kind, count, n, expected: share, p: n === 0 || !possible ? null : binomialTwoSided(count, n, share) };
  }).filter(({ expected }) => expected > 0 && expected < 1);
}
