import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { build } from 'esbuild';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { buildProbeFile, parseProbeFile } from '../../../src/core/run-file/run-file.ts';
import type { SavedRun } from '../../../src/core/model/report.ts';
import type { RunHeader, Trial } from '../../../src/core/model/run.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { NEEDS_REPORT } from '../../../src/runs/analysis/calls.ts';
import { AnalysisClient } from '../../../src/runs/analysis/client.ts';
import { OpenRun } from '../../../src/extension/run-control/open-run.ts';
import { journalLine } from '../../../src/core/run-file/journal.ts';
import { grouping } from '../core/semantic/support.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

const PROMPT = 'Pick a random number between 1 and 100, only return the number';
const header: RunHeader = {
  id: 'run-1',
  createdAt: '2026-11-21T10:00:00.000Z',
  tool: { name: 'convergence-probe', version: '0' },
  trialsPerCell: 3,
  conditions: [{ id: 'default', prompt: PROMPT, system: null, control: true, sha256: '' }],
  targets: [{ id: 'a:m', provider: 'a', model: 'm', label: 'M', baseUrl: null, parameters: {} }],
  seed: 1,
};

function trial(trialIndex: number, text: string): Trial {
  return {
    target: 'a:m',
    condition: 'default',
    trialIndex,
    outcome: 'completed',
    text,
    finishReason: 'stop',
    truncated: false,
    usage: null,
    startedAt: '2026-11-21T10:00:01.000Z',
    latencyMs: 5,
    attempts: 1,
    requested: {},
    honoured: {},
    modelReported: null,
    source: 'live',
    sha256: null,
    variables: {},
    error: null,
  };
}

