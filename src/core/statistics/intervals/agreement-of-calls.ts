import { boundsOfTally, type AgreementTally } from './agreement-interval.ts';
import type { Confidence } from './rare-agreements.ts';
import type { Interval } from '../../model/report.ts';

/**
 * One call, or one chain of calls that saw each other's answers: how often it gave each answer, by answer. The answers of one
 * are not independent of each other, those of two are.
 */
export type Call = ReadonlyMap<number, number>;

/** What calls say about the agreement of answers from two of them. */
export interface CallAgreement extends Pick<AgreementTally, 'n' | 'value' | 'modal'> {
  /** `null` below two calls. */
  readonly bounds: Interval | null;
}

/** The shares of the answers in one call. */
function sharesOf(call: Call): ReadonlyMap<number, number> {
  let total = 0;
  for (const count of call.values()) total += count;
  return new Map([...call].map(([answer, count]) => [answer, count / total]));
}

/**
 * The chance that an answer of one call and an answer of another agree: the mean over all pairs of different calls of
 * sum p q, p and q being the shares of the answers in each. Answers of one call are never paired, so that it gains nothing by
 * giving many. With one answer a call it is the unbiased agreement of its runs (Simpson 1949). Calls without an answer are
 * left out by the caller.
 */
function tallyOf(calls: readonly Call[]): AgreementTally {
  const n = calls.length;
  const shares = calls.map(sharesOf);
  const sums = new Map<number, number>();
  for (const one of shares) for (const [answer, share] of one) sums.set(answer, (sums.get(answer) ?? 0) + share);
  // The agreement of each call with all others together.
  const own = shares.map((one) => {
    let agreeing = 0;
    for (const [answer, share] of one) agreeing += share * (sums.get(answer)! - share);
    return agreeing / (n - 1);
  });
  const value = own.reduce((sum, one) => sum + one, 0) / n;
  const squares = own.reduce((sum, one) => sum + (one - value) ** 2, 0);
  let [modal, modalAnswer] = [0, -1];
  for (const [answer, sum] of sums) if (sum > modal) [modal, modalAnswer] = [sum, answer];
  return { n, value, modal, squares, others: othersOf(shares, sums, modalAnswer) };
}

/** The agreement among the answers that are not the modal one. */
function othersOf(
  shares: readonly ReadonlyMap<number, number>[],
  sums: ReadonlyMap<number, number>,
  modal: number,
): number {
  let [rest, agreeing] = [0, 0];
  for (const [answer, sum] of sums) {
    if (answer === modal) continue;
    rest += sum;
    agreeing += sum * sum;
  }
  for (const one of shares) for (const [answer, share] of one) if (answer !== modal) agreeing -= share * share;
  // What is left of rounding is no agreement.
  return rest < 2 ? 0 : Math.min(1, Math.max(0, agreeing) / (rest * (rest - 1)));
}

/** The agreement of answers of different calls to one model, with its bounds: those of `agreementBounds`, of whole calls. */
export function agreementOfCalls(calls: readonly Call[], confidence: Confidence): CallAgreement {
  const tally = tallyOf(calls);
  const { n, value, modal } = tally;
  return { n, value, modal, bounds: boundsOfTally(tally, confidence) };
}

/**
 * Effective answers that so many calls give: 1 / sum p^2 (Simpson 1949; Hill's number of order 2) of the sample that they make,
 * whose pairs agree as often as `agreement` says but for each call with itself. At most `calls`.
 */
export function effectiveInCalls(agreement: number, calls: number): number {
  return 1 / (1 / calls + (1 - 1 / calls) * agreement);
}
