import { limitsOf, tighter, type Limits } from '../core/design/requests.ts';
import type { RunHeader } from '../core/model/run.ts';
import { DEFAULT_CONCURRENCY } from './limits.ts';

/** A user's limits with those of a file, where these are lower: what a file says must not loosen one. */
export function tightened<Own extends Limits>(own: Own, { concurrency, budgetUsd }: Limits): Own {
  return {
    ...own,
    concurrency: concurrency === null ? own.concurrency : Math.min(own.concurrency ?? DEFAULT_CONCURRENCY, concurrency),
    budgetUsd: tighter(own.budgetUsd, budgetUsd),
  };
}

/** The same with the limits that a run has of its own. */
export function withOwnLimits<Own extends Limits>(own: Own, header: Pick<RunHeader, 'design'>): Own {
  return tightened(own, limitsOf(header));
}