/** A client on a thread built from the sources, or from a `source` of its own. */
async function clientFor(t: TestContext, source?: string): Promise<AnalysisClient> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'analysis-'));
  const outfile = path.join(folder, 'worker.js');
  const entry =
    source === undefined
      ? { entryPoints: ['src/runs/analysis/worker.ts'] }
      : { stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' as const } };
  await build({ ...entry, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
  const log = { info: () => undefined, warn: () => undefined };
  const client = new AnalysisClient({ file: outfile, log, needsReport: NEEDS_REPORT });
  t.after(async () => {
    client.dispose();
    await rm(folder, { recursive: true, force: true });
  });
  return client;
}

function journal(trials: readonly Trial[]): string {
  const events = [
    { type: 'started', header } as const,
    ...trials.map((one) => ({ type: 'settled', trial: one }) as const),
  ];
  return events.map(journalLine).join('\n');
}

test('a run goes through the thread: trials, report, rows, export', async (t) => {
  const analysis = await clientFor(t);
  const run = new OpenRun({
    key: 'kept-1',
    run: { ...header, finishedAt: null, status: 'running' },
    analysis,
    options: DEFAULT_ANALYSIS,
    kept: () => Promise.resolve(null),
  });
  await run.begin(header, 3);
  assert.equal((await run.snapshot()).report, null);
  for (const [at, text] of ['42', '42', '7'].entries()) run.take({ type: 'settled', trial: trial(at, text) });
  run.take({ type: 'finished', status: 'complete', finishedAt: '2026-11-21T10:00:02.000Z' });
  const snapshot = await run.snapshot();
  assert.deepEqual([snapshot.run.id, snapshot.run.status], ['kept-1', 'complete']);
  assert.deepEqual(
    snapshot.report?.groups.map(({ answer, count }) => [answer, count]),
    [
      ['42', 2],
      ['7', 1],
    ],
  );
  assert.deepEqual(snapshot.sources, ['live']);
  const page = (await run.rows({ method: 'groups', params: { offset: 1, limit: 5, text: '' } })) as { total: number };
  assert.equal(page.total, 2);
  const file = JSON.parse(await run.exportAs('json')) as { run: { id: string; status: string }; trials: unknown[] };
  assert.deepEqual([file.run.id, file.run.status, file.trials.length], ['run-1', 'complete', 3]);
  await assert.rejects(run.exportAs('pdf'), UsageError);
});

test('a journal that was cut off comes back as partial, with the torn line left out', async (t) => {
  const analysis = await clientFor(t);
  const text = `${journal([trial(0, '42'), trial(1, '7')])}\n{"type":"settl`;
  const restored = await analysis.call('restore', {
    key: 'k',
    journal: text,
    options: DEFAULT_ANALYSIS,
    running: false,
  });
  assert.deepEqual([restored.run.status, restored.trials], ['partial', 2]);
  await assert.rejects(
    analysis.call('restore', { key: 'x', journal: 'nonsense', options: DEFAULT_ANALYSIS, running: false }),
    UsageError,
  );
});

test('after a crash the run is brought back from its journal, with a notice', async (t) => {
  // Dies at the first overview, then works like the real one.
  const analysis = await clientFor(
    t,
    `const fs = require('node:fs'); const { parentPort } = require('node:worker_threads');
     const flag = __filename + '.died';
     let restored = 0;
     parentPort.on('message', ({ id, method, params }) => {
       if (method === 'overview' && !fs.existsSync(flag)) { fs.writeFileSync(flag, ''); process.exit(1); }
       if (method === 'restore') restored = params.journal.split('\\n').length;
       parentPort.postMessage({ type: 'reply', id, reply: { ok: method === 'overview' ? { report: null, sources: [], failures: [restored], left: { missing: 2, failed: {} } } : null } });
     });`,
  );
  const run = new OpenRun({
    key: 'k',
    run: { ...header, finishedAt: null, status: 'running' },
    analysis,
    options: DEFAULT_ANALYSIS,
    kept: () => Promise.resolve(journal([trial(0, '42')])),
  });
  await run.begin(header, 3);
  // Whoever asked is answered by the next thread.
  const snapshot = await run.snapshot();
  assert.deepEqual([snapshot.failures, snapshot.notices], [[2], [STRINGS.runs.being.interrupted]]);
});

test('a run whose report cannot be made says so, and its answers can be exported', async (t) => {
  // The real thread, but for a report that kills it every time.
  const analysis = await clientFor(
    t,
    `import { serve, threadHasher } from './src/runs/analysis/serve.ts';
     import { analysisHandlers } from './src/runs/analysis/sessions.ts';
     serve(() => ({ ...analysisHandlers(threadHasher), overview: () => process.exit(1), export: () => process.exit(1) }));`,
  );
  const run = new OpenRun({
    ...{ key: 'k', run: { ...header, finishedAt: null, status: 'running' }, analysis, options: DEFAULT_ANALYSIS },
    kept: () => Promise.resolve(journal([trial(0, '42')])),
  });
  await run.begin(header, 3);
  const { report, reportProblem, sources } = await run.snapshot();
  assert.deepEqual([report, sources], [null, ['live']]);
  assert.match(reportProblem ?? '', /crashed again and again\. .*export the run file/);
  const file = JSON.parse(await run.exportAs('json')) as SavedRun;
  assert.deepEqual([file.trials.map(({ text }) => text), file.report], [['42'], undefined]);
  await assert.rejects(run.exportAs('csv'), UsageError);
});

test('a file is imported with the journal that keeps it', async (t) => {
  const analysis = await clientFor(t);
  const imported = await analysis.call('import', {
    key: 'file-1',
    content: new TextEncoder().encode('target,text\nm,42\nm,42\nm,7\n'),
    fileName: 'answers.csv',
    createdAt: '2026-11-21T10:00:00.000Z',
    options: DEFAULT_ANALYSIS,
  });
  assert.equal(imported.trials, 3);
  const again = await analysis.call('restore', {
    key: 'file-2',
    journal: imported.journal,
    options: DEFAULT_ANALYSIS,
    running: false,
  });
  assert.deepEqual(again, { run: imported.run, trials: 3 });
});

test('what was found out about meaning comes in with a file and goes out with it', async (t) => {
  const analysis = await clientFor(t);
  const whole = { ...header, finishedAt: '2026-11-21T10:00:02.000Z', status: 'complete' } as const;
  const conditions = header.conditions.map((condition) => ({
    ...condition,
    prompt: 'Name a city',
    sha256: '0'.repeat(64),
  }));
  const semantic = grouping({ same: [{ answers: ['NYC', 'The Big Apple'], similarity: [1, 0.93] }] });
  const trials = ['NYC', 'The Big Apple', 'Tokyo'].map((text, at) => trial(at, text));
  const record = { run: { ...whole, conditions }, trials, edits: [], semantic };
  const byMeaning = { ...DEFAULT_ANALYSIS, grouping: 'semantic' } as const;
  const content = new TextEncoder().encode(JSON.stringify(buildProbeFile(record, summarize(record, byMeaning))));
  const about = { fileName: 'x.probe.json', createdAt: '2026-11-21T10:00:00.000Z', options: DEFAULT_ANALYSIS };
  const { journal: kept } = await analysis.call('import', { key: 'file-1', content, ...about });
  await analysis.call('restore', { key: 'file-2', journal: kept, options: byMeaning, running: false });
  // Grouped as the settings say, also when the file was made by meaning.
  for (const [key, groups] of [
    ['file-1', 3],
    ['file-2', 2],
  ] as const) {
    const file = parseProbeFile(await analysis.call('export', { key, format: 'json' }));
    assert.deepEqual([file.semantic, file.report?.groups.length], [semantic, groups], key);
  }
});
