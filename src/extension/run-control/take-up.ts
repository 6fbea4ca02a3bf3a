import { continueRun } from '../../core/engine/continue.ts';
import { headerOf } from '../../core/model/events.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import type { Settings } from '../config/settings.ts';
import { askMissingKeys } from '../keys/ask-key.ts';
import type { Services } from '../services.ts';
import { askToSend } from './ask-to-send.ts';
import { checkAddresses } from './addresses.ts';
import { continuation, type Step } from './next-steps.ts';
import type { OpenRun } from './open-run.ts';
import { withOwnLimits } from './own-limits.ts';
import type { Started } from './run-control.ts';
import { isFileKey } from './run-id.ts';
import { showUntilDone } from './show-progress.ts';

/**
 * Takes a run up again in its own panel: what is missing, what failed, or more of the same. Throws a `UsageError`
 * when there is nothing to send or when the settings do not lead there.
 */
export async function takeUp(run: OpenRun, step: Step, settings: Settings, services: Services): Promise<void> {
  // A second press, or a panel that is a moment behind.
  if (run.isRunning || underWay.has(run)) return;
  underWay.add(run);
  let started: Started | undefined;
  try {
    started = await agreeAndSend(run, step, withOwnLimits(settings, run.run), services);
  } finally {
    underWay.delete(run);
  }
  if (started) await showUntilDone(started, services);
}

/** Runs whose user is being asked. */
const underWay = new WeakSet<OpenRun>();

/** `undefined` when the user went back. */
async function agreeAndSend(
  run: OpenRun,
  step: Step,
  settings: Settings,
  services: Services,
): Promise<Started | undefined> {
  const { endpoints, keys, pricing, runs } = services;
  const how = continuation(step, await run.next());
  const now = new Date().toISOString();
  const { header, missing } = continueRun(headerOf(run.run), await run.settled(), { ...how, now });
  const asked = new Set(missing.map(({ target }) => target));
  const targets = header.targets.filter(({ id }) => asked.has(id));
  const fromFile = isFileKey(run.key);
  const known = endpoints();
  checkAddresses(targets, known);
  const providers = new Set(targets.filter(isAskedLive).map(({ provider }) => provider));
  const used = known.filter(({ id }) => providers.has(id));
  if (!(await askMissingKeys(used, keys))) return undefined;
  const found = (await pricing.priced(header, settings)).prices;
  // What a file says that something costs is not believed; what was known when an own run began still holds.
  const prices = { ...(!fromFile && header.prices), ...found };
  if (!(await askToSend({ ...header, prices }, missing, fromFile, settings))) return undefined;
  return runs.goOn(run, { how, trials: missing.length, prices }, settings);
}
