import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentOf } from '../../../../src/core/engine/rerun.ts';
import { planRun } from '../../../../src/core/engine/plan.ts';
import { plainHasher } from './scripted.ts';

const target = { provider: 'openai', model: 'm', baseUrl: null, parameters: {} };
const plain = {
  ...{ id: 'run', createdAt: '2026-11-20T00:00:00.000Z', tool: { name: 'test', version: '0' }, seed: 1 },
  ...{ targets: [target, { ...target, model: 'n' }], trialsPerCell: 3 },
};

describe('a run again', () => {
  it('sends every condition with its variables, lists and parameters', () => {
    const header = planRun(
      {
        ...plain,
        origin: { path: 'a.probe.yaml', line: 1 },
        reading: { extractor: 'title' },
        design: { file: 'a.probe.yaml', concurrency: 2 },
        conditions: [
          { id: 'a', prompt: 'One of {{list}}.', system: null, control: false, variables: { x: '1' } },
          {
            ...{ id: 'b', prompt: 'Two of {{list}}.', system: 'Be brief.', control: true, comparedWith: null },
            ...{ shuffled: [{ name: 'list', items: ['red', 'blue'], separator: ', ' }] },
            parameters: [{}, { temperature: 0 }],
          },
          { id: 'c', prompt: 'Three.', system: null, control: false, comparedWith: 'a' },
          {
            ...{ id: 'd', prompt: 'Four.', system: null, control: false },
            messages: [
              { role: 'user', text: 'Hello' },
              { role: 'assistant', text: 'Hi' },
              { role: 'user', text: 'Four.' },
            ],
          },
        ],
      },
      plainHasher,
    );
    const again = planRun({ ...plain, id: 'again', ...contentOf(header) }, plainHasher);
    assert.deepEqual(again, { ...header, id: 'again' });
  });

  it('takes parameters only from a target that the condition names', () => {
    const [condition] = planRun({ ...plain, prompt: 'One.', system: null }, plainHasher).conditions;
    const header = planRun({ ...plain, prompt: 'One.', system: null }, plainHasher);
    const hostile = { ...header, conditions: [{ ...condition!, parameters: { constructor: { temperature: 1 } } }] };
    const content = contentOf({ ...hostile, targets: [{ ...header.targets[0]!, id: 'toString' }] });
    assert.ok('conditions' in content);
    assert.deepEqual(content.conditions[0]?.parameters, [{}]);
  });
});
