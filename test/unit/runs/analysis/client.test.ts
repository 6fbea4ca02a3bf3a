import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { build } from 'esbuild';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { AnalysisClient, ReportGivenUp } from '../../../../src/runs/analysis/client.ts';

/** What the threads of these tests do: each text is worked on under the watch; some never come to an end. */
const SCRIPT = `
import { isUnreadable, onText } from './src/core/watch.ts';
import { serve } from './src/runs/analysis/serve.ts';
let held = [];
const work = (text) => {
  if (isUnreadable(text)) return 'unreadable';
  return onText(text, () => {
    if (text.startsWith('spin')) for (;;);
    if (text.startsWith('eat')) for (const all = []; ; ) all.push(new Array(1e6).fill(0));
    return text.toUpperCase();
  });
};
serve(() => ({
  hold: ({ texts }) => { held = texts; },
  report: () => held.map(work),
  die: () => process.exit(1),
  eat: () => { for (const all = []; ; ) all.push(new Array(1e6).fill(0)); },
  count: () => held.length,
}));
`;

interface TestCalls {
  readonly hold: {
    readonly params: { readonly key: string; readonly texts: readonly string[] };
    readonly result: null;
  };
  readonly report: { readonly params: { readonly key: string }; readonly result: readonly string[] };
  readonly die: { readonly params: { readonly key: string }; readonly result: null };
  readonly eat: { readonly params: { readonly key: string }; readonly result: null };
  readonly count: { readonly params: { readonly key: string }; readonly result: number };
}

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'analysis-'));
  await build({
    stdin: { contents: SCRIPT, resolveDir: process.cwd(), loader: 'ts' },
    ...{ outfile: path.join(folder, 'thread.js'), bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' },
  });
});
after(() => rm(folder, { recursive: true, force: true }));

function clientFor(t: TestContext): AnalysisClient<TestCalls> {
  const client = new AnalysisClient<TestCalls>({
    file: path.join(folder, 'thread.js'),
    log: { info: () => undefined, warn: () => undefined },
    needsReport: ['report', 'die', 'eat'],
    limits: { heapMb: 64, ofText: () => 100 },
  });
  t.after(() => {
    client.dispose();
  });
  return client;
}

/** A run of these texts, which comes back by itself; what it heard. */
async function open(client: AnalysisClient<TestCalls>, key: string, texts: readonly string[]) {
  const heard: (string | null)[] = [];
  client.keep(key, {
    bringBack: async (call) => void (await call('hold', { key, texts })),
    onLost: (givenUp) => heard.push(givenUp?.message ?? null),
  });
  await client.call('hold', { key, texts });
  return heard;
}

describe('the analysis of several runs', { concurrency: true }, () => {
  it('sets the texts aside that never come to an end, and reports on the others', async (t) => {
    const client = clientFor(t);
    const heard = await open(client, 'a', ['one', 'spin 1', 'two', 'spin 2', 'spin 1']);
    const both = await Promise.all([client.call('report', { key: 'a' }), client.call('count', { key: 'a' })]);
    assert.deepEqual(both, [['ONE', 'unreadable', 'TWO', 'unreadable', 'unreadable'], 5]);
    assert.deepEqual(heard, [null, null], 'one restart for each different text');
  });

  it('answers for one run while another hangs', async (t) => {
    const client = clientFor(t);
    await open(client, 'hangs', ['spin']);
    await open(client, 'works', ['one']);
    const order: string[] = [];
    await Promise.all([
      client.call('report', { key: 'hangs' }).then(() => order.push('hangs')),
      client.call('report', { key: 'works' }).then(() => order.push('works')),
    ]);
    assert.deepEqual(order, ['works', 'hangs']);
  });

  it('sets a text aside that takes all memory', async (t) => {
    const client = clientFor(t);
    await open(client, 'a', ['one', 'eat']);
    assert.deepEqual(await client.call('report', { key: 'a' }), ['ONE', 'unreadable']);
  });

  it('gives a run up for which there is not enough memory, and still hands out what it holds', async (t) => {
    const client = clientFor(t);
    const heard = await open(client, 'a', ['one']);
    await assert.rejects(client.call('eat', { key: 'a' }), ReportGivenUp);
    await assert.rejects(client.call('report', { key: 'a' }), /more memory than there is/);
    assert.equal(heard.length, 1);
    assert.equal(await client.call('count', { key: 'a' }), 1);
    client.forgive('a');
    assert.deepEqual(await client.call('report', { key: 'a' }), ['ONE']);
  });

  it('gives a run up whose thread dies again and again', async (t) => {
    const client = clientFor(t);
    const heard = await open(client, 'a', ['one']);
    await assert.rejects(client.call('die', { key: 'a' }), ReportGivenUp);
    assert.deepEqual([heard.length, heard.filter((sentence) => sentence !== null).length], [3, 1]);
  });

  it('refuses calls of a run that is closed while they are made', async (t) => {
    const client = clientFor(t);
    await open(client, 'a', ['spin']);
    const asked = assert.rejects(client.call('report', { key: 'a' }), UsageError);
    await client.close('a');
    await asked;
  });
});
