import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJournal, trialName, type Journal } from '../../src/core/run-file/journal.ts';
import type { ProbeFile } from '../../src/core/model/report.ts';
import { startFakeServers, type FakeServers, type FakeServersOptions } from '../support/servers/fake-servers.ts';
import type { BuiltCli } from './cli-process.ts';

/** Runs of the built command line against servers of the test. */

/** What all runs of these tests ask, each a model at each of three servers. */
export const MODELS = ['openai:a', 'anthropic:b', 'google:c'] as const;

/** Starts servers, and stops them whatever happens. */
export async function withServers(
  options: FakeServersOptions,
  use: (servers: FakeServers) => Promise<void>,
): Promise<void> {
  const servers = await startFakeServers(options);
  try {
    await use(servers);
  } finally {
    await servers.close();
  }
}

/** Where the three servers are, as options. */
export function urls({ openai, anthropic, google }: FakeServers): string[] {
  const all = { openai, anthropic, google };
  return Object.entries(all).flatMap(([provider, { baseUrl }]) => ['--base-url', `${provider}=${baseUrl}`]);
}

/** `run` of so many runs per model. */
export function runOf(servers: FakeServers, runs: number, ...more: readonly string[]): string[] {
  const targets = MODELS.flatMap((target) => ['--target', target]);
  return ['run', '--prompt', 'Name a colour', ...targets, ...urls(servers), '--runs', String(runs), ...more];
}

/** Completion requests that the servers saw. */
export function requestsOf({ openai, anthropic, google }: FakeServers): number {
  return [openai, anthropic, google].reduce((sum, { log }) => sum + log.length, 0);
}

/** Good answers that the servers have handed over to their last byte. */
export function answersOf({ openai, anthropic, google }: FakeServers): number {
  return [openai, anthropic, google].reduce((sum, server) => sum + server.statistics().ends.answered, 0);
}

/** A file in the folder of the command line. */
export function outFile(cli: BuiltCli, name: string): string {
  return path.join(cli.folder, name);
}

/** A saved run. */
export function saved(file: string): ProbeFile {
  return JSON.parse(readFileSync(file, 'utf8')) as ProbeFile;
}

/** What is in a journal now; `null` while it has no header. */
export function journalOf(file: string): Journal | null {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.includes('\n') ? parseJournal(text) : null;
}

/** Waits until something holds; fails after two minutes: a busy machine is no failure. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 120_000;
  while (!holds()) {
    assert.ok(performance.now() < end, `still waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A whole run: every key of its cells once, and all answered. */
export function assertWhole({ run, trials }: ProbeFile, runs: number): void {
  assert.equal(run.status, 'complete');
  assert.equal(run.trialsPerCell, runs);
  const keys = new Set(trials.map(trialName));
  assert.equal(keys.size, trials.length, 'each trial once');
  const cells = run.targets.flatMap(({ id }) => run.conditions.map((condition) => [id, condition.id] as const));
  const wanted = cells.flatMap(([target, condition]) =>
    Array.from({ length: runs }, (_, trialIndex) => trialName({ target, condition, trialIndex })),
  );
  assert.deepEqual([...keys].sort(), wanted.sort());
  assert.ok(trials.every(({ outcome }) => outcome === 'completed'));
}
