import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import colours from '../../../../media/recordings/colours.probe.json' with { type: 'json' };
import fruits from '../../../../media/recordings/fruits.probe.json' with { type: 'json' };
import jokes from '../../../../media/recordings/jokes.probe.json' with { type: 'json' };
import numbers from '../../../../media/recordings/numbers.probe.json' with { type: 'json' };
import { makeRecordings } from '../../../../scripts/make-recordings.ts';
import publishedNumbers from '../../../fixtures/articles/seed-001-numbers.json' with { type: 'json' };
import publishedOutputs from '../../../fixtures/articles/seed-001-outputs.json' with { type: 'json' };
import { hasher } from './sample-file.ts';

const made = makeRecordings(publishedOutputs, publishedNumbers, hasher);

describe('media/recordings', () => {
  for (const [name, file] of Object.entries({ jokes, fruits, colours, numbers })) {
    it(`${name} is what the published answers give (node scripts/make-recordings.mjs writes it anew)`, () => {
      assert.deepEqual(file, JSON.parse(made.get(`${name}.probe.json`)!));
    });

    it(`${name} is labelled as recorded and claims nothing that was not published`, () => {
      assert.match(file.run.provenance.title, /Different Models, Same Slop/);
      for (const trial of file.trials) {
        assert.equal(trial.source, 'recorded');
        assert.deepEqual([trial.usage, trial.latencyMs, trial.startedAt, trial.finishReason], [null, null, null, null]);
        assert.equal(trial.attempts, 0);
      }
    });
  }

  it('the jokes have whole emoji', () => {
    assert.ok(jokes.trials.some(({ text }) => text.includes('😄')));
    assert.ok(jokes.trials.every(({ text }) => !text.includes('ü')));
    assert.match(jokes.run.provenance.note, /restored/);
  });

  it('the order of the numbers is said to be unknown', () => {
    assert.match(numbers.run.provenance.note, /order of the answers was not published/);
  });
});
