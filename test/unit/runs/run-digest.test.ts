import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import { parseProbeFile, recordOfFile } from '../../../src/core/run-file/run-file.ts';
import { digestOf } from '../../../src/runs/run-digest.ts';

test('a digest names the verdict, the answers that came most often and their share', () => {
  const record = recordOfFile(parseProbeFile(readFileSync('media/recordings/numbers.probe.json', 'utf8')));
  const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
  session.add(record.trials);
  session.finish('complete', null);
  const { effective, share, ...rest } = digestOf(session.panelReport(), 'r');
  assert.deepEqual(rest, { reading: 'r', claim: 'Strongly converged', answers: ['42', '73', '57'] });
  assert.equal(Math.round(100 * (share ?? 0)), 71);
  assert.equal(effective?.toFixed(2), '7.17');
  assert.deepEqual(digestOf(null, 'r'), { reading: 'r', claim: '', answers: [], share: null, effective: null });
});

test('a digest names no more answers than make up two thirds', () => {
  const record = recordOfFile(parseProbeFile(readFileSync('media/recordings/numbers.probe.json', 'utf8')));
  const [first] = record.run.targets;
  const trials = record.trials.filter(({ target }) => target === first!.id);
  const session = new AnalysisSession({ ...record.run, targets: [first!] }, DEFAULT_ANALYSIS);
  session.add(trials);
  session.finish('complete', null);
  // 42 in 49 of 50 runs.
  const { answers, share } = digestOf(session.panelReport(), 'r');
  assert.deepEqual([answers, share], [['42'], 0.98]);
});
