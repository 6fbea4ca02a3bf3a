import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { AnalysisClient } from '../../../../src/runs/analysis/client.ts';
import { readAhead, threadsFor } from '../../../../src/runs/analysis/page-threads.ts';
import type { TextBudget } from '../../../../src/runs/analysis/supervisor.ts';
import { UnreadableTexts } from '../../../../src/runs/analysis/unreadable-texts.ts';
import { firstBatch } from '../../../support/pages/batches.ts';

/**
 * A thread as in both shells, but that a page which says so is parsed for ever, or ends the thread. It makes a report, whose pages
 * are parsed by threads of its own.
 */
const SCRIPT = `
import { AnalysisSession } from './src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from './src/core/analysis/summarize.ts';
import { PAGE_HANDLERS, readAhead } from './src/runs/analysis/page-threads.ts';
import { serve } from './src/runs/analysis/serve.ts';
import { isUnreadable, onText } from './src/core/watch.ts';
serve((unreadable) => ({
  'parse-pages': (params) => {
    for (const text of params.texts) {
      if (text.includes('parse me for ever') && !isUnreadable(text)) onText(text, () => { for (;;); });
      if (text.includes('end the thread')) process.exit(1);
    }
    return PAGE_HANDLERS['parse-pages'](params);
  },
  report: async ({ record, budget }) => {
    const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
    session.add(record.trials);
    await readAhead(session, { file: __filename, unreadable, threads: () => 2, limits: { ofText: () => budget } });
    return { report: session.report(), unreadable: unreadable.size };
  },
}));
`;

let folder = '';
let file = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pages-'));
  file = path.join(folder, 'thread.js');
  await build({
    stdin: { contents: SCRIPT, resolveDir: process.cwd(), loader: 'ts' },
    ...{ outfile: file, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' },
  });
});
after(() => rm(folder, { recursive: true, force: true }));

/** Some pages of a batch, the text of some of them changed. */
function pages(count: number, change: (text: string, index: number) => string = (text) => text): RunRecord {
  const { run, trials, edits } = firstBatch();
  const some = trials.filter((_, index) => index % Math.floor(trials.length / count) === 0);
  return { run, edits, trials: some.map((trial, index) => ({ ...trial, text: change(trial.text, index) })) };
}

function sessionOf({ run, trials }: RunRecord): AnalysisSession {
  const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
  session.add(trials);
  return session;
}

/** No page of these tests takes so long to parse, ms. */
const AMPLE: TextBudget = () => 60_000;

describe('pages that threads parse', { concurrency: true }, () => {
  it('give the report that one thread gives, and the same again after an edit', async () => {
    const record = pages(30);
    const [alone, ahead] = [sessionOf(record), sessionOf(record)];
    const options = { file, unreadable: new UnreadableTexts(1), threads: () => 2, limits: { ofText: AMPLE } };
    await readAhead(ahead, options);
    assert.deepEqual(ahead.unparsedPages(), []);
    assert.deepEqual(ahead.report(), alone.report());
    const [a, b] = alone.report().groups;
    for (const session of [alone, ahead])
      session.setEdits(session.editsAfter({ kind: 'merge', groups: [a!.id, b!.id] }));
    await readAhead(ahead, options);
    assert.deepEqual(ahead.report(), alone.report());
    assert.equal(options.unreadable.size, 0);
  });

  it('are repaired, and read with the traits of the user', async () => {
    const { run, ...rest } = pages(8, (text) => text.replace('<body', '<p>cafÃ© â€” dÃ©jÃ  vu</p><body'));
    const traits = [{ name: 'café', pattern: 'café' }];
    const record = { ...rest, run: { ...run, reading: { traits } } };
    const [alone, ahead] = [sessionOf(record), sessionOf(record)];
    await readAhead(ahead, { file, unreadable: new UnreadableTexts(1), threads: () => 1, limits: { ofText: AMPLE } });
    assert.deepEqual(ahead.report(), alone.report());
  });

  it('are set aside when they never come to an end, for whoever started the thread of the report, too', async (t) => {
    const hangs = (index: number) => index === 3 || index === 11;
    const record = pages(20, (text, index) =>
      hangs(index) ? text.replace('<body', `<!-- parse me for ever ${index} --><body`) : text,
    );
    const unreadable = new UnreadableTexts(7);
    const client = new AnalysisClient<{
      report: {
        params: { key: string; record: RunRecord; budget: number };
        result: { report: ReturnType<AnalysisSession['report']>; unreadable: number };
      };
    }>({ file, log: { info: () => undefined, warn: () => undefined }, needsReport: ['report'], unreadable });
    t.after(() => {
      client.dispose();
    });
    const made = await client.call('report', { key: 'a', record, budget: 2_000 });
    const { counts, readings } = made.report;
    const set = readings.flatMap(({ status }, index) => (status === 'unreadable' ? [index] : []));
    assert.deepEqual([counts.unreadable, set], [2, [3, 11]]);
    assert.deepEqual([made.unreadable, unreadable.size], [2, 2]);
    const others = record.trials.filter((_, index) => !hangs(index));
    assert.deepEqual(made.report.traits, sessionOf({ ...record, trials: others }).report().traits);
  });

  it('are left to the report when their threads die again and again', async () => {
    const record = pages(10, (text) => text.replace('<body', '<!-- end the thread --><body'));
    const [alone, ahead] = [sessionOf(record), sessionOf(record)];
    await readAhead(ahead, { file, unreadable: new UnreadableTexts(1), threads: () => 2, limits: { ofText: AMPLE } });
    assert.equal(ahead.unparsedPages().length, new Set(record.trials.map(({ text }) => text)).size);
    assert.deepEqual(ahead.report(), alone.report());
  });

  it('are so many that a thread is worth its start, and leave the report a processor', () => {
    const of = (units: number) => [1, 2, 4, 16].map((processors) => threadsFor(units, processors));
    assert.deepEqual(of(100_000), [0, 0, 0, 0]);
    assert.deepEqual(of(2_000_000), [0, 1, 1, 1]);
    assert.deepEqual(of(20_000_000), [0, 1, 3, 3]);
  });
});
