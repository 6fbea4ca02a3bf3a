import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planResume } from '../../../../src/core/engine/resume.ts';
import { requestDigest } from '../../../../src/core/engine/digest.ts';
import { planRun, type ConditionRequest } from '../../../../src/core/engine/plan.ts';
import { parametersOf, render, typicalRendering } from '../../../../src/core/prompt/render.ts';
import type { Condition, RunHeader } from '../../../../src/core/model/run.ts';
import { answer, failure, plainHasher, runScripted } from '../engine/scripted.ts';

const ITEMS = ['red', 'green', 'blue', 'black'];
const listed: Condition = {
  id: 'listed',
  prompt: 'Pick one of {{items}}. {{other}}',
  system: 'You know {{items}}.',
  control: false,
  variables: { topic: 'sea' },
  shuffled: [{ name: 'items', items: ITEMS, separator: ', ' }],
  sha256: '',
};
const place = { seed: 7, target: 'a:m', trialIndex: 0 };

function headerWith(conditions: readonly ConditionRequest[], runs = 6): RunHeader {
  const target = { provider: 'a', model: 'm', baseUrl: null, parameters: { temperature: 1 } };
  const stamp = { id: 'run', createdAt: '2026-11-20T00:00:00.000Z', tool: { name: 'test', version: '0' } };
  const targets = [target, { ...target, provider: 'b' }];
  return planRun({ ...stamp, conditions, targets, trialsPerCell: runs, seed: 5 }, plainHasher);
}

describe('rendering a trial', () => {
  it('puts a list in one order into all texts, and says which', () => {
    const { system, messages, variables } = render(listed, place);
    const order = variables['items']!;
    assert.deepEqual([...order.split(', ')].sort(), [...ITEMS].sort());
    assert.equal(system, `You know ${order}.`);
    assert.deepEqual(messages, [{ role: 'user', text: `Pick one of ${order}. {{other}}` }]);
    assert.deepEqual(variables, { topic: 'sea', items: order });
  });

  it('puts in as many items as are drawn, others in other trials', () => {
    const one = { ...listed, shuffled: [{ ...listed.shuffled![0]!, drawn: 1 }] };
    const drawn = Array.from(
      { length: 40 },
      (_, trialIndex) => render(one, { ...place, trialIndex }).variables['items']!,
    );
    assert.deepEqual(new Set(drawn), new Set(ITEMS));
    assert.equal(typicalRendering(one).system, 'You know red.');
  });

  it('gives the same trial the same order, and others their own', () => {
    const orderOf = (changes: Partial<typeof place>, condition = listed) =>
      render(condition, { ...place, ...changes }).variables['items'];
    const long = { ...listed, shuffled: [{ name: 'items', items: [...'abcdefghijkl'], separator: '' }] };
    assert.equal(orderOf({}, long), orderOf({}, long));
    const others = [{ seed: 8 }, { target: 'b:m' }, { trialIndex: 1 }].map((change) => orderOf(change, long));
    const renamed = orderOf({}, { ...long, id: 'other' });
    assert.equal(new Set([orderOf({}, long), ...others, renamed]).size, 5);
  });

  it('makes every order equally likely', () => {
    const counts = new Map<string, number>();
    const trials = 12_000;
    for (let trialIndex = 0; trialIndex < trials; trialIndex++) {
      const order = render(listed, { ...place, trialIndex }).variables['items']!;
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 24);
    const expected = trials / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.ok(chiSquare < 49.7, `${chiSquare} is beyond the 99.9% point of 23 degrees of freedom`);
  });

  it('draws the orders of two lists of a trial apart from each other', () => {
    const lists = ['first', 'second'].map((name) => ({ name, items: ['a', 'b'], separator: '' }));
    const both = { ...listed, prompt: '{{first}}{{second}}', shuffled: lists };
    let alike = 0;
    for (let trialIndex = 0; trialIndex < 1000; trialIndex++) {
      const { variables } = render(both, { ...place, trialIndex });
      if (variables['first'] === variables['second']) alike++;
    }
    assert.ok(alike > 430 && alike < 570, `${alike} of 1000`);
  });

  it('leaves a prompt without lists as it is, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string(), (prompt) => {
        const plain: Condition = { id: 'default', prompt, system: null, control: true, sha256: '' };
        assert.deepEqual(render(plain, place), {
          system: null,
          messages: [{ role: 'user', text: prompt }],
          variables: {},
        });
      }),
    );
  });

  it('is as long as its typical rendering', () => {
    const length = (rendering: { readonly messages: readonly { readonly text: string }[] }) =>
      rendering.messages.map(({ text }) => text.length);
    assert.deepEqual(length(render(listed, { ...place, trialIndex: 3 })), length(typicalRendering(listed)));
  });
});

