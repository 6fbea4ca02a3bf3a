import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_MARKS, type RunDigest } from '../../../../src/core/model/kept-runs.ts';
import { dayOf } from '../../../../src/extension/runs-view/days.ts';
import {
  baselineBefore,
  baselineOf,
  baselineStamp,
  groupRuns,
  isFound,
  previousOf,
} from '../../../../src/extension/runs-view/group-runs.ts';
import { groupLine, oneLine, runLine, stateOf } from '../../../../src/extension/runs-view/run-lines.ts';
import { promptDigestOf, type KeptRun } from '../../../../src/runs/kept-run.ts';
import { STRINGS } from '../../../../src/extension/strings.ts';

const NOW = new Date(2026, 10, 29, 18, 0);

function run(key: string, prompt: string, day: number, changes: Partial<KeptRun> = {}): KeptRun {
  return {
    ...{ key, prompt, promptDigest: promptDigestOf(prompt), createdAt: new Date(2026, 10, day, 14, 5).toISOString() },
    ...{ targets: ['a', 'b', 'c'], trialsPerCell: 50, wanted: 150, missing: 0, elsewhere: false },
    ...{ digest: null, marks: NO_MARKS },
    ...changes,
  };
}
const shown = (runs: readonly KeptRun[]): unknown => groupRuns(runs).map((group) => group.runs.map(({ key }) => key));

describe('runs by prompt', () => {
  it('stand together when their prompt is the same, or stands where it stood', () => {
    const at = { file: 'prompts/tagline.md', line: 3 };
    const runs = [
      run('old', 'Write a tagline', 1, at),
      run('other', 'Pick a number', 2),
      run('edited', 'Write a short tagline', 3, at),
      run('elsewhere', 'Write a short tagline', 4),
      run('below', 'Something else', 5, { ...at, line: 9 }),
    ];
    assert.deepEqual(shown(runs), [['below'], ['elsewhere', 'edited', 'old'], ['other']]);
  });

  it('of a probe file stand together whatever it says by now; untitled documents are not one place', () => {
    const untitled = { file: 'untitled', line: 1 };
    const runs = [
      run('a', 'One', 1, { design: 'x.probe.yaml' }),
      run('b', 'Two', 2, { design: 'x.probe.yaml' }),
      run('c', 'Three', 3, untitled),
      run('d', 'Four', 4, untitled),
    ];
    assert.deepEqual(shown(runs), [['d'], ['c'], ['b', 'a']]);
  });

  it('have the pinned ones on top, a run before each and one baseline', () => {
    const pinned = { marks: { ...NO_MARKS, isPinned: true } };
    const starred = { marks: { ...NO_MARKS, isBaseline: true } };
    const runs = [run('a', 'P', 1, pinned), run('b', 'P', 2, starred), run('c', 'P', 3)];
    const [group] = groupRuns(runs);
    assert.deepEqual(
      group?.runs.map(({ key }) => key),
      ['a', 'c', 'b'],
    );
    assert.equal(previousOf(runs[2]!, group!)?.key, 'b');
    assert.equal(previousOf(runs[0]!, group!), null);
    assert.equal(baselineOf(group!)?.key, 'b');
    assert.deepEqual(
      runs.map((one) => baselineBefore(one, group!)?.key),
      [undefined, undefined, 'b'],
      'only later runs are told by what changed',
    );
  });

  it('keep the id of their group when another run is made, so that it stays unfolded', () => {
    const runs = [run('a', 'P', 1), run('b', 'P', 2)];
    assert.equal(groupRuns(runs)[0]?.id, groupRuns([...runs, run('c', 'P', 3)])[0]?.id);
  });

  it('are found by prompt, name, model, answer and verdict', () => {
    const digest = { reading: '', claim: 'Strongly converged', answers: ['42'], share: 0.7, effective: 7.2 };
    const one = run('a', 'Pick a Number', 1, { digest, marks: { ...NO_MARKS, name: 'First try' } });
    for (const text of ['number', 'FIRST', 'b', '42', 'strongly', '']) assert.ok(isFound(one, text), text);
    assert.ok(!isFound(one, '43'));
  });
});

