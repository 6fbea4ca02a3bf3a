import { UsageError } from '../../core/model/usage-error.ts';
import { MOST_UNTIL_SETTLED } from '../../runs/limits.ts';
import { ARGUMENTS } from '../strings/arguments.ts';
import { parseCount } from './values.ts';
import type { RunArguments } from './invocation.ts';
import type { ParsedOptions } from './parse-options.ts';

/** How many calls `run` makes. */
export function runsArguments(options: ParsedOptions): Pick<RunArguments, 'runs' | 'untilSettled'> {
  const until = options.one('until');
  const most = parseCount('max-runs', options.one('max-runs'));
  const runs = parseCount('runs', options.one('runs'));
  if (until === null) {
    if (most !== null) throw new UsageError(ARGUMENTS.run.maxRuns);
    return { runs, untilSettled: false };
  }
  if (until !== 'settled') throw new UsageError(ARGUMENTS.run.until(until));
  if (runs !== null) {
    throw new UsageError(ARGUMENTS.run.untilRuns);
  }
  return { runs: most ?? MOST_UNTIL_SETTLED, untilSettled: true };
}