describe('a run of several conditions', () => {
  const conditions: readonly ConditionRequest[] = [
    { id: 'plain', control: true, prompt: 'Pick one.', system: null },
    {
      id: 'listed',
      control: false,
      prompt: listed.prompt,
      system: null,
      shuffled: listed.shuffled!,
      variables: { x: '1' },
    },
    { id: 'cold', control: false, prompt: 'Pick one.', system: null, parameters: [{ temperature: 0 }, { top_p: 0.5 }] },
  ];

  it('sends each trial its own words and keeps the digest of exactly these', async () => {
    const { record, calls } = await runScripted(headerWith(conditions), () => ({ attempt: answer('x'), takesMs: 1 }));
    assert.equal(record.trials.length, 2 * 3 * 6);
    for (const { target, request } of calls) {
      const { condition, trialIndex, model, system, messages, parameters } = request;
      const trial = record.trials.find(
        (one) => one.target === target && one.condition === condition && one.trialIndex === trialIndex,
      )!;
      const provider = target.split(':')[0]!;
      assert.equal(trial.sha256, requestDigest({ provider, model, system, messages, parameters }, plainHasher));
      const said = messages[0]!.text;
      assert.equal(said, condition === 'listed' ? `Pick one of ${trial.variables['items']}. {{other}}` : 'Pick one.');
      assert.equal(trial.variables['x'], condition === 'listed' ? '1' : undefined);
    }
    const orders = record.trials.map(({ variables }) => variables['items']).filter((order) => order !== undefined);
    assert.ok(new Set(orders).size > 4);
  });

  it('asks with the parameters of the condition, and says so', async () => {
    const header = headerWith(conditions, 1);
    const { record } = await runScripted(header, () => ({ attempt: answer('x'), takesMs: 1 }));
    const requested = (target: string, condition: string) =>
      record.trials.find((trial) => trial.target === target && trial.condition === condition)!.requested;
    assert.deepEqual(requested('a:m', 'plain'), { temperature: 1 });
    assert.deepEqual(requested('a:m', 'cold'), { temperature: 0 });
    assert.deepEqual(requested('b:m', 'cold'), { temperature: 1, top_p: 0.5 });
    assert.deepEqual(parametersOf(header.targets[0]!, header.conditions[2]!), { temperature: 0 });
  });

  it('leaves out what a server does not take, in each condition that asks for it', async () => {
    const { record } = await runScripted(headerWith(conditions), (_, { parameters }) => ({
      attempt: 'top_p' in parameters ? failure('bad-request', { parameter: 'top_p', retryable: false }) : answer('x'),
      takesMs: 1,
    }));
    assert.equal(record.run.status, 'complete');
    assert.ok(record.trials.every(({ honoured }) => !('top_p' in honoured)));
  });

  it('is resumed, retried and made longer with the same order for the same trial', async () => {
    const stop = new AbortController();
    const header = headerWith(conditions);
    const whole = await runScripted(headerWith(conditions, 9), () => ({ attempt: answer('x'), takesMs: 10 }));
    const first = await runScripted(
      header,
      (_, __, call) => {
        if (call === 5) stop.abort(new Error('enough'));
        return { attempt: call % 3 === 1 ? failure('network') : answer('x'), takesMs: 10 };
      },
      { signal: stop.signal, maxAttempts: 9 },
    );
    assert.ok(first.record.trials.some(({ outcome }) => outcome === 'cancelled'));
    const next = planResume(header, first.record.trials, { now: '2026-11-21T00:00:00.000Z', more: 3 });
    const second = await runScripted(next.header, () => ({ attempt: answer('x'), takesMs: 10 }), {
      settled: next.kept,
    });
    assert.equal(second.calls.length, next.missing.length);
    const wordsOf = ({ record }: typeof whole) =>
      record.trials
        .map(({ target, condition, trialIndex, variables, sha256 }) =>
          JSON.stringify([target, condition, trialIndex, variables, sha256]),
        )
        .sort();
    assert.deepEqual(wordsOf(second), wordsOf(whole));
  });
});
