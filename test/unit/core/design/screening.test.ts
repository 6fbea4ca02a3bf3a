import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planScreening, withFreshRuns, withoutFreshRuns } from '../../../../src/core/design/screening.ts';
import { planRun } from '../../../../src/core/engine/plan.ts';
import { trialsOf } from '../../../../src/core/model/planned-trials.ts';
import { missingTrials } from '../../../../src/core/run-file/journal.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { nodeHasher } from '../../../../src/providers/node-ports.ts';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const EIGHT = `Name a fruit. ${NAMES.map((name) => `Rule ${name}.`).join(' ')}`;

function headerOf(prompt: string, runs: number) {
  const { request } = planScreening({ prompt, system: 'Be kind.' }, runs);
  const targets = [{ provider: 'test', model: 'a', baseUrl: null, parameters: {} }];
  const own = { id: 'run', createdAt: '2026-01-31T12:00:00.000Z', tool: { name: 'test', version: '0' }, seed: 1 };
  return planRun({ ...request, targets, ...own }, nodeHasher);
}

describe('a design that finds out which words make the answer', () => {
  it('leaves about half of the parts out of each version, and takes half the calls of leaving each out', () => {
    const header = headerOf(EIGHT, 20);
    const { screening, conditions } = header;
    assert.equal(screening!.parts.length, 8);
    assert.equal(screening!.rows.length, 12);
    for (const { condition, leftOut } of screening!.rows) {
      const { prompt, system, comparedWith } = conditions.find(({ id }) => id === condition)!;
      assert.ok(prompt.startsWith('Name a fruit.'));
      assert.deepEqual([system, comparedWith], ['Be kind.', null]);
      const missing = NAMES.flatMap((name, place) => (prompt.includes(`Rule ${name}.`) ? [] : [place]));
      assert.deepEqual(missing, leftOut);
    }
    assert.ok(conditions[0]!.control);
    assert.equal(conditions[0]!.prompt, EIGHT);
    const whole = withFreshRuns(header, [3, 5], nodeHasher);
    // Leaving out each of eight sentences: nine prompts, 20 times.
    assert.equal(trialsOf(whole), (9 * 20) / 2);
    assert.equal(missingTrials(whole, []).length, trialsOf(whole));
  });

  it('checks parts in fresh runs of prompts without one of them', () => {
    const header = headerOf(EIGHT, 20);
    const { screening, conditions } = withFreshRuns(header, [3, 5], nodeHasher);
    assert.deepEqual(
      screening!.fresh!.map(({ leftOut }) => leftOut),
      [[], [3], [5]],
    );
    const prompts = screening!.fresh!.map(({ condition }) => conditions.find(({ id }) => id === condition)!.prompt);
    assert.deepEqual(prompts, [EIGHT, EIGHT.replace('Rule four. ', ''), EIGHT.replace('Rule six. ', '')]);
    assert.equal(new Set(conditions.map(({ id }) => id)).size, conditions.length);
  });

  it('knows which conditions belong to it', () => {
    const header = headerOf(EIGHT, 20);
    const longer = withFreshRuns(header, [0, 1], nodeHasher);
    assert.deepEqual(withoutFreshRuns({ ...longer, screening: header.screening! }), header);
    assert.deepEqual(withoutFreshRuns(longer), longer);
  });

  it('checks one or two parts at once', () => {
    const { screening, conditions } = headerOf('Name a fruit. Be brief. Be kind.', 10);
    assert.deepEqual([screening!.parts.length, screening!.rows.length, conditions.length], [2, 0, 1]);
  });

  it('leaves out neighbours together where there are many', () => {
    const rules = Array.from({ length: 50 }, (_, rule) => `- rule ${rule}`);
    const { screening } = headerOf(`Name a fruit.\n${rules.join('\n')}`, 10);
    const sizes = screening!.parts.map(({ spans }) => spans.length);
    assert.equal(sizes.length, 23);
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      50,
    );
    assert.ok(sizes.every((size) => size === 2 || size === 3));
    assert.equal(screening!.rows.length, 24);
  });

  it('keeps the earlier turns of a conversation', () => {
    const messages = [
      { role: 'user' as const, text: 'Hello.' },
      { role: 'assistant' as const, text: 'Yes?' },
      { role: 'user' as const, text: EIGHT },
    ];
    const { request } = planScreening({ prompt: EIGHT, system: null, messages }, 20);
    for (const { prompt, messages: turns } of request.conditions) {
      assert.deepEqual(turns!.slice(0, 2), messages.slice(0, 2));
      assert.equal(turns!.at(-1)!.text, prompt);
    }
  });

  it('is refused where nothing may be left out', () => {
    assert.throws(() => planScreening({ prompt: 'Name a fruit.', system: null }, 20), UsageError);
    assert.throws(() => planScreening({ prompt: 'Name a fruit. Be kind.', system: null }, 20, ['kind']), UsageError);
  });
});
