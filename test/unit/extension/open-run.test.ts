import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunHeader, Trial } from '../../../src/core/model/run.ts';
import type { AnalysisClient } from '../../../src/runs/analysis/client.ts';
import { OpenRun } from '../../../src/extension/run-control/open-run.ts';

const header: RunHeader = {
  ...{ id: 'r', createdAt: '2026-11-21T14:02:00.000Z', trialsPerCell: 1, seed: 1 },
  tool: { name: 'convergence-probe', version: '0' },
  conditions: [{ id: 'default', prompt: 'Pick', system: null, control: true, sha256: '' }],
  targets: [{ id: 'a', provider: 'p', model: 'a', label: 'a', baseUrl: null, parameters: {} }],
};

test('the report after the end is one of a finished run, however soon it is asked for', async () => {
  const calls: string[] = [];
  const analysis = {
    keep: () => undefined,
    forgive: () => undefined,
    call: (method: string) => {
      calls.push(method);
      return Promise.resolve({ report: null, sources: [], failures: [], left: { missing: 0, failed: {} } });
    },
  } as unknown as AnalysisClient;
  const options = { extractor: 'auto', grouping: 'lexical', domain: 'auto' } as const;
  const run = new OpenRun({
    ...{ key: 'r', run: { ...header, finishedAt: null, status: 'running' }, analysis, options },
    kept: () => Promise.resolve(null),
  });
  await run.begin(header, 1);
  const asked: Promise<unknown>[] = [];
  run.take({ type: 'settled', trial: {} as Trial });
  run.onDidChange(() => asked.push(run.snapshot()));
  run.take({ type: 'finished', status: 'complete', finishedAt: '2026-11-21T14:03:00.000Z' });
  await Promise.all(asked);
  assert.ok(calls.includes('finish'));
  assert.ok(calls.lastIndexOf('finish') < calls.lastIndexOf('overview'), calls.join(' '));
  assert.ok(calls.lastIndexOf('add') < calls.lastIndexOf('finish'), calls.join(' '));
});

test('a snapshot never shows a run that is ahead of its report', async () => {
  const overviews: (() => void)[] = [];
  const outline = { report: null, sources: [], failures: [], left: { missing: 0, failed: {} } };
  const analysis = {
    keep: () => undefined,
    call: (method: string) =>
      method === 'overview'
        ? new Promise((resolve) => overviews.push(() => resolve(outline)))
        : Promise.resolve(outline),
  } as unknown as AnalysisClient;
  const run = new OpenRun({
    ...{ key: 'r', run: { ...header, finishedAt: null, status: 'running' }, analysis },
    options: { extractor: 'auto', grouping: 'lexical', domain: 'auto' },
    kept: () => Promise.resolve(null),
  });
  await run.begin(header, 1);
  const asked = run.snapshot();
  while (overviews.length === 0) await Promise.resolve();
  run.take({ type: 'finished', status: 'complete', finishedAt: '2026-11-21T14:03:00.000Z' });
  overviews[0]!();
  const snapshot = await asked;
  assert.equal(snapshot.run.status, 'running');
  assert.equal(snapshot.next, undefined);
});

test('how a run is read by choice stays so when a setting changes', async () => {
  const asked: unknown[] = [];
  const analysis = {
    keep: () => undefined,
    forgive: () => undefined,
    call: (method: string, { options }: { readonly options?: unknown }) => {
      if (method === 'reread') asked.push(options);
      return Promise.resolve(null);
    },
  } as unknown as AnalysisClient;
  const options = { extractor: 'auto', grouping: 'lexical', domain: 'auto' } as const;
  const run = new OpenRun({
    ...{ key: 'r', run: { ...header, finishedAt: null, status: 'complete' }, analysis, options },
    kept: () => Promise.resolve(null),
  });
  await run.readAs({ leaveOutEcho: true });
  await run.reread({ ...options, grouping: 'exact' });
  await run.readAs({ leaveOutEcho: false });
  await run.readAs({ extractor: 'json:a' });
  await run.readAs({ grouping: 'folded' });
  await run.readAs({ extractor: 'auto' });
  assert.deepEqual(asked, [
    { ...options, leaveOutEcho: true },
    { ...options, grouping: 'exact', leaveOutEcho: true },
    { ...options, grouping: 'exact', leaveOutEcho: false },
    { ...options, extractor: 'json:a', grouping: 'exact', leaveOutEcho: false },
    { ...options, extractor: 'json:a', grouping: 'folded', leaveOutEcho: false },
    { ...options, grouping: 'folded', leaveOutEcho: false },
  ]);
});
