import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import type { ChangeVerdict } from '../../../../src/core/model/change-verdict.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import type { CompareKept } from '../../../../src/extension/compare/compare-kept.ts';
import { Digests } from '../../../../src/extension/runs-view/digests.ts';
import { nodeHasher } from '../../../../src/providers/node-ports.ts';
import { analysisHandlers } from '../../../../src/runs/analysis/sessions.ts';
import type { KeptRun } from '../../../../src/runs/kept-run.ts';
import { RunStore } from '../../../../src/runs/store.ts';
import { keptAs, recordingOf } from '../../../support/kept-runs.ts';

const numbers = recordingOf('numbers');

/** Two kept runs of a prompt; `compare` tells what changed between them. */
async function digestsOf(t: TestContext, compare: CompareKept) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'probe-digests-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [key, day] of [
    ['first', '20'],
    ['second', '24'],
  ] as const) {
    const journal = keptAs(numbers, { key, createdAt: `2026-03-${day}T10:00:00.000Z`, file: 'a.md' });
    await writeFile(path.join(folder, `${key}.jsonl`), journal);
  }
  const store = new RunStore(path.join(folder), { index: path.join(folder, 'index.json') });
  const handlers = analysisHandlers(nodeHasher) as unknown as Record<string, (params: unknown) => unknown>;
  const calls: string[] = [];
  const analysis = {
    async call(method: string, params: unknown) {
      calls.push(method);
      return Promise.resolve(handlers[method]?.(params));
    },
    close: () => Promise.resolve(),
  } as unknown as ConstructorParameters<typeof Digests>[0]['analysis'];
  const log = { info: () => undefined, warn: () => undefined };
  const digests = new Digests({ store, analysis, log, compare, options: () => DEFAULT_ANALYSIS, version: '1' });
  const runs = async (): Promise<readonly [KeptRun, KeptRun]> => {
    const kept = await store.list();
    const of = (key: string) => kept.find((run) => run.key === key)!;
    return [of('first'), of('second')];
  };
  return { digests, runs, calls };
}

const found =
  (verdict: ChangeVerdict): CompareKept =>
  () =>
    Promise.resolve({ verdict } as never);

test('a run is compared with its baseline once, and its report is not made again for that', async (t) => {
  const compared: string[] = [];
  const { digests, runs, calls } = await digestsOf(t, (before, after) => {
    compared.push(`${before} ${after}`);
    return found('more-varied')(before, after);
  });
  const [first, second] = await runs();
  assert.equal((await digests.of(second))?.claim, 'Strongly converged');
  const [baseline, known] = await runs();
  assert.ok(digests.isCurrent(known) && !digests.isCurrent(known, baseline));
  assert.equal((await digests.of(known, first))?.change?.verdict, 'more-varied');
  const [, both] = await runs();
  assert.ok(digests.isCurrent(both, baseline));
  assert.equal((await digests.of(both, baseline))?.claim, 'Strongly converged');
  assert.deepEqual(compared, ['first second']);
  assert.deepEqual(
    calls.filter((method) => method === 'overview'),
    ['overview'],
  );
  // More answers make it another baseline.
  assert.ok(!digests.isCurrent(both, { ...baseline, wanted: baseline.wanted + 3 }));
});

test('runs that cannot be compared are not compared again and again', async (t) => {
  const { digests, runs } = await digestsOf(t, () => Promise.reject(new UsageError('No model is in both.')));
  const [baseline, second] = await runs();
  assert.equal((await digests.of(second, baseline))?.change?.verdict, null);
  const [, known] = await runs();
  assert.ok(digests.isCurrent(known, baseline));
});
