import { limitsOf, tighter } from '../../core/design/requests.ts';
import type { RunHeader } from '../../core/model/run.ts';
import type { Settings } from './settings.ts';

/** The settings with the limits that a run has of its own, where these are lower: what a file says must not loosen one. */
export function withOwnLimits<Limited extends Pick<Settings, 'budgetUsd' | 'concurrency'>>(
  settings: Limited,
  header: Pick<RunHeader, 'design'>,
): Limited {
  const { concurrency, budgetUsd } = limitsOf(header);
  return {
    ...settings,
    budgetUsd: tighter(settings.budgetUsd, budgetUsd),
    concurrency: Math.min(settings.concurrency, concurrency ?? settings.concurrency),
  };
}
