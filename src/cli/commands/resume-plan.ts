import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { RunHeader, RunRecord, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { findProvider } from '../../providers/registry.ts';
import { systemClock } from '../../providers/node-ports.ts';
import type { ResumeArguments } from '../arguments/invocation.ts';
import { parseBaseUrl } from '../arguments/values.ts';
import { openRecordedFile } from '../recordings.ts';
import { Servers } from '../servers.ts';
import { withOwnLimits } from '../../runs/own-limits.ts';
import { withoutTrailing } from '../../core/trailing.ts';
import { SENDING } from '../strings/sending.ts';

/** Whom a resumed run asks, and with which keys. A run file may come from anybody, so it is not trusted with either. */

/**
 * What was asked, with the limits that the run has of its own where nothing was: they are lower than none, and whoever names another
 * one has seen that the first is used up.
 */
export function withRunLimits(wanted: ResumeArguments, header: Pick<RunHeader, 'design'>): ResumeArguments {
  const own = withOwnLimits({ concurrency: null, budgetUsd: null }, header);
  return {
    ...wanted,
    concurrency: wanted.concurrency ?? own.concurrency,
    budgetUsd: wanted.budgetUsd ?? own.budgetUsd,
  };
}

/** The addresses that the file names for a provider, vendors' own as `null`. */
function addressesOf(provider: string, targets: readonly Target[]): readonly (string | null)[] {
  return [...new Set(targets.filter((target) => target.provider === provider).map(ownAddress))];
}

/** A target's own address, checked like one of the command line; `null` for the vendor's. */
function ownAddress({ provider, baseUrl }: Target): string | null {
  if (baseUrl === null) return null;
  const known = findProvider(provider);
  if (known?.baseUrl === 'none') throw new UsageError(SENDING.addresses.noServer(provider));
  const [, url] = parseBaseUrl(`${provider}=${baseUrl}`);
  const whole = withoutTrailing(url, /\//);
  return whole === known?.vendorBaseUrl ? null : whole;
}

/** Servers of the command line, and behind them those of the file. */
export function serversFor(
  targets: readonly Target[],
  wanted: ResumeArguments,
  env: Readonly<Record<string, string | undefined>>,
): Servers {
  const baseUrls = new Map(wanted.baseUrls);
  for (const provider of new Set(targets.map((target) => target.provider))) {
    if (wanted.baseUrls.has(provider)) continue;
    const addresses = addressesOf(provider, targets);
    const [own] = addresses.filter((address) => address !== null);
    if (own === undefined) continue;
    if (wanted.apiKeys.has(provider)) throw unnamedAddress(provider, addresses, own);
    baseUrls.set(provider, own);
  }
  return new Servers({ baseUrls, apiKeys: wanted.apiKeys }, env);
}

/** Whoever wrote the file must not decide which address gets a key. */
function unnamedAddress(provider: string, addresses: readonly (string | null)[], own: string): UsageError {
  return new UsageError(SENDING.addresses.unnamed(provider, addresses.length - 1, own));
}

/** The header with the addresses of the command line in place of the file's. */
export function addressed(header: RunHeader, wanted: ResumeArguments, servers: Servers): RunHeader {
  const targets = header.targets.map((target) => ({
    ...target,
    baseUrl: wanted.baseUrls.has(target.provider) ? servers.baseUrl(target.provider) : ownAddress(target),
  }));
  return { ...header, targets };
}

/** Refuses what cannot be asked from here, or has no key: that is known before the others are paid for. */
export function checkAskable(targets: readonly Target[], servers: Servers): void {
  for (const { provider, id, baseUrl } of targets) {
    if (provider === 'vscode') {
      throw new UsageError(SENDING.addresses.onlyEditor(id));
    }
    const definition = servers.demand(provider);
    if (definition.key !== 'required' || baseUrl !== null || servers.key(provider, null) !== null) continue;
    throw new UsageError(SENDING.keys.none(provider, SENDING.keys.missing(provider, definition.keyVariable)));
  }
}

/** Where the file sends calls that no option of this command line does, and no key with them; one sentence an address. */
export function addressNotes(targets: readonly Target[], wanted: ResumeArguments): readonly string[] {
  const notes = targets.flatMap(({ provider, baseUrl }) => {
    if (baseUrl === null || wanted.baseUrls.has(provider)) return [];
    return [SENDING.addresses.asRunSays(provider, baseUrl)];
  });
  return [...new Set(notes)];
}

/**
 * What recorded targets replay, by target id. A run holds no paths, and one that it held would not be opened: the files
 * are those that the command line names, told by their names.
 */
export async function recordingsFor(
  targets: readonly Target[],
  files: readonly string[],
): Promise<ReadonlyMap<string, RunRecord>> {
  const now = { id: randomUUID(), createdAt: systemClock.now().toISOString() };
  const recordings = new Map<string, RunRecord>();
  for (const { id, provider, model } of targets) {
    if (provider !== 'recorded') continue;
    const file = files.find((name) => model.startsWith(`${path.basename(name)}#`));
    if (file === undefined) {
      const name = model.split('#', 1)[0] ?? model;
      throw new UsageError(SENDING.recordings.where(id, name));
    }
    const [found] = await openRecordedFile(file, model.slice(path.basename(file).length + 1), now);
    if (found !== undefined) recordings.set(id, found.record);
  }
  return recordings;
}
