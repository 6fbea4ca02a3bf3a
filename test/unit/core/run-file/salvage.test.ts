import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { SavedRun } from '../../../../src/core/model/report.ts';
import { salvageRun } from '../../../../src/core/run-file/salvage.ts';

const whole = readFileSync('media/recordings/jokes.probe.json', 'utf8');
const saved = JSON.parse(whole) as SavedRun;
const { trials } = saved;
const written = (changes: object): string => JSON.stringify({ ...saved, ...changes });

describe('what can be read of a damaged run file', () => {
  it('is every trial before the place where it was cut short', () => {
    const text = JSON.stringify({ schemaVersion: 1, run: saved.run, trials, edits: [], report: saved.report });
    for (const end of [0.3, 0.6, 0.9]) {
      const cut = text.slice(0, Math.floor(text.length * end));
      const salvaged = salvageRun(cut);
      // Each trial whose text ends before the cut.
      const there = trials.filter((trial) => cut.includes(JSON.stringify(trial)));
      assert.deepEqual(salvaged?.record.trials, there, String(end));
      assert.equal(salvaged?.record.run.status, there.length < trials.length ? 'partial' : saved.run.status);
      assert.match(salvaged?.notice ?? '', new RegExp(`cut short.*\\b${there.length} of ${trials.length}\\b`));
    }
  });

  it('is what is sound of its trials', () => {
    const [first, second, ...others] = trials;
    const odd = [
      ...[7, null, { ...first, outcome: 'dreamt' }, { ...first, target: 'nobody' }, { ...first, trialIndex: 1e6 }],
      ...[{ ...second, condition: 'none' }, ...others, others[0]],
    ];
    const salvaged = salvageRun(written({ trials: odd, edits: 'none' }));
    assert.deepEqual(salvaged?.record.trials, others);
    assert.deepEqual(salvaged?.record.edits, []);
    assert.match(salvaged?.notice ?? '', new RegExp(`damaged.*${others.length} of ${trials.length}`));
    assert.deepEqual(salvageRun(written({ trials: 'gone' }))?.record.trials, []);
  });

  it('is a run of a newer version, as far as it is known', () => {
    const salvaged = salvageRun(written({ schemaVersion: 2, more: { of: 'it' } }));
    assert.deepEqual(salvaged?.record.trials, trials);
    assert.match(salvaged?.notice ?? '', /version 2/);
  });

  it('is nothing without the run itself, and of what is no run file', () => {
    const texts = ['', '{', '[]', 'null', '{"schemaVersion":1}', written({ run: 7 }), written({ run: {} }), '\0\0\0'];
    for (const text of [...texts, written({ schemaVersion: undefined }), whole.slice(0, 300), 'x'.repeat(10_000)]) {
      assert.equal(salvageRun(text), null, text.slice(0, 60));
    }
    const twice = { ...saved.run, targets: [saved.run.targets[0], saved.run.targets[0]] };
    assert.equal(salvageRun(written({ run: twice })), null);
  });
});
