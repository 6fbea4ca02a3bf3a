import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planRun } from '../../../../src/core/engine/plan.ts';
import { readDesign } from '../../../../src/core/design/read-design.ts';
import { ownFor, sharedFor } from '../../../../src/core/design/asked-parameters.ts';
import {
  chosenConditions,
  conditionRequests,
  keptOf,
  limitsOf,
  tighter,
} from '../../../../src/core/design/requests.ts';
import type { RunDesign } from '../../../../src/core/model/run.ts';
import { plainHasher } from '../engine/scripted.ts';
import { WHOLE } from './corpus.ts';

const { conditions, targets, shared, reading } = readDesign(WHOLE).design!;
const OPENAI = { temperature: 'temperature', maxTokens: 'max_completion_tokens' };
const NONE = { temperature: null, maxTokens: null };

describe('from a probe file to a run', () => {
  it('calls parameters as each provider does, and lets those of a model go first', () => {
    const cold = conditions[2]!.shared;
    assert.deepEqual(sharedFor(cold, 'openai', 'gpt-6-luna', OPENAI), {
      temperature: 0.2,
      max_completion_tokens: 4000,
      reasoning_effort: 'high',
    });
    assert.deepEqual(sharedFor(cold, 'openai', 'other', OPENAI)['reasoning_effort'], 'low');
    assert.deepEqual(sharedFor(cold, 'google', 'x', { temperature: 't', maxTokens: null }), { t: 0.2 });
    assert.deepEqual(sharedFor(cold, 'simulated', 'x', NONE), {});
    assert.deepEqual(ownFor(targets[1]!, OPENAI), { temperature: 1, top_k: 40 });
    assert.deepEqual(sharedFor(shared, 'openai', 'x', OPENAI), { temperature: 0.7 });
  });

  it('is planned with every condition, value and list', () => {
    const asked = [
      { provider: 'openai', model: 'gpt-6-luna', names: OPENAI },
      { provider: 'recorded', model: 'x.json#y', names: null },
    ];
    const header = planRun(
      {
        ...{ id: 'run', createdAt: '2026-11-20T00:00:00.000Z', tool: { name: 'test', version: '0' }, seed: 7 },
        conditions: conditionRequests(conditions, asked),
        targets: asked.map(({ provider, model }) => ({ provider, model, baseUrl: null, parameters: {} })),
        trialsPerCell: 50,
        reading: reading!,
      },
      plainHasher,
    );
    assert.equal(header.conditions.length, 6);
    assert.deepEqual(Object.keys(header.conditions[2]!.parameters!), ['openai:gpt-6-luna']);
    assert.equal(header.conditions.filter(({ control }) => control).length, 1);
    assert.equal('name' in header.conditions[0]! || 'shared' in header.conditions[0]!, false);
    assert.deepEqual(header.reading, reading);
    // A header is kept in journals and files as JSON.
    assert.deepEqual(JSON.parse(JSON.stringify(header)), header);
  });

  it('runs the conditions that are named, by name or by id', () => {
    const ids = (...wanted: readonly string[]) => chosenConditions(conditions, wanted).map(({ id }) => id);
    assert.equal(ids().length, 6);
    assert.deepEqual(ids('expanded'), ['expanded · topic=sea', 'expanded · topic=sky']);
    assert.deepEqual(ids('expanded · topic=sky', 'expanded · topic=sky'), ['expanded · topic=sky']);
    assert.throws(() => ids('expandd'), {
      name: 'UsageError',
      message: /no condition "expandd"; did you mean expanded\?/,
    });
    assert.throws(() => ids('zzz'), { name: 'UsageError', message: /there are control, control · topic=sea/ });
  });

  it('leaves its limits with the run', () => {
    const check = { want: 'many', leastFactor: 2, bounds: [{ answer: 'X', atMost: 0.2 }] } as const;
    assert.deepEqual(keptOf({ concurrency: 3, budgetUsd: 0.5, check }, 'a.probe.yaml'), {
      ...{ file: 'a.probe.yaml', concurrency: 3, budgetUsd: 0.5, check },
    });
    const none = keptOf({ concurrency: null, budgetUsd: null, check: null }, 'a.probe.yaml');
    assert.deepEqual(none, { file: 'a.probe.yaml' });
    const limits = (design: unknown) => Object.values(limitsOf({ design: design as RunDesign }));
    assert.deepEqual(limits({ file: 'a', concurrency: 3, budgetUsd: 0.5 }), [3, 0.5]);
    for (const design of [undefined, none, { concurrency: '9', budgetUsd: -1 }, { concurrency: 1.5, budgetUsd: NaN }])
      assert.deepEqual(limits(design), [null, null]);
  });

  it('only tightens a limit', () => {
    assert.deepEqual(
      [tighter(null, null), tighter(2, null), tighter(null, 3), tighter(2, 3), tighter(3, 2)],
      [null, 2, 3, 2, 2],
    );
  });
});
