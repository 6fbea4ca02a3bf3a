import type { Step } from '../../runs/next-steps.ts';
import { isFileKey } from '../../runs/run-id.ts';
import { withOwnLimits } from '../../runs/own-limits.ts';
import { readSettings } from '../config/settings.ts';
import type { OpenRun } from './open-run.ts';
import { askingPorts } from './sending-ports.ts';
import type { SendingUses } from './start-run.ts';
import { showUntilDone } from './show-progress.ts';

/**
 * Resumes a run in its own panel: what is missing, what failed, or more of the same. Throws a `UsageError` when there is
 * nothing to send or when the settings do not lead there.
 */
export async function resumeRun(run: OpenRun, step: Step, services: SendingUses): Promise<void> {
  const settings = withOwnLimits(readSettings(), run.run);
  const ports = askingPorts({ settings, fromFile: isFileKey(run.key) }, services);
  const started = await services.runs.resume(run, step, settings, ports);
  if (started !== null) await showUntilDone(started, services);
}
