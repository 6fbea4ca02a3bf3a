import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnsweredAttempt, CompletionRequest } from '../../../src/core/ports.ts';
import { create } from '../../../src/providers/simulated.ts';
import { candidatesFor } from '../../../src/providers/simulation/answers.ts';

const provider = create();
const live = new AbortController().signal;

async function answersTo(prompt: string, model: string, runs = 200, changes: Partial<CompletionRequest> = {}) {
  const attempts: AnsweredAttempt[] = [];
  for (let trialIndex = 0; trialIndex < runs; trialIndex++) {
    const messages = [{ role: 'user', text: prompt } as const];
    const request = { model, system: null, messages, parameters: {}, trialIndex, condition: 'default', seed: 1 };
    const attempt = await provider.complete({ ...request, ...changes }, live);
    assert.ok(attempt.kind === 'answered');
    attempts.push(attempt);
  }
  return attempts;
}
const texts = (attempts: readonly AnsweredAttempt[]) => attempts.map(({ text }) => text);
const distinct = (attempts: readonly AnsweredAttempt[]) => new Set(texts(attempts)).size;
const MODELS = ['narrow', 'varied', 'uniform'];

describe('simulated models', () => {
  it('give the same answers for the same seed, and others for another', async () => {
    const prompt = 'Pick a random number between 1 and 100';
    for (const model of [...MODELS, 'moody']) {
      const once = texts(await answersTo(prompt, model));
      assert.deepEqual(texts(await answersTo(prompt, model)), once);
      assert.notDeepEqual(texts(await answersTo(prompt, model, 200, { seed: 2 })), once);
    }
  });

  it('stay within the range that the prompt names', async () => {
    const ranges: readonly (readonly [string, number, number])[] = [
      ['Pick a random number between 1 and 100', 1, 100],
      ['Give me an integer from -5 to 5.', -5, 5],
      ['Say a number, 200-300', 200, 300],
      ['Roll a d20', 1, 20],
      ['Roll a die.', 1, 6],
      ['Name a single digit', 0, 9],
      ['A number between 1 and 1000000', 1, 1_000_000],
    ];
    for (const [prompt, low, high] of ranges) {
      for (const model of MODELS) {
        for (const text of texts(await answersTo(prompt, model, 50))) {
          assert.ok(/^-?\d+$/.test(text) && Number(text) >= low && Number(text) <= high, `${prompt}: ${text}`);
        }
      }
    }
  });

  it('can give every number of a range, each once, favourites first', () => {
    for (const [prompt, low, high] of [
      ['a number between 1 and 100', 1, 100],
      ['a number from -3 to 3', -3, 3],
      ['a number from 990 to 2005', 990, 2005],
    ] as const) {
      const { count, at } = candidatesFor(prompt);
      const numbers = Array.from({ length: count }, (_, place) => Number(at(place)));
      assert.equal(count, high - low + 1);
      assert.deepEqual(
        [...numbers].sort((a, b) => a - b),
        Array.from({ length: count }, (_, place) => low + place),
      );
    }
    assert.equal(candidatesFor('a number between 1 and 100').at(0), '42');
  });

  it('differ in how much they vary and in what they favour', async () => {
    const [narrow, varied, uniform] = await Promise.all(
      MODELS.map((model) => answersTo('Pick a random number between 1 and 100', model)),
    );
    assert.equal(distinct(narrow!), 2);
    assert.ok(distinct(varied!) > 20 && distinct(varied!) < distinct(uniform!));
    assert.ok(distinct(uniform!) > 75);
    const modal = (attempts: readonly AnsweredAttempt[]) => {
      const counts = new Map<string, number>();
      for (const text of texts(attempts)) counts.set(text, (counts.get(text) ?? 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
    };
    assert.equal(modal(narrow!), '42');
    assert.notEqual(modal(varied!), '42');
  });

  it('answer what is asked for: options, fruit, colours, jokes, anything', async () => {
    const asked: readonly (readonly [string, RegExp])[] = [
      ['Choose one of: red, green or blue.', /^(red|green|blue)$/],
      ['Flip a coin', /^(Heads|Tails)$/],
      ['Name a fruit', /^[A-Z][a-z]+$/],
      ['Name a color. One word.', /^(Teal|Blue|Turquoise|Magenta|Green|Red|Violet|Amber|Coral|Indigo|Olive)$/],
      ['Tell me a joke', /.{20,}/],
      ['What is to be done?', /^[A-Z].*\.$/],
      ['', /./],
    ];
    for (const [prompt, expected] of asked) {
      for (const model of MODELS) {
        for (const text of texts(await answersTo(prompt, model, 20))) assert.match(text, expected, prompt);
      }
    }
  });

  it('the moody one has refused, empty and cut-off answers, each with its outcome', async () => {
    const attempts = await answersTo('Name a fruit', 'moody');
    const refused = attempts.filter(({ outcome }) => outcome === 'refused');
    const empty = attempts.filter(({ outcome }) => outcome === 'empty');
    assert.ok(refused.length > 5 && empty.length > 5);
    assert.ok(empty.every(({ text, note }) => text === '' && note !== null));
    assert.ok(attempts.some(({ truncated, outcome }) => truncated && outcome === 'completed'));
  });

  it('are labelled as simulated everywhere', async () => {
    assert.equal(provider.source, 'simulated');
    for (const { label, detail } of await provider.listModels(live))
      assert.match(`${label} ${detail}`, /simulated.*simulated/);
    for (const { modelReported, usage } of await answersTo('x', 'narrow', 1)) {
      assert.match(modelReported!, /^simulated/);
      assert.equal(usage, null);
    }
  });

  it('say which ones there are', async () => {
    const request = {
      model: 'huge',
      system: null,
      messages: [],
      parameters: {},
      trialIndex: 0,
      condition: 'c',
      seed: 1,
    };
    const attempt = await provider.complete(request, live);
    assert.ok(attempt.kind === 'failed' && attempt.stopsTarget);
    assert.match(attempt.error.message, /no simulated model “huge”; there are narrow, varied/);
  });

  it('wait when told to, and stop waiting when aborted', async () => {
    const controller = new AbortController();
    const parameters = { delayMs: 50_000 };
    const request = { model: 'narrow', system: null, messages: [], parameters, trialIndex: 0, condition: 'c', seed: 1 };
    const call = provider.complete(request, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(call, /enough/);
    await assert.rejects(provider.complete(request, controller.signal), /enough/);
  });
});
