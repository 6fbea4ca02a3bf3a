import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Condition, RunRecord, Trial } from '../../../src/core/model/run.ts';
import type { CompletionRequest, Provider } from '../../../src/core/ports.ts';
import { create, refusalOf } from '../../../src/providers/recorded.ts';
import { answer, headerFor, runScripted } from '../core/engine/scripted.ts';

const live = new AbortController().signal;
let recording: RunRecord;
let provider: Provider;
const request: CompletionRequest = {
  model: 'jokes.probe.json#a:m',
  system: null,
  messages: [{ role: 'user', text: 'Pick one.' }],
  parameters: {},
  trialIndex: 0,
  condition: 'default',
  seed: 1,
};
const ask = (changes: Partial<CompletionRequest>, from = provider) => from.complete({ ...request, ...changes }, live);

function withTrial(changes: Partial<Trial>): Provider {
  const [first, ...rest] = recording.trials;
  return create({
    baseUrl: null,
    key: null,
    recording: { ...recording, trials: [{ ...first!, ...changes }, ...rest] },
  });
}

before(async () => {
  const { record } = await runScripted(headerFor(['a:m', 'b:m'], 3), (target, { trialIndex }) => ({
    attempt: answer(`${target} ${trialIndex}`),
    takesMs: 40,
  }));
  recording = record;
  provider = create({ baseUrl: null, key: null, recording });
});

describe('a recorded run', () => {
  it('replays each trial as it was, with its times and digest', async () => {
    for (const target of ['a:m', 'b:m']) {
      for (const trialIndex of [2, 0, 1]) {
        const attempt = await ask({ model: `x#${target}`, trialIndex });
        assert.ok(attempt.kind === 'answered');
        assert.equal(attempt.text, `${target} ${trialIndex}`);
        const trial = recording.trials.find((kept) => kept.target === target && kept.trialIndex === trialIndex)!;
        const { latencyMs, startedAt, attempts, sha256 } = trial;
        assert.deepEqual(attempt.replayed, { latencyMs, startedAt, attempts, sha256 });
      }
    }
    assert.equal(provider.source, 'recorded');
  });

  it('is written into a run with the recorded times', async () => {
    const again = headerFor(['recorded:x'], 3);
    const header = { ...again, targets: [{ ...again.targets[0]!, model: 'x#a:m' }] };
    const { record } = await runScripted(header, () => ({ attempt: answer('unused'), takesMs: 0 }), {
      providers: new Map([[header.targets[0]!.id, provider]]),
    });
    assert.deepEqual(
      record.trials.map(({ text, latencyMs, source }) => [text, latencyMs, source]),
      [0, 1, 2].map((index) => [`a:m ${index}`, 40, 'recorded']),
    );
  });

  it('refuses what it does not hold, in one sentence, and stops the target', async () => {
    const refused: readonly (readonly [Partial<CompletionRequest>, RegExp])[] = [
      [{ trialIndex: 3 }, /holds 3 runs of “m”, not 4; ask for 3 or fewer/],
      [{ messages: [{ role: 'user', text: 'Pick two.' }] }, /answers another prompt/],
      [{ system: 'Be brief.' }, /answers another prompt/],
      [{ model: 'jokes.probe.json#c:m' }, /holds “a:m”, “b:m”; name one/],
      [{ model: 'jokes.probe.json' }, /name one of them/],
    ];
    for (const [changes, message] of refused) {
      const attempt = await ask(changes);
      assert.ok(attempt.kind === 'failed');
      assert.match(attempt.error.message, message);
      assert.deepEqual([attempt.error.reason, attempt.stopsTarget, attempt.retryable], ['not-recorded', true, false]);
    }
  });

  it('does without a name when it holds one target', async () => {
    const { run, trials } = recording;
    const one = create({
      baseUrl: null,
      key: null,
      recording: { ...recording, run: { ...run, targets: run.targets.slice(0, 1) }, trials },
    });
    assert.equal((await ask({ model: 'jokes.probe.json' }, one)).kind, 'answered');
  });

  it('replays failures as failures, and takes cancelled trials for missing', async () => {
    const error = { reason: 'overloaded', message: 'busy', status: 503 } as const;
    const failed = await ask({}, withTrial({ outcome: 'failed', error }));
    assert.deepEqual(failed.kind === 'failed' && failed.error, error);
    const cancelled = await ask({}, withTrial({ outcome: 'cancelled' }));
    assert.equal(cancelled.kind === 'failed' && cancelled.error.reason, 'not-recorded');
  });

  it('can be checked before a run starts', () => {
    const { conditions } = recording.run;
    assert.equal(refusalOf(recording, 'x#a:m', conditions, 3), null);
    assert.match(refusalOf(recording, 'x#a:m', conditions, 4)!, /holds 3 runs/);
    assert.match(refusalOf(recording, 'x#a:m', [{ ...conditions[0]!, prompt: 'Other' }], 3)!, /another prompt/);
  });

  it('answers each of its conditions: by name where the words agree, else by the very words', async () => {
    const base = recording.run.conditions[0]!;
    const list = { name: 'x', items: ['a', 'b'], separator: ', ' };
    const conditions: readonly Condition[] = [
      base,
      { ...base, id: 'short', prompt: 'Pick.', control: false },
      { ...base, id: 'listed', prompt: 'Pick of {{x}}.', shuffled: [list], control: false },
      { ...base, id: 'untold', prompt: '', control: false },
    ];
    const trials = conditions.flatMap(({ id: condition }) =>
      recording.trials.map((trial) => ({ ...trial, condition, text: condition, variables: { x: 'b, a' } })),
    );
    const several: RunRecord = { ...recording, run: { ...recording.run, conditions }, trials };
    const from = create({ baseUrl: null, key: null, recording: several });
    const said = async (condition: string, text: string) => {
      const attempt = await ask({ condition, messages: [{ role: 'user', text }] }, from);
      return attempt.kind === 'answered' ? attempt.text : attempt.error.message;
    };
    assert.equal(await said('short', 'Pick.'), 'short');
    assert.equal(await said('renamed', 'Pick.'), 'short');
    assert.equal(await said('default', 'Pick.'), 'short', 'the words decide, not the name alone');
    assert.equal(await said('untold', 'Whatever'), 'untold');
    assert.match(await said('short', 'Other'), /^The recording answers another prompt under “short”; /);
    assert.match(await said('new', 'Other'), /^The recording answers other prompts, under “default”, “short”, .*; /);
    const listed = await ask({ condition: 'listed', messages: [{ role: 'user', text: 'Pick of a, b.' }] }, from);
    assert.deepEqual(listed.kind === 'answered' && listed.replayed?.variables, { x: 'b, a' });
    const refusal = (change: Partial<Condition>) => refusalOf(several, 'x#a:m', [{ ...conditions[2]!, ...change }], 3);
    assert.equal(refusal({}), null);
    assert.match(refusal({ shuffled: [{ ...list, items: ['a', 'c'] }] })!, /another prompt under “listed”/);
    assert.match(refusal({ id: 'renamed' })!, /other prompts/);
    assert.match(refusalOf(several, 'x#a:m', conditions, 4)!, /holds 3 runs of “m” under “default”, not 4/);
  });

  it('lists its targets as recorded', async () => {
    const models = await provider.listModels(live);
    assert.deepEqual(
      models.map(({ id, label, detail }) => [id, label, detail]),
      [
        ['a:m', 'm (recorded)', '3 runs, recorded'],
        ['b:m', 'm #2 (recorded)', '3 runs, recorded'],
      ],
    );
  });
});
