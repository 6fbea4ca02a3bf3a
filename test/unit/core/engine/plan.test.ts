import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../../../src/core/engine/digest.ts';
import { orderOfTurns } from '../../../../src/core/engine/order.ts';
import type { ConditionRequest, PlanRequest } from '../../../../src/core/engine/plan.ts';
import { planRun } from '../../../../src/core/engine/plan.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { plainHasher } from './scripted.ts';

const target = { provider: 'openai', model: 'm', baseUrl: null, parameters: {} };
const request: PlanRequest = {
  id: 'run',
  createdAt: '2026-11-20T00:00:00.000Z',
  tool: { name: 'test', version: '0' },
  prompt: 'Pick one.',
  system: null,
  targets: [target],
  trialsPerCell: 3,
  seed: 1,
};
const plan = (changes: Partial<PlanRequest>) => planRun({ ...request, ...changes }, plainHasher);

describe('planning a run', () => {
  it('numbers targets that are there more than once', () => {
    const { targets } = plan({ targets: [target, { ...target, label: 'hot' }, target, { ...target, model: 'n' }] });
    assert.deepEqual(
      targets.map(({ id, label }) => [id, label]),
      [
        ['openai:m', 'm'],
        ['openai:m#2', 'hot'],
        ['openai:m#3', 'm #2'],
        ['openai:n', 'n'],
      ],
    );
  });

  it('never gives two targets one id, even when a model is called like one', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('m', 'm#2', 'm#2#2', 'm#3'), { minLength: 1 }), (models) => {
        const { targets } = plan({ targets: models.map((model) => ({ ...target, model })) });
        assert.equal(new Set(targets.map(({ id }) => id)).size, models.length);
      }),
    ));

  it('keeps the name of its probe file and not where it lies', () => {
    for (const file of ['a.probe.yaml', './deep/a.probe.yaml', '/home/me/a.probe.yaml', 'C:\\me\\a.probe.yaml'])
      assert.deepEqual(plan({ design: { file } }).design, { file: 'a.probe.yaml' });
    assert.equal('design' in plan({}), false);
  });

  it('digests what a condition sends, and nothing else', () => {
    const digest = (changes: Partial<PlanRequest>) => plan(changes).conditions[0]!.sha256;
    assert.equal(digest({}), digest({ seed: 9, trialsPerCell: 5 }));
    assert.equal(digest({}), digest({ messages: [{ role: 'user', text: 'Pick one.' }] }));
    assert.equal(digest({}), digest({ system: '  ' }), 'an empty system prompt is none');
    assert.notEqual(digest({}), digest({ prompt: 'Pick one. ' }));
    assert.notEqual(digest({}), digest({ system: 'Be brief.' }));
  });

  it('refuses what cannot be run, in one sentence', () => {
    const refused: readonly (readonly [Partial<PlanRequest>, RegExp])[] = [
      [{ prompt: ' \n' }, /prompt is empty/],
      [{ targets: [] }, /No model/],
      [{ trialsPerCell: 0 }, /whole number of at least 1, not 0/],
      [{ trialsPerCell: 2.5 }, /not 2.5/],
      [{ trialsPerCell: NaN }, /not NaN/],
      [{ messages: [{ role: 'assistant', text: 'x' }] }, /last turn/],
      [{ messages: [] }, /last turn/],
      [{ targets: [{ ...target, model: '' }] }, /PROVIDER:MODEL/],
      [{ targets: [{ ...target, baseUrl: 'localhost' }] }, /whole address/],
      [{ targets: [{ ...target, baseUrl: 'ftp://x' }] }, /http/],
      [{ targets: [{ ...target, baseUrl: 'https://me:secret@x/v1' }] }, /must not hold/],
      [{ targets: [{ ...target, baseUrl: 'https://x/v1?key=secret' }] }, /must not hold/],
    ];
    for (const [changes, message] of refused) {
      assert.throws(
        () => plan(changes),
        (error: unknown) => {
          assert.ok(error instanceof UsageError);
          assert.match(error.message, message);
          assert.match(error.message, /^[^\n]*\.$/);
          assert.ok(!error.message.includes('secret'));
          return true;
        },
      );
    }
  });
});

describe('canonical JSON', () => {
  it('is the same for equal values, whatever the order of their keys, and parses back', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        assert.equal(canonicalJson(reversed), canonicalJson(value));
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
    ));

  it('leaves undefined members out', () => {
    assert.equal(canonicalJson({ b: [1, undefined], a: undefined, c: null }), '{"b":[1,null],"c":null}');
  });
});

describe('the order of a target’s trials', () => {
  const conditions = ['a', 'b', 'c'].map((id) => ({ ...plan({}).conditions[0]!, id }));

  it('covers every condition once an index, shuffled, and is the same for the same seed', () => {
    const order = orderOfTurns('t', conditions, 20, 7);
    assert.equal(order.length, 60);
    for (let index = 0; index < 20; index++) {
      const block = order.slice(index * 3, index * 3 + 3);
      assert.ok(block.every(({ trialIndex }) => trialIndex === index));
      assert.deepEqual(block.map(({ condition }) => condition.id).sort(), ['a', 'b', 'c']);
    }
    const names = (turns: typeof order) => turns.map(({ condition }) => condition.id).join('');
    assert.equal(names(order), names(orderOfTurns('t', conditions, 20, 7)));
    assert.notEqual(names(order), names(orderOfTurns('t', conditions, 20, 8)));
    assert.notEqual(names(order), names(orderOfTurns('u', conditions, 20, 7)));
  });
});

describe('planning several conditions', () => {
  const { prompt: _, system: __, ...wish } = request as PlanRequest & { prompt: string; system: string | null };
  const condition: ConditionRequest = { id: 'a', control: false, prompt: 'Pick one.', system: null };
  const planned = (conditions: readonly ConditionRequest[]) =>
    planRun({ ...wish, targets: [target, { ...target, model: 'n' }], conditions }, plainHasher).conditions;

  it('makes the first one the control unless another one is', () => {
    const controls = (conditions: readonly ConditionRequest[]) => planned(conditions).map(({ control }) => control);
    assert.deepEqual(controls([condition, { ...condition, id: 'b' }]), [true, false]);
    assert.deepEqual(controls([condition, { ...condition, id: 'b', control: true }]), [false, true]);
  });

  it('keeps what a condition asks of a target under the id of the target', () => {
    const [first] = planned([{ ...condition, parameters: [{}, { temperature: 0 }] }]);
    assert.deepEqual(first?.parameters, { 'openai:n': { temperature: 0 } });
    assert.equal('parameters' in planned([{ ...condition, parameters: [{}, {}] }])[0]!, false);
  });

  it('digests its lists, and not what is the same without them', () => {
    const shuffled = [{ name: 'x', items: ['a', 'b'], separator: ' ' }];
    const [plain, listed] = planned([condition, { ...condition, id: 'b', shuffled }]);
    assert.notEqual(plain?.sha256, listed?.sha256);
    assert.equal(plain?.sha256, plan({}).conditions[0]?.sha256);
  });

  it('refuses what is no experiment', () => {
    const refused = (conditions: readonly ConditionRequest[], message: RegExp) =>
      assert.throws(() => planned(conditions), { name: 'UsageError', message });
    refused([], /No condition was chosen/);
    refused([condition, condition], /the same name/);
    refused(
      [
        { ...condition, control: true },
        { ...condition, id: 'b', control: true },
      ],
      /Only one condition/,
    );
    refused([{ ...condition, prompt: ' ' }], /prompt of the condition "a" is empty/);
  });
});
