import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelsApart, type ModelFigures } from '../../../../../src/core/analysis/insight/models.ts';
import { countOutcomes } from '../../../../../src/core/analysis/counts.ts';
import { runOf } from '../run-of.ts';

describe('what is said of the difference between models', () => {
  it('is said of more pairs of models than a call takes arguments', () => {
    const { run } = runOf('Pick a letter', { a: ['B'], b: ['C'] });
    const counts = { ...countOutcomes([]), trials: 5, completed: 5 };
    const cell = {
      target: 'a',
      condition: 'default',
      counts,
      modalAnswer: null,
      medianLatencyMs: null,
      statistics: {},
    };
    const between = {
      ...{ effectiveModels: 1.5, effectiveModelsInterval: null, effectiveModelsNull: null, p: 0.001, pHolm: 0.001 },
      ...{ convergenceIndex: 0.5, convergenceIndexInterval: null, pairs: [], tree: null },
    };
    const figures: ModelFigures = { between, cells: new Array<typeof cell>(600).fill(cell), rarefaction: null };
    // The smallest p of 5 runs against 5 is 2/252: too large for 179,700 pairs.
    assert.match(modelsApart(run, figures) ?? '', /^5 runs/);
  });
});
