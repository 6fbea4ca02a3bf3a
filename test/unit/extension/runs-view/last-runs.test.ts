import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_MARKS } from '../../../../src/core/model/kept-runs.ts';
import type { PromptPlace } from '../../../../src/extension/prompt/last-result.ts';
import { lastResults } from '../../../../src/extension/runs-view/last-runs.ts';
import { runLine } from '../../../../src/extension/runs-view/run-lines.ts';
import { STRINGS } from '../../../../src/extension/strings.ts';
import { promptDigestOf, type KeptRun } from '../../../../src/runs/kept-run.ts';

const NOW = new Date(2026, 10, 29, 18, 0);
const digest = { reading: '', claim: 'Strongly converged', answers: ['42', '73', '57'], share: 0.71, effective: 7.2 };

function run(key: string, day: number, prompt: string, changes: Partial<KeptRun> = {}): KeptRun {
  return {
    ...{ key, prompt, promptDigest: promptDigestOf(prompt), createdAt: new Date(2026, 10, day, 14, 5).toISOString() },
    ...{ targets: ['a', 'b', 'c'], trialsPerCell: 50, wanted: 150, missing: 0, elsewhere: false },
    ...{ digest, marks: NO_MARKS, file: 'p.prompt.md', line: 5 },
    ...changes,
  };
}
const place = (prompt: string | null, changes: Partial<PromptPlace> = {}): PromptPlace => ({
  ...{ path: 'p.prompt.md', line: 1, isWhole: true, prompt },
  ...changes,
});
const last = (runs: readonly KeptRun[], where: PromptPlace) => lastResults(runs, [where], NOW)[0];

describe('the last result of a prompt', () => {
  it('is that of its latest run, wherever the prompt of a prompt file began then', () => {
    const found = last([run('a', 1, 'Pick'), run('b', 24, 'Pick')], place('Pick'));
    assert.deepEqual(found, { key: 'b', canCompare: true, title: '3 models × 50, 24 Nov: 71% say 42, 73 or 57' });
  });

  it('is dated with the time of the recording where it was only replayed', () => {
    const replayed = run('b', 29, 'Pick', { recordedAt: new Date(2025, 10, 22, 5, 0).toISOString() });
    assert.match(last([run('a', 1, 'Pick'), replayed], place('Pick'))?.title ?? '', /^3 models × 50, 22 Nov 2025: /);
    const { description = '', tooltip = '' } = runLine(replayed, undefined, NOW);
    assert.match(description, /22 Nov 2025/);
    assert.match(tooltip, /22 Nov 2025/);
  });

  it('tells that the prompt has changed since, and not where that cannot be known', () => {
    for (const now of ['Pick two', 'Please: Pick one.']) {
      assert.match(last([run('a', 1, 'Pick one')], place(now))?.title ?? '', /changed/);
    }
    assert.doesNotMatch(last([run('a', 1, 'Pick')], place(null))?.title ?? ' ', /changed/);
  });

  it('tells that only a part of the prompt was asked, and nothing of a change then', () => {
    const runs = [run('a', 1, 'Pick a fruit.', { isPart: true })];
    const title = last(runs, place('You are a cook. Pick a fruit. Be brief.'))?.title ?? '';
    assert.ok(title.endsWith(STRINGS.runs.last.part));
    assert.doesNotMatch(title, /changed/);
  });

  it('of a string is found by its line or its text, not by its file alone', () => {
    const runs = [run('a', 1, 'Pick', { file: 'x.py', line: 7 })];
    const inSource = { path: 'x.py', isWhole: false };
    assert.equal(last(runs, place('Other', { ...inSource, line: 7 }))?.key, 'a');
    assert.equal(last(runs, place('Pick', { ...inSource, line: 9 }))?.key, 'a');
    assert.equal(last(runs, place('Other', { ...inSource, line: 9 })), null);
  });

  it('is not that of a probe file which merely names the file', () => {
    assert.equal(last([run('a', 1, 'Pick', { design: 'p.probe.yaml' })], place('Other')), null);
  });

  it('says what is known of runs without a report, and of those that were cut off', () => {
    const title = (changes: Partial<KeptRun>): string => last([run('a', 1, 'P', changes)], place('P'))?.title ?? '';
    assert.match(title({ missing: 3 }), /interrupted/);
    assert.match(title({ digest: null }), /no report/);
    assert.match(title({ digest: { ...digest, answers: [], share: null } }), /strongly converged/);
  });

  it('draws no icon out of an answer', () => {
    const hostile = { ...digest, answers: ['$(bug) x\ny'] };
    assert.doesNotMatch(last([run('a', 1, 'P', { digest: hostile })], place('P'))?.title ?? '$(', /\$\(|\n/);
  });
});
