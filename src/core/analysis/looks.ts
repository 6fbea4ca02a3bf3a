import type { RunHeader } from '../model/run.ts';
import { errorByLook } from '../statistics/sequential.ts';

/**
 * The part of the error rate that this report of a run may spend on its verdict and its comparisons of models, above 0 and at
 * most 1: all of it, unless the run is sent until it is settled and looked at several times. Runs that are added after the last
 * planned look may spend half of what that look could.
 */
export function errorShare({ looks, trialsPerCell }: Pick<RunHeader, 'looks' | 'trialsPerCell'>): number {
  if (looks === undefined || looks.length === 0) return 1;
  const shares = errorByLook(looks);
  const look = looks.findIndex((runs) => runs >= trialsPerCell);
  return look === -1 ? shares.at(-1)! / 2 : shares[look]!;
}