describe('lines of the view', () => {
  const digest = { reading: '', claim: 'Strongly converged', answers: ['42', '73', '57'], share: 0.7, effective: 7.2 };

  it('say what a run found, or how far it is', () => {
    const line = (changes: Partial<KeptRun>, progress?: { settled: number; wanted: number }) =>
      runLine(run('a', 'P', 24, changes), progress, NOW).label;
    assert.equal(line({ digest }), 'Strongly converged · 42, 73, 57');
    const wordy = { ...digest, answers: ['Brewed for tomorrow', 'Wake up better'] };
    assert.equal(line({ digest: wordy }), 'Strongly converged · Brewed for tomorrow');
    assert.match(line({ missing: 31 }), /31 of 150/);
    assert.match(line({ missing: 31, elsewhere: true }), /119 of 150/);
    assert.match(line({ missing: 100 }, { settled: 50, wanted: 150 }), /50 of 150/);
    assert.equal(line({}), '3 models × 50');
  });

  it('tell running, elsewhere, interrupted and over apart', () => {
    const state = (changes: Partial<KeptRun>, isHere = false) =>
      stateOf(run('a', 'P', 1, changes), isHere ? { settled: 0, wanted: 1 } : undefined);
    assert.deepEqual(
      [state({}), state({ missing: 1 }), state({ missing: 1, elsewhere: true }), state({ missing: 1 }, true)],
      ['over', 'interrupted', 'elsewhere', 'running'],
    );
  });

  it('show the name in the place of the verdict, and the marks', () => {
    const marks = { name: 'First try', isPinned: true, isBaseline: true };
    const { label, description } = runLine(run('a', 'P', 24, { digest, marks }), undefined, NOW);
    assert.equal(label, 'First try');
    for (const part of ['Strongly converged', '24 Nov', '★', 'pinned']) assert.ok(description.includes(part), part);
  });

  it('say what changed since the baseline in the place of the verdict, once that is known of it as it is now', () => {
    const baseline = run('b', 'P', 20);
    const line = (change: RunDigest['change'], changes: Partial<KeptRun> = {}, of: KeptRun | null = baseline) =>
      runLine(run('a', 'P', 24, { digest: { ...digest, ...(change && { change }) }, ...changes }), undefined, NOW, of);
    const since = baselineStamp(baseline);
    const told = line({ since, verdict: 'more-varied' });
    assert.equal(told.label, STRINGS.runs.line.change['more-varied']('20 Nov'));
    assert.match(told.tooltip, /\nStrongly converged · 42, 73, 57\n/);
    const labels = (['less-varied', 'other-answers', 'unchanged'] as const).map(
      (verdict) => line({ since, verdict }).label,
    );
    assert.equal(new Set([told.label, ...labels]).size, 4);
    const grown = { ...baseline, wanted: 300 };
    for (const { label } of [
      line(undefined),
      line({ since, verdict: 'undecided' }),
      line({ since, verdict: null }),
      line({ since, verdict: 'more-varied' }, {}, null),
      line({ since, verdict: 'more-varied' }, {}, grown),
    ]) {
      assert.equal(label, 'Strongly converged · 42, 73, 57');
    }
    assert.match(line({ since, verdict: 'more-varied' }, { missing: 31 }).label, /31 of 150/);
    const today = { ...baseline, createdAt: new Date(2026, 10, 29, 9, 5).toISOString() };
    assert.match(line({ since: baselineStamp(today), verdict: 'unchanged' }, {}, today).label, /\b09:05$/);
  });

  it('give days as people do', () => {
    const day = (...time: [number, number, number, number, number]) => dayOf(new Date(...time).toISOString(), NOW);
    assert.equal(day(2026, 10, 29, 14, 5), 'today 14:05');
    assert.equal(day(2026, 10, 24, 14, 5), '24 Nov');
    assert.equal(day(2025, 10, 24, 14, 5), '24 Nov 2025');
    assert.equal(dayOf('nonsense', NOW), 'nonsense');
  });

  it('keep hostile prompts on one line, without marks that turn its direction', () => {
    assert.equal(oneLine(' a\n\u202eb\u0007\t c '), 'a b c');
    const { label } = groupLine(groupRuns([run('a', `x${'\n'.repeat(1_000)}y${'z'.repeat(1_000)}`, 1)])[0]!);
    assert.ok(label.length <= 80 && !label.includes('\n'), label);
    assert.equal(groupLine(groupRuns([run('a', '', 1)])[0]!).label, STRINGS.runs.line.noPrompt);
  });
});
